import type { TablePart } from '../../table-part';
import { repairNames } from './column-names';
import { joinNames } from './joined-names';
import { findBlocks, isTable, mainBlock, type RecordBlock } from './csv-blocks';
import type { CsvDialect } from './csv-dialect';
import { withoutMarks } from './mend-names';
import { findHeaderRows } from './csv-header-rows';
import type { SampleRecord } from './record-sample';

/** Where in the first records of a CSV the table stands, and how wide it is. */
export interface CsvLayout {
  columnCount: number;
  /** Records with the names, `[headerStart, firstRow)`; none where equal. */
  headerStart: number;
  firstRow: number;
  /** The names are those of all these records together. */
  isJoined: boolean;
  /** The first record behind the table, as far as the sample shows it. */
  end: number;
  /** All tables of the file, where it has several. */
  parts: TablePart[];
  part?: string;
  notes: string[];
}

export interface LayoutChoices {
  header?: boolean;
  headerRows?: number;
  /** Lines above the table that a person has counted: it begins right below them. */
  skipLines?: number;
  part?: string;
}

/** Finds the table, its names and its first row: as wide as most records are, below whatever stands above. */
export function findLayout(
  records: readonly SampleRecord[],
  dialect: CsvDialect,
  choices: LayoutChoices = {},
): CsvLayout {
  const blocks = findBlocks(records, dialect.decimalPoint);
  const tables = blocks.filter((block) => isTable(records, block));
  const names = tables.map((table, index) => partName(records, table, index));
  const asked = tables[names.indexOf(choices.part ?? '')];
  const main = asked ?? (blocks.length > 0 ? mainBlock(blocks) : { from: 0, to: 0, width: 1 });
  const inside = records.slice(main.from, main.to);
  const columnCount = widthOf(inside, main.width);
  const found = findHeaderRows(inside, columnCount, dialect.decimalPoint, choices);
  const isNamed = found.firstRow > found.start;
  const notes: string[] = [];
  if (found.isGuess && found.firstRow === found.start + 1)
    notes.push(
      'The first line was taken as the names of the columns; nothing below tells for certain.',
    );
  const isAsked = choices.headerRows !== undefined;
  if (!isNamed && choices.header === undefined && !isAsked)
    notes.push('The file has no line of column names; they are called column1, column2, … here.');
  const several = tables.length > 1;
  return {
    columnCount,
    headerStart: main.from + found.start,
    firstRow: main.from + found.firstRow,
    isJoined: isAsked || isSpread(inside.slice(found.start, found.firstRow)),
    end: main.to,
    parts: several ? tables.map((table, index) => describePart(records, table, names[index]!)) : [],
    ...(several ? { part: names[tables.indexOf(main)] } : {}),
    notes,
  };
}

/** Some names stand in one line, some in another: none of several lines names all columns, all of them together do. */
function isSpread(headers: readonly SampleRecord[]): boolean {
  const lines = headers.map(({ values }) => values);
  if (lines.length < 2 || lines.some((values) => values.every((value) => value !== '')))
    return false;
  const joined = joinNames(lines);
  return joined.every((name) => name !== '') && new Set(joined).size === joined.length;
}

/** Names may be given to columns that most rows leave out at their end. */
function widthOf(records: readonly SampleRecord[], modal: number): number {
  const first = records.slice(0, 3).find(({ values }) => values.length > modal)?.values;
  if (!first || modal < 2 || first.at(-1) === '') return modal;
  const longer = records.filter(
    ({ values }) => values.length > modal && values.length <= first.length,
  );
  const isWide = longer.filter(({ values }) => values.length === first.length).length > 2;
  return isWide && first.every((name) => name !== '') && longer.length > 0.02 * records.length
    ? first.length
    : modal;
}

/** Its title, where one line stands above it, or its number. */
function partName(records: readonly SampleRecord[], { from }: RecordBlock, index: number): string {
  const { values } = records[from]!;
  const title = values[0]?.trim() ?? '';
  return values.length === 1 && title !== ''
    ? `Table ${index + 1}: ${title}`
    : `Table ${index + 1}`;
}

function describePart(
  records: readonly SampleRecord[],
  { from, to, width }: RecordBlock,
  name: string,
): TablePart {
  const [first, last] = [records[from]!.line, records[to - 1]!.nextLine - 1];
  return { name, columns: width, note: `lines ${first} to ${Math.max(first, last)}` };
}

/** The names of the columns, made up and told apart where they must be. */
export function nameColumns(
  layout: CsvLayout,
  records: readonly SampleRecord[],
): { names: string[]; isUnnamed: boolean[]; nameRow: number | undefined; notes: string[] } {
  const { columnCount, headerStart, firstRow, end, isJoined } = layout;
  const headers = records.slice(headerStart, firstRow).map(({ values }) => withoutMarks(values));
  if (headers.length === 0) {
    const names = Array.from({ length: columnCount }, (_, index) => `column${index + 1}`);
    return { names, isUnnamed: names.map(() => true), nameRow: undefined, notes: [] };
  }
  const chosen = nameRowOf(headers);
  const given = isJoined
    ? joinNames(headers)
    : headers.length > 1
      ? withGroups(headers, chosen)
      : headers[chosen]!;
  const rows = records.slice(firstRow, end).filter(({ values }) => values.length === columnCount);
  const isLastEmpty = rows.every(({ values }) => values.at(-1) === '');
  const shifted = given.length === columnCount - 1 && !isLastEmpty && rows.length > 0;
  const wanted = shifted ? ['', ...given] : given;
  const padded = Array.from({ length: columnCount }, (_, index) => wanted[index]);
  const notes = [
    ...describeSurplus(given, columnCount),
    ...describeHeaders(headers, isJoined ? undefined : chosen),
  ];
  const isUnnamed = padded.map((name) => name === undefined || name === '');
  const repaired = repairNames(padded);
  return {
    names: repaired.names,
    isUnnamed,
    nameRow: headerStart + chosen,
    notes: [...repaired.notes, ...notes],
  };
}

/** The line with the most different names; the first of these. */
function nameRowOf(headers: readonly (readonly string[])[]): number {
  const distinct = headers.map((values) => new Set(values.filter((value) => value !== '')).size);
  return distinct.indexOf(Math.max(...distinct));
}

/** Names that repeat are told apart by the group that stands above them. */
function withGroups(headers: readonly (readonly string[])[], chosen: number): readonly string[] {
  const names = headers[chosen]!;
  const groups = headers[chosen - 1];
  if (!groups || new Set(names).size === names.length) return names;
  let group = '';
  return names.map((name, column) => {
    group = groups[column] || group;
    const isRepeated = names.indexOf(name) !== names.lastIndexOf(name);
    return isRepeated && group !== '' && name !== '' ? `${group} ${name}` : name || group;
  });
}

function describeSurplus(given: readonly string[], columnCount: number): string[] {
  const surplus = given.slice(columnCount).filter((name) => name !== '');
  if (surplus.length === 0) return [];
  const left = surplus.map((name) => `"${name}"`).join(', ');
  return [
    `The first line names ${given.length} columns, the rows have ${columnCount}: ${left} left out.`,
  ];
}

function describeHeaders(
  headers: readonly (readonly string[])[],
  chosen: number | undefined,
): string[] {
  if (headers.length === 1) return [];
  if (chosen === undefined) return [`${headers.length} lines name the columns together.`];
  return [
    `${headers.length} lines name the columns; the names are those of line ${chosen + 1} of these.`,
  ];
}
