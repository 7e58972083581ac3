import { countBelow, tallyMoments, tallyQuantiles, type Tally } from '../../math/tally';
import type { Moments } from '../../math/moments';

/** How the numbers of a column are spread. */
export interface NumberShape extends Omit<Moments, 'count' | 'mean'> {
  /** Coefficient of variation: standard deviation ÷ mean. */
  cv: number;
  /** 50 bins of equal width; one where all values are equal. */
  histogram: Histogram;
  /** Ten bins between the deciles, closed on the right; fewer where deciles coincide. */
  quantileBins: Histogram;
  /** For whole numbers: at most 50 bins that each hold the same number of them. */
  wholeBins?: Histogram;
}

/**
 * Exact counts between ascending edges, one more edge than counts. Bins hold their lower edge and not their upper
 * one, but for the last, as NumPy's `histogram`; bins between quantiles hold their upper one, as pandas' `qcut`.
 */
export interface Histogram {
  edges: number[];
  counts: number[];
}

export const histogramBins = 50;

const decileProbabilities = Array.from({ length: 11 }, (_, decile) => decile / 10);

/** The shape of a column's finite values; empty histograms where there are none. O(distinct). */
export function shapeNumbers(tally: Tally): NumberShape {
  const { mean, variance, std, skewness, kurtosis } = tallyMoments(tally);
  const whole = wholeEdges(tally);
  return {
    ...{ variance, std, skewness, kurtosis },
    cv: std / mean,
    histogram: countBetween(tally, equalWidthEdges(tally), 'left'),
    quantileBins: countBetween(tally, quantileEdges(tally), 'right'),
    ...(whole ? { wholeBins: countBetween(tally, whole, 'left') } : {}),
  };
}

/**
 * Counts of a tally between edges that enclose it. Values on an edge belong to the bin above (`left`: bins closed
 * on the left, as NumPy) or below (`right`). O(bins log distinct).
 */
export function countBetween(tally: Tally, edges: number[], closed: 'left' | 'right'): Histogram {
  if (tally.total === 0) return { edges: [], counts: [] };
  const last = edges.length - 2;
  const upTo = edges
    .slice(1)
    .map((edge, bin) => (bin === last ? tally.total : countBelow(tally, edge, closed === 'right')));
  return { edges, counts: upTo.map((count, bin) => count - (bin === 0 ? 0 : upTo[bin - 1]!)) };
}

/** Edges of bins of equal width, as NumPy's `linspace` computes them; one bin where the width would be nothing. */
function equalWidthEdges({ values }: Tally): number[] {
  const [min, max] = [values[0]!, values[values.length - 1]!];
  const step = (max - min) / histogramBins;
  if (!(min + step > min) || !Number.isFinite(step)) return [min, max];
  return Array.from({ length: histogramBins + 1 }, (_, edge) =>
    edge === histogramBins ? max : edge * step + min,
  );
}

function quantileEdges(tally: Tally): number[] {
  const deciles = tallyQuantiles(tally, decileProbabilities);
  const edges = deciles.filter((edge, index) => index === 0 || edge > deciles[index - 1]!);
  return edges.length === 1 ? [edges[0]!, edges[0]!] : edges;
}

/** Edges halfway between whole numbers, so that no bin gets more of them than another. */
function wholeEdges({ values, total }: Tally): number[] | undefined {
  if (total === 0 || !areWhole(values)) return undefined;
  const min = values[0]!;
  const span = values[values.length - 1]! - min + 1;
  if (!Number.isSafeInteger(span) || !Number.isSafeInteger(min)) return undefined;
  const width = Math.ceil(span / histogramBins);
  const bins = Math.ceil(span / width);
  return Array.from({ length: bins + 1 }, (_, edge) => min - 0.5 + edge * width);
}

function areWhole(values: Float64Array): boolean {
  for (let place = 0; place < values.length; place += 1)
    if (!Number.isInteger(values[place]!)) return false;
  return true;
}
