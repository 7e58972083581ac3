import type { FeatureColumn, Target } from '../../data/features';
import { median } from '../../math/quantiles';
import type { FittedColumn, NumberColumn, Scaling } from './dense-columns';
import { encodedCodes } from './encoded-codes';
import { asNumbers, gatherNumbers } from './feature-views';
import { robustScale, standardScale } from './scales';
import { encodedOutputs, encodeOutOfFold, fitTargetEncoding } from './target-encoding';

/** More categories than this are not given a column each. */
const mostOneHot = 30;

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
  const values = gatherNumbers(all, rows);
  if (isHashed)
    return isConstant(values) ? undefined : { column: { kind: 'raw', name: column.name } };
  const fitted = fitNumbers(column.name, values, scaling);
  return fitted && { column: fitted };
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
