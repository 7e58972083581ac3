import type { FeatureColumn, Target } from '../../data/features';
import { median, quantiles } from '../../math/quantiles';
import { asCategories, asNumbers, matchLabels } from './feature-views';
import {
  encodedOutputs,
  encodeOne,
  encodeOutOfFold,
  fitTargetEncoding,
  type TargetEncoding,
} from './target-encoding';

/** More categories than this are not given a column each. */
export const mostOneHot = 30;

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

/** Learns a column from the training rows; nothing where it is constant on them. */
export function fitDenseColumn(
  column: FeatureColumn,
  isHashed: boolean,
  target: Target,
  rows: Uint32Array,
  scaling: Scaling,
  seed: number,
): FittedColumn | undefined {
  if (column.kind === 'category') return fitCategories(column, target, rows, seed);
  const all = asNumbers(column);
  const values = Float64Array.from(rows, (row) => all[row]!);
  if (isHashed)
    return isConstant(values) ? undefined : { column: { kind: 'raw', name: column.name } };
  const fitted = fitNumbers(column.name, values, scaling);
  return fitted && { column: fitted };
}

/**
 * Writes a column's numbers for the rows asked for into a row-major matrix of `stride` numbers a row, from place
 * `offset` on. `outOfFold`, aligned with `rows`, stands in for the encoding.
 */
export function fillDense(
  { column, outOfFold }: FittedColumn,
  feature: FeatureColumn,
  rows: Uint32Array,
  matrix: Float32Array,
  stride: number,
  offset: number,
): void {
  if (column.kind === 'one-hot') return fillOneHot(column, feature, rows, matrix, stride, offset);
  if (column.kind === 'encoded')
    return fillEncoded(column, outOfFold, feature, rows, matrix, stride, offset);
  const values = asNumbers(feature);
  for (let place = 0; place < rows.length; place += 1) {
    const value = values[rows[place]!]!;
    const at = place * stride + offset;
    if (column.kind === 'raw') {
      matrix[at] = Number.isFinite(value) ? value : 0;
      continue;
    }
    const known = Number.isNaN(value) ? column.fill : value;
    const clipped = Number.isFinite(known) ? known : known > 0 ? column.high : column.low;
    matrix[at] = (clipped - column.center) / column.scale;
    if (column.indicator && Number.isNaN(value)) matrix[at + 1] = 1;
  }
}

function fitNumbers(
  name: string,
  values: Float64Array,
  scaling: Scaling,
): NumberColumn | undefined {
  const finite = values.filter(Number.isFinite);
  const missing = values.some(Number.isNaN);
  if (finite.length === 0 || (isConstant(values) && !missing)) return undefined;
  const fill = median(finite);
  const [low, high] = extent(finite);
  const filled = values.map((value) =>
    Number.isNaN(value) ? fill : Math.min(Math.max(value, low), high),
  );
  const { center, scale } = scaling === 'standard' ? standardScale(filled) : robustScale(filled);
  return { kind: 'number', name, fill, indicator: missing, low, high, center, scale };
}

/** Mean and population standard deviation, as scikit-learn's `StandardScaler`; scale 1 for a constant. */
function standardScale(values: Float64Array): { center: number; scale: number } {
  let sum = 0;
  for (const value of values) sum += value;
  const center = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - center) ** 2;
  return { center, scale: Math.sqrt(squares / values.length) || 1 };
}

/** Median and interquartile range, as scikit-learn's `RobustScaler`; the standard deviation where that is 0. */
function robustScale(values: Float64Array): { center: number; scale: number } {
  const [lower, center, upper] = quantiles(values, [0.25, 0.5, 0.75]);
  return { center: center!, scale: upper! - lower! || standardScale(values).scale };
}

