import { DistinctSketch, distinctError } from '../../math/sketch/distinct-sketch';
import { inferKind } from '../kind-rules';
import type { ColumnKind } from '../table';
import { typeFamily, type TypeFamily } from '../type-family';
import type { ColumnSketch } from './column-sketch';
import type { NumberSketch } from './number-sketch';
import { frequentValues, type FrequentValues } from './frequent-values';

/** A column as its sketch tells it. What is approximate carries by how much. */
export interface SketchedColumn {
  name: string;
  /** As DuckDB would keep it. */
  type: string;
  kind: ColumnKind;
  reason: string;
  rows: number;
  missing: number;
  distinct: number;
  /** Standard error of `distinct` as a share; 0 where it is exact. */
  distinctError: number;
  numbers?: SketchedNumbers;
  texts?: SketchedTexts;
  /** Counts in bins: exact. Times in milliseconds since 1970. */
  histogram?: { edges: number[]; counts: number[] };
  top: FrequentValues;
}

/** Statistics of numbers, and of times in milliseconds: all exact up to rounding, but for the quantiles. */
export interface SketchedNumbers {
  count: number;
  mean: number;
  std: number;
  variance: number;
  skewness: number;
  kurtosis: number;
  min: number;
  max: number;
  zeros: number;
  negatives: number;
  infinite: number;
  nan: number;
  quantiles: { probability: number; value: number }[];
  /** With 99 % probability the rank of each quantile is off by no more than this share of the values. */
  rankError: number;
}

export interface SketchedTexts {
  count: number;
  empty: number;
  padded: number;
  notAscii: number;
  minLength: number;
  meanLength: number;
  maxLength: number;
}

export const sketchedProbabilities = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99];

/** Reads a sketch as a column of the type that all its values allow. `bins` is the most that the histogram has. */
export function readSketch(
  name: string,
  type: string,
  sketch: ColumnSketch,
  bins = 50,
): SketchedColumn {
  const family = typeFamily(type);
  const { missing, trues, falses, number, time, text } = sketch;
  const rows = missing + trues + falses + countOf(number) + countOf(time) + countTexts(sketch);
  const main = family === 'date' || family === 'datetime' ? time : number;
  const isNumeric = ['integer', 'float', 'decimal', 'date', 'datetime'].includes(family);
  const found = distinctOf(sketch);
  const histogram = isNumeric ? readHistogram(main, family, bins) : undefined;
  text?.flush();
  return {
    name,
    type,
    ...kindOf(sketch, type, family, rows, found),
    ...{ rows, missing },
    ...found,
    ...(isNumeric && main ? { numbers: readNumbers(main) } : {}),
    ...(text ? { texts: readTexts(sketch) } : {}),
    ...(histogram ? { histogram } : {}),
    top: frequentValues(sketch, family),
  };
}

function countOf(numbers: NumberSketch | undefined): number {
  if (!numbers) return 0;
  numbers.flush();
  return numbers.moments.count + numbers.nan + numbers.infinite;
}

function countTexts({ text }: ColumnSketch): number {
  return text?.frequent.total ?? 0;
}

/** Different values of all sorts together; NaN is none. */
function distinctOf(sketch: ColumnSketch): { distinct: number; distinctError: number } {
  const parts = [sketch.number, sketch.time, sketch.text].filter((part) => part !== undefined);
  const booleans = (sketch.trues > 0 ? 1 : 0) + (sketch.falses > 0 ? 1 : 0);
  const [first, ...others] = parts.map((part) => part.distinct);
  if (!first) return { distinct: booleans, distinctError: 0 };
  const whole = others.length === 0 ? first : DistinctSketch.from(first.state());
  for (const other of others) whole.merge(other.state());
  return {
    distinct: Math.round(whole.estimate()) + booleans,
    distinctError: whole.isExact ? 0 : distinctError,
  };
}

function readHistogram(
  main: NumberSketch | undefined,
  family: TypeFamily,
  bins: number,
): SketchedColumn['histogram'] {
  if (!main || main.moments.count === 0) return undefined;
  const { edges, counts } = main.histogram.read(bins);
  const width = edges[1]! - edges[0]!;
  // Whole numbers stand amid their bins; none of them is between two.
  if (family === 'integer' && width < 1) return wholeBins(main);
  return { edges: family === 'integer' ? edges.map((edge) => edge - 0.5) : edges, counts };
}

/** Fewer whole numbers apart than bins: one bin for each, from the finest counts. */
function wholeBins(main: NumberSketch): SketchedColumn['histogram'] {
  const { min, max } = main.moments;
  const counts = new Array<number>(max - min + 1).fill(0);
  const { edges, counts: fine } = main.histogram.read(main.histogram.bins);
  fine.forEach((count, bin) => (counts[Math.ceil(edges[bin]!) - min]! += count));
  return { edges: Array.from({ length: counts.length + 1 }, (_, k) => min - 0.5 + k), counts };
}

function readNumbers(numbers: NumberSketch): SketchedNumbers {
  const { zeros, negatives, infinite, nan, moments, quantiles } = numbers;
  const { min, max } = moments;
  const { rankError } = quantiles;
  const found = quantiles.quantiles(sketchedProbabilities);
  return {
    ...moments.read(),
    ...{ min, max, zeros, negatives, infinite, nan, rankError },
    quantiles: found.map((value, index) => ({ probability: sketchedProbabilities[index]!, value })),
  };
}

function readTexts({ text }: ColumnSketch): SketchedTexts {
  const { empty, padded, notAscii, lengths } = text!;
  const { min, max, count } = lengths;
  return {
    ...{ count, empty, padded, notAscii },
    minLength: min,
    meanLength: lengths.read().mean,
    maxLength: max,
  };
}

function kindOf(
  sketch: ColumnSketch,
  type: string,
  family: TypeFamily,
  rowCount: number,
  { distinct, distinctError: error }: { distinct: number; distinctError: number },
): { kind: ColumnKind; reason: string } {
  const { number, text, missing } = sketch;
  const nan = number?.nan ?? 0;
  const span = number ? number.moments.max - number.moments.min : 0;
  return inferKind({
    ...{ family, type, rowCount, nan, distinct, span },
    present: rowCount - missing - nan,
    distinctIsEstimate: error > 0,
    whole: number?.whole ?? 0,
    phrases: text?.phrases ?? 0,
    characters: text ? text.lengths.read().mean * text.lengths.count : 0,
    unix: { seconds: 0, milliseconds: 0, microseconds: 0, nanoseconds: 0 },
  });
}
