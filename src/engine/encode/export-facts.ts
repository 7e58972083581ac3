import type { Columns } from '../../data/columns';
import type { ExportFormat } from '../../data/export';
import { quoteName } from '../../data/sql';
import type { ColumnInfo } from '../../data/table';
import { typeFamily } from '../../data/type-family';

/** What a format has to know of a column's values before it is planned. */
export interface ColumnFacts {
  /** Some value does not fit the format's usual type for the column. */
  isOdd?: boolean;
  /** Nor the wider one. */
  isWide?: boolean;
}

/**
 * One statement over the rows to be exported: their number, and for each column what has to be looked up, as
 * `odd0`, `wide0`, … where there is something to look up.
 */
export function factsQuery(
  rows: string,
  columns: readonly ColumnInfo[],
  format: ExportFormat,
): string {
  const facts = columns.flatMap((column, index) =>
    columnFacts(column, format).map(([name, sql]) => `CAST(${sql} AS DOUBLE) AS ${name}${index}`),
  );
  return `SELECT ${['CAST(count(*) AS DOUBLE) AS row_count', ...facts].join(', ')} FROM ${rows}`;
}

export function readFacts(
  answer: Columns,
  columns: readonly ColumnInfo[],
): { rowCount: number; facts: ColumnFacts[] } {
  const read = (name: string): number =>
    answer.names.includes(name) ? answer.numbers(name)[0]! || 0 : 0;
  const facts = columns.map((_, index) => ({
    isOdd: read(`odd${index}`) > 0,
    isWide: read(`wide${index}`) > 0,
  }));
  return { rowCount: read('row_count'), facts };
}

type Fact = [name: 'odd' | 'wide', sql: string];

function columnFacts({ name, type }: ColumnInfo, format: ExportFormat): Fact[] {
  const value = `rows_of.${quoteName(name)}`;
  if (format === 'excel') return excelFacts(value, type);
  if (format === 'json' || format === 'ndjson') return isFloat(type) ? [notFinite(value)] : [];
  const isTyped = format === 'parquet' || format.startsWith('arrow');
  if (!isTyped || !/^U?HUGEINT$/.test(type)) return [];
  return [
    ['odd', `count(*) FILTER (TRY_CAST(${value} AS BIGINT) IS NULL AND ${value} IS NOT NULL)`],
    [
      'wide',
      `count(*) FILTER (TRY_CAST(${value} AS DECIMAL(38,0)) IS NULL AND ${value} IS NOT NULL)`,
    ],
  ];
}

function excelFacts(value: string, type: string): Fact[] {
  const digits = `length(replace(replace(CAST(${value} AS VARCHAR), '-', ''), '.', ''))`;
  switch (typeFamily(type)) {
    case 'integer':
    case 'decimal':
      return hasFewDigits(type) ? [] : [['odd', `count(*) FILTER (${digits} > 15)`]];
    case 'float':
      return [notFinite(value)];
    case 'date':
      return [['odd', `count(*) FILTER (${isOutside(value)})`]];
    case 'datetime': {
      const micros = `(epoch_us(${value}) % 1000 <> 0)`;
      return [
        ['odd', `count(*) FILTER (${isOutside(value)} OR (isfinite(${value}) AND ${micros}))`],
      ];
    }
    default:
      return [];
  }
}

/** Excel counts 1900 as a leap year, so that its days are certain from March on only. */
function isOutside(value: string): string {
  return `NOT isfinite(${value}) OR ${value} < DATE '1900-03-01' OR ${value} >= DATE '9999-12-31'`;
}

function hasFewDigits(type: string): boolean {
  if (/^U?(TINYINT|SMALLINT|INTEGER)$/.test(type)) return true;
  const precision = /^DECIMAL\((\d+)/.exec(type)?.[1];
  return precision !== undefined && Number(precision) <= 15;
}

function notFinite(value: string): Fact {
  return ['odd', `count(*) FILTER (NOT isfinite(${value}))`];
}

function isFloat(type: string): boolean {
  return typeFamily(type) === 'float';
}
