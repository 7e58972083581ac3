import { repairNames } from './column-names';
import type { CsvDialect } from './csv-dialect';
import { judgeHeader } from './csv-header';
import type { SampleRecord } from './record-sample';

/** Where in the first records of a CSV the table begins, and how wide it is. */
export interface CsvLayout {
  columnCount: number;
  /** Record with the names; undefined for none. */
  header: number | undefined;
  firstRow: number;
  notes: string[];
}

/** Finds the names and the first row: as wide as most records are, below whatever stands above. */
export function findLayout(
  records: SampleRecord[],
  dialect: CsvDialect,
  asked?: boolean,
): CsvLayout {
  const columnCount = modalCount(records);
  const firstFull = Math.max(
    0,
    records.findIndex(({ values }) => values.length === columnCount),
  );
  const start = startsWithOddHeader(records, firstFull, columnCount) ? 0 : firstFull;
  const below = records.slice(start + 1).map(({ values }) => values);
  const verdict =
    asked === undefined && records.length > 0
      ? judgeHeader(records[start]!.values, below, dialect.decimalPoint)
      : { isHeader: asked ?? false, isGuess: false };
  const notes: string[] = [];
  if (verdict.isGuess && verdict.isHeader)
    notes.push(
      'The first line was taken as the names of the columns; nothing below tells for certain.',
    );
  if (!verdict.isHeader && asked === undefined)
    notes.push('The file has no line of column names; they are called column1, column2, … here.');
  return {
    columnCount,
    header: verdict.isHeader && records.length > 0 ? start : undefined,
    firstRow: verdict.isHeader ? Math.min(start + 1, records.length) : start,
    notes,
  };
}

/** How many values most records have; the larger number where two are as frequent. */
function modalCount(records: SampleRecord[]): number {
  const counts = new Map<number, number>();
  for (const { values, isFaulty } of records) {
    if (!isFaulty) counts.set(values.length, (counts.get(values.length) ?? 0) + 1);
  }
  const [modal] = [...counts].reduce(
    (most, next) => (next[1] > most[1] || (next[1] === most[1] && next[0] > most[0]) ? next : most),
    [1, 0],
  );
  return modal;
}

/** A first line of names one shorter than the rows (row names have none), or longer, is no preamble. */
function startsWithOddHeader(
  records: SampleRecord[],
  firstFull: number,
  columnCount: number,
): boolean {
  const count = records[0]?.values.length ?? 0;
  return firstFull === 1 && count !== columnCount && count >= Math.max(2, columnCount - 1);
}

/** The names of the columns, made up and told apart where they must be. */
export function nameColumns(
  layout: CsvLayout,
  records: SampleRecord[],
): { names: string[]; notes: string[] } {
  const { columnCount, header } = layout;
  const unnamed = Array.from({ length: columnCount }, (_, index) => `column${index + 1}`);
  if (header === undefined) return { names: unnamed, notes: [] };
  const given = records[header]!.values;
  const surplus = given.slice(columnCount);
  const rows = records.slice(layout.firstRow).filter(({ values }) => values.length === columnCount);
  const isLastEmpty = rows.every(({ values }) => values.at(-1) === '');
  const shifted = given.length === columnCount - 1 && !isLastEmpty && rows.length > 0;
  const wanted = shifted ? ['', ...given] : given;
  const repaired = repairNames(Array.from({ length: columnCount }, (_, index) => wanted[index]));
  const notes = [...repaired.notes];
  if (surplus.some((name) => name !== '')) {
    const left = surplus.map((name) => `"${name}"`).join(', ');
    notes.push(
      `The first line names ${given.length} columns, the rows have ${columnCount}: ${left} left out.`,
    );
  }
  return { names: repaired.names, notes };
}
