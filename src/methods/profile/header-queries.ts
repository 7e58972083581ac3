import type { Columns } from '../../data/columns';
import { quoteName, quoteNumber, unionAll } from '../../data/sql';
import type { ColumnInfo, ColumnKind } from '../../data/table';
import { isList, typeFamily } from '../../data/type-family';
import { finiteNumber } from './column-source';
import { equalBins } from './shared-bins';

const bins = 20;
/** Values that get a bar, and characters of each that are shown. */
export const topValues = 6;
export const longestLabel = 80;
const histogramKinds: readonly ColumnKind[] = ['number', 'integer', 'date', 'datetime'];
const valueKinds: readonly ColumnKind[] = ['category', 'boolean', 'constant'];

/** Texts and lists are drawn by their lengths; identifiers get no picture, since no value of theirs is worth a bar. */
export type PictureKind = 'histogram' | 'lengths' | 'values' | 'none';

/** What the first scan finds: how many rows are looked at, and per column the range of all rows. */
export interface HeaderRanges {
  rows: number;
  columns: { present: number; distinct: number; min: number; max: number }[];
}

export function pictureKind({ kind, name, type }: ColumnInfo): PictureKind {
  if (histogramKinds.includes(kind) && finiteNumber({ name, type })) return 'histogram';
  if (valueKinds.includes(kind) || histogramKinds.includes(kind)) return 'values';
  return lengthOf({ kind, name, type }) ? 'lengths' : 'none';
}

/** What the bins of a column are cut by, as DOUBLE; `undefined` where it has none. */
function measure(column: ColumnInfo): string | undefined {
  const kind = pictureKind(column);
  if (kind === 'histogram') return finiteNumber(column);
  return kind === 'lengths' ? lengthOf(column) : undefined;
}

/** Characters of a text, items of a list. */
function lengthOf({
  kind,
  name,
  type,
}: Pick<ColumnInfo, 'kind' | 'name' | 'type'>): string | undefined {
  if (isList(type)) return `len(${quoteName(name)})::DOUBLE`;
  return kind === 'text' && type === 'VARCHAR' ? `length(${quoteName(name)})::DOUBLE` : undefined;
}

/** One scan: rows that meet `where` (SQL, or '' for all), their values, and the range of all rows for bins. */
export function headerRangesQuery(
  relation: string,
  columns: readonly ColumnInfo[],
  where: string,
): string {
  // A CASE would not take every type: fixed-size lists have none.
  const looked = where === '' ? '' : ' FILTER (WHERE f)';
  const fields = columns.flatMap((column, index) => {
    const range = measure(column) !== undefined;
    return [
      `(count(c${index})${looked})::DOUBLE AS present${index}`,
      pictureKind(column) !== 'values' && where !== ''
        ? `(approx_count_distinct(c${index})${looked})::DOUBLE AS distinct${index}`
        : '',
      range ? `min(x${index}) AS min${index}, max(x${index}) AS max${index}` : '',
    ].filter((field) => field !== '');
  });
  const values = columns.flatMap((column, index) => {
    const measured = measure(column);
    const value = `${quoteName(column.name)} AS c${index}`;
    return measured === undefined ? [value] : [value, `${measured} AS x${index}`];
  });
  const rows = where === '' ? 'count(*)' : 'count_if(f)';
  return `SELECT ${[`${rows}::DOUBLE AS looked`, ...fields].join(', ')}
    FROM (SELECT ${[flag(where), ...values].join(', ')} FROM ${relation})`;
}

export function readHeaderRanges(answer: Columns, columns: readonly ColumnInfo[]): HeaderRanges {
  const names = new Set(answer.names);
  const number = (name: string): number => (names.has(name) ? answer.numbers(name)[0]! : NaN);
  return {
    rows: number('looked'),
    columns: columns.map((_, index) => ({
      present: number(`present${index}`),
      distinct: number(`distinct${index}`),
      min: number(`min${index}`),
      max: number(`max${index}`),
    })),
  };
}

