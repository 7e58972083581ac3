import type { Columns } from '../../data/columns';
import type { ColumnInfo } from '../../data/table';
import { headerEdges, pictureKind, type HeaderRanges } from './header-queries';
import type { Histogram } from './number-shape';
import { readParts, type Parts } from './parts';

/** The picture above a column of the grid: as little as it takes to draw it. */
export interface HeaderPicture {
  name: string;
  /** Share of the rows looked at that have no value. */
  missingShare: number;
  /** Distinct values in the rows looked at. */
  distinct: number;
  distinctIsEstimate: boolean;
  picture: HeaderHistogram | HeaderValues;
}

/** `totals` are the counts over all rows where only some were looked at; the bins are those of all rows. */
export interface HeaderHistogram extends Histogram {
  kind: 'histogram';
  /** The bins are of the length of texts or lists, not of values. */
  ofLengths?: true;
  totals?: number[];
}

/** The most frequent values of all rows with their counts in the rows looked at; `others` is all the rest. */
export interface HeaderValues {
  kind: 'values';
  labels: string[];
  counts: number[];
  others: number;
  totals?: number[];
}

/** Pictures in the order of the columns, from the answers of both header queries. */
export function readHeaderPictures(
  answer: Columns | undefined,
  columns: readonly ColumnInfo[],
  where: string,
  ranges: HeaderRanges,
): HeaderPicture[] {
  const parts = answer && readParts(answer);
  return columns.map((column, index) => {
    const { present, distinct } = ranges.columns[index]!;
    const counted = pictureKind(column) === 'values';
    const filtered = where !== '';
    const known = counted && filtered ? (parts?.number(`d${index}`, '') ?? 0) : column.distinct;
    return {
      name: column.name,
      missingShare: ranges.rows > 0 ? 1 - present / ranges.rows : 0,
      distinct: Number.isNaN(distinct) ? Math.min(known, present) : Math.min(distinct, present),
      distinctIsEstimate: filtered && !counted ? true : column.distinctIsEstimate,
      picture: counted
        ? readValues(parts, index, present, filtered)
        : readHistogram(parts, index, headerEdges(column, ranges, index), filtered, column),
    };
  });
}

function readHistogram(
  parts: Parts | undefined,
  index: number,
  edges: number[],
  filtered: boolean,
  column: ColumnInfo,
): HeaderHistogram | HeaderValues {
  if (pictureKind(column) === 'none') return { kind: 'values', labels: [], counts: [], others: 0 };
  const counts = new Array<number>(Math.max(0, edges.length - 1)).fill(0);
  const totals = [...counts];
  for (const { key, label, value } of parts?.rows(`h${index}`) ?? []) {
    const bin = Math.min(Math.max(0, Number(label)), counts.length - 1);
    counts[bin]! += value;
    totals[bin]! += Number(key);
  }
  return {
    kind: 'histogram',
    edges,
    counts,
    ...(pictureKind(column) === 'lengths' ? { ofLengths: true as const } : {}),
    ...(filtered ? { totals } : {}),
  };
}

function readValues(
  parts: Parts | undefined,
  index: number,
  present: number,
  filtered: boolean,
): HeaderValues {
  const rows = parts?.rows(`v${index}`) ?? [];
  const counts = rows.map(({ value }) => value);
  const others = present - counts.reduce((sum, count) => sum + count, 0);
  const totals = rows.map(({ key }) => Number(key));
  const labels = rows.map(({ label }) => label);
  return { kind: 'values', labels, counts, others, ...(filtered ? { totals } : {}) };
}
