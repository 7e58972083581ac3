import type { TargetEncoding } from './target-encoding';

export type Scaling = 'standard' | 'robust';

/** How one derived column becomes numbers near 0, as learned on the training rows. */
export type DenseColumn = NumberColumn | RawColumn | OneHotColumn | EncodedColumn;

/** (value − center) / scale, with what is missing filled in and, where `indicator`, marked by a 1 beside it. */
export interface NumberColumn {
  kind: 'number';
  name: string;
  fill: number;
  indicator: boolean;
  /** Infinities become the ends of the training rows. */
  low: number;
  high: number;
  center: number;
  scale: number;
}

/** As it is: hashed counts, which are on one scale already. */
export interface RawColumn {
  kind: 'raw';
  name: string;
}

/** A 1 in the place of the category; what training never saw is as what is missing. */
export interface OneHotColumn {
  kind: 'one-hot';
  name: string;
  labels: string[];
  /** Place of missing values: their own, after the labels, where training had some; else the most frequent. */
  missing: number;
  /** The last place is that of all labels not listed. */
  hasOther: boolean;
  width: number;
}

/** Target encoding, scaled as numbers are. Missing is a category of its own where training had some. */
export interface EncodedColumn {
  kind: 'encoded';
  name: string;
  labels: string[];
  hasMissing: boolean;
  encoding: TargetEncoding;
  center: Float64Array;
  scale: Float64Array;
}

/** A fitted column and, for target encoding, the out-of-fold numbers of its training rows. */
export interface FittedColumn {
  column: DenseColumn;
  outOfFold?: Float64Array;
}

/** Numbers that one row takes. */
export function denseWidth(column: DenseColumn): number {
  if (column.kind === 'one-hot') return column.width;
  if (column.kind === 'encoded') return column.center.length;
  return column.kind === 'number' && column.indicator ? 2 : 1;
}

/** A name for each number of `denseWidth`. */
export function denseNames(column: DenseColumn): string[] {
  const { name } = column;
  if (column.kind === 'one-hot') {
    const extra = column.width - column.labels.length;
    const others = extra === 0 ? [] : [column.hasOther ? '(other)' : '(missing)'];
    if (extra === 2) others.unshift('(missing)');
    return [...column.labels, ...others].map((label) => `${name} = ${label}`);
  }
  if (column.kind === 'encoded') {
    const { length } = column.center;
    return Array.from({ length }, (_, output) =>
      length > 1 ? `${name} (encoded ${output + 1})` : `${name} (encoded)`,
    );
  }
  return column.kind === 'number' && column.indicator ? [name, `${name} is missing`] : [name];
}