/** One statement that counts all pictures; `undefined` where there is nothing to count. */
export function headerPicturesQuery(
  relation: string,
  columns: readonly ColumnInfo[],
  where: string,
  ranges: HeaderRanges,
): string | undefined {
  const branches = columns.flatMap((column, index) => {
    const kind = pictureKind(column);
    if (kind === 'values') return [valuesQuery(relation, column, where, index)];
    if (kind === 'none' || Number.isNaN(ranges.columns[index]!.min)) return [];
    return [histogramQuery(relation, column, where, index, headerEdges(column, ranges, index))];
  });
  return branches.length === 0 ? undefined : unionAll(branches);
}

/** Edges of 20 bins over all rows; bins of whole numbers hold the same number of them each. */
export function headerEdges(column: ColumnInfo, ranges: HeaderRanges, index: number): number[] {
  const { min, max } = ranges.columns[index]!;
  const isWhole = typeFamily(column.type) === 'integer' || pictureKind(column) === 'lengths';
  return equalBins(min, max, isWhole, bins);
}

/** Edges of bins of lengths, which are whole numbers. */
export function lengthEdges(min: number, max: number): number[] {
  return equalBins(min, max, true, bins);
}

/** The bin of a length, as the engine finds it. */
export function lengthBin(length: number, edges: readonly number[]): number {
  if (edges.length === 2) return 0;
  const bin = Math.floor((length - edges[0]!) * (1 / (edges[1]! - edges[0]!)));
  return Math.min(bin, edges.length - 2);
}

function flag(where: string): string {
  return where === '' ? 'true AS f' : `coalesce((${where}), false) AS f`;
}

/** Rows without a finite value have no bin, and the largest value may stand one beyond the last. */
function histogramQuery(
  relation: string,
  column: ColumnInfo,
  where: string,
  index: number,
  edges: number[],
): string {
  const source = `SELECT ${flag(where)}, ${quoteName(column.name)} AS c, ${measure(column)} AS x FROM ${relation}`;
  return `SELECT 'h${index}' AS part, n::VARCHAR AS key, bin::INTEGER::VARCHAR AS label, k::DOUBLE AS value
    FROM (SELECT ${binExpression(column, edges)} AS bin, count(*) AS n, ${where === '' ? 'count(*)' : 'count_if(f)'} AS k
      FROM (${source}) GROUP BY bin) WHERE bin IS NOT NULL`;
}

/** Whole numbers are divided as such, which is both exact and quick. */
function binExpression({ type }: ColumnInfo, edges: number[]): string {
  if (edges.length === 2) return 'CASE WHEN x IS NOT NULL THEN 0 END';
  const width = edges[1]! - edges[0]!;
  if (isNarrow(type)) return `(c - (${Math.ceil(edges[0]!)})) // ${width}`;
  return `floor((x - ${quoteNumber(edges[0]!)}) * ${quoteNumber(1 / width)})`;
}

function isNarrow(type: string): boolean {
  return /^(TINYINT|SMALLINT|INTEGER|BIGINT)$/.test(type);
}

function valuesQuery(relation: string, column: ColumnInfo, where: string, index: number): string {
  const name = quoteName(column.name);
  return `WITH g AS MATERIALIZED (SELECT v, count(*) AS n, ${where === '' ? 'count(*)' : 'count_if(f)'} AS k
      FROM (SELECT ${flag(where)}, ${name} AS v FROM ${relation}) WHERE v IS NOT NULL GROUP BY v)
    SELECT 'v${index}' AS part, n::VARCHAR AS key, left(v::VARCHAR, ${longestLabel}) AS label, k::DOUBLE AS value
    FROM (SELECT * FROM g ORDER BY n DESC, v LIMIT ${topValues})
    UNION ALL SELECT 'd${index}', '', '', count_if(k > 0)::DOUBLE FROM g`;
}