function fitCategories(
  column: FeatureColumn & { kind: 'category' },
  target: Target,
  rows: Uint32Array,
  seed: number,
): FittedColumn | undefined {
  const { codes, labels } = column;
  const counts = new Uint32Array(labels.length + 1);
  for (const row of rows) counts[codes[row]! < 0 ? labels.length : codes[row]!]! += 1;
  const hasMissing = counts[labels.length]! > 0;
  const seen = [...labels.keys()].filter((code) => counts[code]! > 0);
  if (seen.length + Number(hasMissing) < 2) return undefined;
  seen.sort((one, other) => counts[other]! - counts[one]! || one - other);
  const known = seen.map((code) => labels[code]!);
  if (known.length > mostOneHot && encodedOutputs(target) <= mostOneHot)
    return fitEncoded(column, known, hasMissing, target, rows, seed);
  const kept = known.slice(0, mostOneHot);
  const hasOther = known.length > mostOneHot;
  const width = kept.length + Number(hasMissing) + Number(hasOther);
  const missing = hasMissing ? kept.length : 0;
  return { column: { kind: 'one-hot', name: column.name, labels: kept, missing, hasOther, width } };
}

function fitEncoded(
  column: FeatureColumn & { kind: 'category' },
  labels: string[],
  hasMissing: boolean,
  target: Target,
  rows: Uint32Array,
  seed: number,
): FittedColumn {
  const codes = encodedCodes(column, labels, hasMissing, rows);
  const categories = labels.length + Number(hasMissing);
  const encoding = fitTargetEncoding(codes, categories, target, rows);
  const outOfFold = encodeOutOfFold(codes, categories, target, rows, seed);
  const outputs = encoding.prior.length;
  const scales = Array.from({ length: outputs }, (_, output) =>
    standardScale(outOfFold.filter((_, index) => index % outputs === output)),
  );
  const center = Float64Array.from(scales, (each) => each.center);
  const scale = Float64Array.from(scales, (each) => each.scale);
  const { name } = column;
  return {
    column: { kind: 'encoded', name, labels, hasMissing, encoding, center, scale },
    outOfFold,
  };
}

function encodedCodes(
  feature: FeatureColumn,
  known: string[],
  hasMissing: boolean,
  rows: Uint32Array,
): Int32Array {
  const { codes, labels } = asCategories(feature);
  const codeOf = matchLabels(labels, known);
  return Int32Array.from(rows, (row) => {
    if (codes[row]! >= 0) return codeOf[codes[row]!]!;
    return hasMissing ? known.length : -1;
  });
}

function fillOneHot(
  column: OneHotColumn,
  feature: FeatureColumn,
  rows: Uint32Array,
  matrix: Float32Array,
  stride: number,
  offset: number,
): void {
  const { codes, labels } = asCategories(feature);
  const unknown = column.hasOther ? column.width - 1 : column.missing;
  const placeOf = matchLabels(labels, column.labels).map((place) => (place < 0 ? unknown : place));
  for (let place = 0; place < rows.length; place += 1) {
    const code = codes[rows[place]!]!;
    matrix[place * stride + offset + (code < 0 ? column.missing : placeOf[code]!)] = 1;
  }
}

function fillEncoded(
  column: EncodedColumn,
  outOfFold: Float64Array | undefined,
  feature: FeatureColumn,
  rows: Uint32Array,
  matrix: Float32Array,
  stride: number,
  offset: number,
): void {
  const outputs = column.center.length;
  const codes = encodedCodes(feature, column.labels, column.hasMissing, rows);
  for (let place = 0; place < rows.length; place += 1) {
    const values = outOfFold
      ? outOfFold.subarray(place * outputs, (place + 1) * outputs)
      : encodeOne(column.encoding, codes[place]!, outputs);
    for (let output = 0; output < outputs; output += 1) {
      const scaled = (values[output]! - column.center[output]!) / column.scale[output]!;
      matrix[place * stride + offset + output] = scaled;
    }
  }
}

function extent(values: Float64Array): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

function isConstant(values: Float64Array): boolean {
  return values.every((value) => Object.is(value, values[0]));
}
