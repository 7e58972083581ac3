import { momentsFromSums, type Moments } from '../../math/moments';
import type { Columns } from '../../data/columns';
import type { StoredColumn } from '../../data/kinds';
import { quoteNumber, unionAll } from '../../data/sql';
import { finiteNumber } from './column-source';
import type { NumberSummary } from './number-summary';

/** How the numbers of a column are spread. */
export interface NumberShape extends Omit<Moments, 'count' | 'mean'> {
  /** Coefficient of variation: standard deviation ÷ mean. */
  cv: number;
  /** 50 bins of equal width; one where all values are equal. */
  histogram: Histogram;
  /** Ten bins between the deciles, closed on the right; fewer where deciles coincide. */
  quantileBins: Histogram;
  /** For whole numbers over more than 50 values: bins that each hold the same number of them. */
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

/** What a shape query needs of the first scan. */
export type Located = Pick<NumberSummary, 'finite' | 'min' | 'max' | 'mean' | 'deciles' | 'whole'>;

/**
 * The second scan of number and date columns: counts by bin, with the sums of powers of the deviations from the mean
 * in each. `undefined` where no column has a finite value.
 */
export function numberShapeQuery(
  relation: string,
  columns: readonly StoredColumn[],
  located: readonly Located[],
): string | undefined {
  const branches = columns.flatMap((column, index) =>
    located[index]!.finite > 0 ? [shapeQuery(relation, column, located[index]!, index)] : [],
  );
  return branches.length === 0 ? undefined : unionAll(branches);
}

/** Shapes in the order of the columns; those without a finite value have empty histograms. */
export function readNumberShapes(
  answer: Columns | undefined,
  located: readonly Located[],
): NumberShape[] {
  const groups = located.map((): Group[] => []);
  if (answer) readGroups(answer).forEach((group) => groups[group.column]!.push(group));
  return located.map((place, index) => toShape(place, groups[index]!));
}

/** Edges of bins of equal width, computed as NumPy's `linspace` does. */
export function equalWidthEdges(min: number, max: number, bins = histogramBins): number[] {
  const step = (max - min) / bins;
  if (min === max || min + step === min || !Number.isFinite(step)) return [min, max];
  return Array.from({ length: bins + 1 }, (_, edge) => (edge === bins ? max : edge * step + min));
}

interface Group {
  column: number;
  bin: number;
  quantileBin: number;
  wholeBin: number;
  count: number;
  powers: [number, number, number, number];
}

function shapeQuery(relation: string, column: StoredColumn, place: Located, index: number): string {
  const wide = wholeEdges(place);
  const whole = wide ? `floor((x - ${quoteNumber(wide[0]!)}) / ${wide[1]! - wide[0]!})` : '0';
  return `SELECT ${index} AS column_index, bin, quantile_bin, whole_bin, count(*)::DOUBLE AS n,
      sum(d) AS p1, sum(d * d) AS p2, sum(d * d * d) AS p3, sum(d * d * d * d) AS p4
    FROM (SELECT ${binExpression(place)} AS bin, ${quantileBin(place)} AS quantile_bin,
        ${whole}::INTEGER AS whole_bin, x - ${quoteNumber(place.mean)} AS d
      FROM (SELECT *, ${rawBin(place)} AS b FROM (SELECT ${finiteNumber(column)} AS x FROM ${relation})
        WHERE x IS NOT NULL))
    GROUP BY bin, quantile_bin, whole_bin`;
}

function rawBin(place: Located): string {
  const edges = equalWidthEdges(Number(place.min), Number(place.max));
  if (edges.length === 2) return '0';
  const [min, range] = [quoteNumber(edges[0]!), quoteNumber(edges.at(-1)! - edges[0]!)];
  return `least(floor((x - ${min}) / ${range} * ${histogramBins}), ${histogramBins - 1})`;
}

/** Rounding may have put a value beside its bin: it is compared with the edges themselves, as NumPy does. */
function binExpression(place: Located): string {
  const edges = equalWidthEdges(Number(place.min), Number(place.max));
  if (edges.length === 2) return '0';
  const step = quoteNumber((edges.at(-1)! - edges[0]!) / histogramBins);
  const edge = (bin: string): string => `(${bin}) * ${step} + ${quoteNumber(edges[0]!)}`;
  return `(CASE WHEN x < ${edge('b')} THEN b - 1
    WHEN b < ${histogramBins - 1} AND x >= ${edge('b + 1')} THEN b + 1 ELSE b END)::INTEGER`;
}

function quantileBin(place: Located): string {
  const inner = quantileEdges(place).slice(1, -1);
  if (inner.length === 0) return '0';
  const cases = inner.map((edge, bin) => `WHEN x <= ${quoteNumber(edge)} THEN ${bin}`);
  return `CASE ${cases.join(' ')} ELSE ${inner.length} END`;
}

function quantileEdges({ deciles }: Located): number[] {
  const edges = deciles.filter((edge, index) => index === 0 || edge > deciles[index - 1]!);
  return edges.length === 1 ? [edges[0]!, edges[0]!] : edges;
}

/** Edges halfway between whole numbers, so that no bin gets more of them than another. */
function wholeEdges({ finite, whole, min, max }: Located): number[] | undefined {
  const span = Number(max) - Number(min) + 1;
  if (whole < finite || span <= 1 || !Number.isSafeInteger(span)) return undefined;
  const width = Math.ceil(span / histogramBins);
  const bins = Math.ceil(span / width);
  return Array.from({ length: bins + 1 }, (_, edge) => Number(min) - 0.5 + edge * width);
}

function toShape(place: Located, groups: Group[]): NumberShape {
  const sumOf = (power: number): number =>
    groups.reduce((sum, group) => sum + group.powers[power]!, 0);
  const { mean, variance, std, skewness, kurtosis } = momentsFromSums({
    count: place.finite,
    centre: place.mean,
    first: sumOf(0),
    second: sumOf(1),
    third: sumOf(2),
    fourth: sumOf(3),
  });
  const equal = equalWidthEdges(Number(place.min), Number(place.max));
  const wide = wholeEdges(place);
  return {
    variance,
    std,
    skewness,
    kurtosis,
    cv: std / mean,
    histogram: countBins(groups, equal, (group) => group.bin),
    quantileBins: countBins(groups, quantileEdges(place), (group) => group.quantileBin),
    ...(wide ? { wholeBins: countBins(groups, wide, (group) => group.wholeBin) } : {}),
  };
}

function countBins(groups: Group[], edges: number[], binOf: (group: Group) => number): Histogram {
  if (groups.length === 0) return { edges: [], counts: [] };
  const counts = new Array<number>(edges.length - 1).fill(0);
  for (const group of groups) counts[binOf(group)]! += group.count;
  return { edges, counts };
}

function readGroups(answer: Columns): Group[] {
  const [column, bin, quantileBins, wholeBin, count, p1, p2, p3, p4] = [
    ...['column_index', 'bin', 'quantile_bin', 'whole_bin', 'n', 'p1', 'p2', 'p3', 'p4'],
  ].map((name) => answer.numbers(name));
  return Array.from(column!, (index, row) => ({
    column: index,
    bin: bin![row]!,
    quantileBin: quantileBins![row]!,
    wholeBin: wholeBin![row]!,
    count: count![row]!,
    powers: [p1![row]!, p2![row]!, p3![row]!, p4![row]!],
  }));
}
