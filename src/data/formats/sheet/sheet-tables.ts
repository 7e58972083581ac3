import { joinIslands, joinRanges, type IslandRow, type SheetIsland } from './sheet-islands';
import type { SheetRange } from './sheet-range';
import { cellKinds } from './sheet-row';

/** One of several tables of a sheet, with the titles and notes that belong to it. */
export interface TableOfSheet {
  range: SheetRange;
  /** Filled cells of the table itself. */
  cells: number;
  columns: number;
  title?: string;
}

/** As much of the width makes a row one of names. */
const fullShare = 0.6;

/**
 * The tables of a sheet, where it has several: islands that go on with the one above them (no names of their own, no
 * other columns) or beside them (the same rows, parted by an empty column) are one; what is a single row or column is
 * a title or a note of the nearest. None where there is one table or none.
 */
export function findSheetTables(islands: readonly SheetIsland[]): TableOfSheet[] {
  const pieces = joinBelow(joinBeside(islands));
  const tables = pieces.filter(isTable);
  if (tables.length < 2) return [];
  const ranges = tables.map(({ firstRow, lastRow, firstColumn, lastColumn }): SheetRange => ({
    firstRow,
    lastRow,
    firstColumn,
    lastColumn,
  }));
  const titles = new Map<number, string>();
  for (const note of pieces.filter((piece) => !isTable(piece))) {
    const nearest = nearestTable(note, tables);
    const wider = joinRanges(ranges[nearest]!, note);
    if (ranges.some((range, index) => index !== nearest && overlaps(range, wider))) continue;
    ranges[nearest] = wider;
    if (note.lastRow < tables[nearest]!.firstRow) titles.set(nearest, note.head[0]!.texts[0]!);
  }
  return tables.map((table, index) => {
    const title = titles.get(index) ?? ownTitle(table);
    return {
      range: ranges[index]!,
      cells: table.cells,
      columns: table.lastColumn - table.firstColumn + 1,
      ...(title === undefined ? {} : { title }),
    };
  });
}

/** The one that holds most; the first of these. */
export function mainTable(tables: readonly TableOfSheet[]): TableOfSheet {
  return tables.reduce((most, next) => (next.cells > most.cells ? next : most));
}

function isTable({ firstRow, lastRow, firstColumn, lastColumn, head }: SheetIsland): boolean {
  const full = head.filter(({ columns }) => columns.length > 1);
  return lastRow > firstRow && lastColumn > firstColumn && full.length > 1;
}

/** Columns that stand apart, but begin and end with others, are of one table, unless they name the same things. */
function joinBeside(islands: readonly SheetIsland[]): SheetIsland[] {
  return islands.reduce<SheetIsland[]>((joined, island) => {
    const names = nameRow(island);
    const beside = joined.findIndex((known) => {
      const others = nameRow(known);
      const isLevel = known.lastRow === island.lastRow && others?.row === names?.row;
      return (
        isLevel && isTable(known) && !others?.texts.some((text) => names?.texts.includes(text))
      );
    });
    if (beside < 0) return [...joined, island];
    return joined.map((known, at) => (at === beside ? joinIslands(known, island) : known));
  }, []);
}

function joinBelow(islands: readonly SheetIsland[]): SheetIsland[] {
  return islands.reduce<SheetIsland[]>((joined, island) => {
    const above = joined.findLastIndex(
      (known) => isTable(known) && known.lastRow < island.firstRow && sharesColumns(known, island),
    );
    if (above < 0 || !continues(joined[above]!, island)) return [...joined, island];
    return joined.map((known, at) => (at === above ? joinIslands(known, island) : known));
  }, []);
}

function continues(above: SheetIsland, below: SheetIsland): boolean {
  const isInside = below.firstColumn >= above.firstColumn && below.lastColumn <= above.lastColumn;
  if (!isInside) return false;
  if (!isTable(below)) return below.head.some(({ columns }) => columns.length > 1);
  const names = ownNames(below);
  return !names || names.texts.join('\n') === nameRow(above)?.texts.join('\n');
}

/** The first row, where it names every column in words and values stand below it; a title may stand above. */
function ownNames(island: SheetIsland): IslandRow | undefined {
  const at = island.head.findIndex(({ columns }) => columns.length > 1);
  const names = island.head[at];
  const isFull = names?.columns.length === island.lastColumn - island.firstColumn + 1;
  const isText = names?.kinds.every((kind) => kind === cellKinds.text);
  const hasValues = island.head.slice(at + 1).some(({ kinds }) => kinds.includes(cellKinds.value));
  return isFull && isText && hasValues ? names : undefined;
}

/** The first row that fills its island. */
function nameRow({ head, firstColumn, lastColumn }: SheetIsland): IslandRow | undefined {
  const width = lastColumn - firstColumn + 1;
  return head.find(({ columns }) => columns.length > 1 && columns.length >= fullShare * width);
}

function ownTitle(table: SheetIsland): string | undefined {
  const [first] = table.head;
  return first && first.columns.length === 1 && first.kinds[0] === cellKinds.text
    ? first.texts[0]
    : undefined;
}

/** What stands above a table is its title sooner than a note of the one above. */
function nearestTable(note: SheetIsland, tables: readonly SheetIsland[]): number {
  const distances = tables.map((table) => {
    const aside = gap(note.firstColumn, note.lastColumn, table.firstColumn, table.lastColumn);
    const apart = gap(note.firstRow, note.lastRow, table.firstRow, table.lastRow);
    return 1000 * aside + 2 * apart + (note.firstRow > table.lastRow ? 1 : 0);
  });
  return distances.indexOf(Math.min(...distances));
}

function gap(from: number, to: number, otherFrom: number, otherTo: number): number {
  return Math.max(0, otherFrom - to, from - otherTo);
}

function sharesColumns(a: SheetRange, b: SheetRange): boolean {
  return a.firstColumn <= b.lastColumn && b.firstColumn <= a.lastColumn;
}

function overlaps(a: SheetRange, b: SheetRange): boolean {
  return sharesColumns(a, b) && a.firstRow <= b.lastRow && b.firstRow <= a.lastRow;
}
