import type { ColumnType } from '../../../data/formats/csv/column-type';
import type { CsvDialect } from '../../../data/formats/csv/csv-dialect';
import { quoteName, quoteText } from '../../../data/sql';

/** A CSV without a header, as the engine has it, and what its columns are to become. */
export interface CsvTable {
  path: string;
  dialect: CsvDialect;
  names: readonly string[];
  types: readonly ColumnType[];
  /** Columns whose text must be trimmed or compared before it can be cast. */
  unplain: readonly boolean[];
  /** Columns that are left out. */
  isEmpty: readonly boolean[];
  /** Where given, all others are left out too. */
  kept?: readonly string[];
  lineEnd: '\n' | '\r\n' | '\r';
  longestRecordBytes: number;
  /** Texts that mean "no value". */
  missing: readonly string[];
  /** Columns whose texts are kept as they stand, and the names of the columns that keep them. */
  texts: ReadonlyMap<string, string>;
}

/** DuckDB's own limit is 2,000,000. */
const usualLineBytes = 1_900_000;
const usualBufferBytes = 32_000_000;

/**
 * The SELECT that reads a CSV into typed columns. Nothing is left for the engine to guess: its sniffer
 * stumbles over what `planCsv` has decided. Its strict mode refuses line ends inside quotes that differ
 * from those between rows; what strict mode is for has been checked by then.
 */
export function csvSelect(table: CsvTable): string {
  const { path, names } = table;
  const columns = names.map(
    (_, index) => `${quoteText(`c${index}`)}: ${quoteText(storedType(table, index))}`,
  );
  const select = names.flatMap((name, index) =>
    table.isEmpty[index] || table.kept?.includes(name) === false
      ? []
      : [`${expression(table, index)} AS ${quoteName(name)}`, ...writtenText(table, index)],
  );
  const options = [
    quoteText(path),
    'auto_detect = false',
    'header = false',
    `delim = ${quoteText(table.dialect.delimiter)}`,
    `quote = ${quoteText(table.dialect.quote)}`,
    `escape = ${quoteText(table.dialect.quote)}`,
    `new_line = ${quoteText(escapeLineEnd(table.lineEnd))}`,
    `decimal_separator = ${quoteText(table.dialect.decimalPoint)}`,
    'allow_quoted_nulls = false',
    'strict_mode = false',
    ...lineLimits(table.longestRecordBytes),
    `columns = {${columns.join(', ')}}`,
  ];
  return `SELECT ${select.join(', ')} FROM read_csv(${options.join(', ')})`;
}

/** Left alone, the engine makes each buffer sixteen times as large as the longest line may be. */
function lineLimits(longestRecordBytes: number): string[] {
  if (longestRecordBytes <= usualLineBytes) return [];
  const bytes = Math.ceil(longestRecordBytes * 1.1);
  return [`max_line_size = ${bytes}`, `buffer_size = ${Math.max(bytes, usualBufferBytes)}`];
}

/** Whether the engine reads files of this dialect as they are. */
export function canReadDialect({ escape, trims }: CsvDialect): boolean {
  return escape === 'doubled' && !trims;
}

function isDirect({ types, unplain, texts, names }: CsvTable, column: number): boolean {
  const { sql, zoned } = types[column]!;
  return sql !== 'VARCHAR' && !zoned && !unplain[column] && !texts.has(names[column]!);
}

function writtenText({ texts, names }: CsvTable, column: number): string[] {
  const written = texts.get(names[column]!);
  return written === undefined ? [] : [`c${column} AS ${quoteName(written)}`];
}

function storedType(table: CsvTable, column: number): string {
  return isDirect(table, column) ? table.types[column]!.sql : 'VARCHAR';
}

function expression(table: CsvTable, column: number): string {
  const { types, missing, dialect } = table;
  const { sql, zoned } = types[column]!;
  const value = `c${column}`;
  if (isDirect(table, column)) return value;
  if (sql === 'VARCHAR')
    return missing.length === 0 ? value : withoutMissing(value, value, missing);
  const trimmed = `trim(${value}, ' ')`;
  const known = withoutMissing(trimmed, trimmed, ['', ...missing]);
  if (zoned) return utcTimestamp(known);
  const text = dialect.decimalPoint === ',' ? `replace(${known}, ',', '.')` : known;
  return `CAST(${text} AS ${sql})`;
}

function withoutMissing(value: string, tested: string, missing: readonly string[]): string {
  return `CASE WHEN ${tested} IN (${missing.map(quoteText).join(', ')}) THEN NULL ELSE ${value} END`;
}

/** A time with `Z` or an offset, in UTC: the engine's own cast would drop the offset. */
function utcTimestamp(value: string): string {
  const offset = (group: number): string =>
    `regexp_extract(${value}, '([+-])([0-9]{2}):?([0-9]{2})?$', ${group})`;
  const minutes = `CAST(${offset(2)} AS INTEGER) * 60 + coalesce(TRY_CAST(${offset(3)} AS INTEGER), 0)`;
  const local = `CAST(regexp_replace(${value}, ' ?(Z|[+-][0-9]{2}(:?[0-9]{2})?)$', '') AS TIMESTAMP)`;
  const shift = `CASE WHEN suffix(${value}, 'Z') THEN 0 WHEN ${offset(1)} = '-' THEN -(${minutes}) ELSE ${minutes} END`;
  return `${local} - to_minutes(${shift})`;
}

function escapeLineEnd(lineEnd: string): string {
  return lineEnd.replace('\r', '\\r').replace('\n', '\\n');
}
