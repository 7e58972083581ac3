import type { Columns } from '../../data/columns';
import type { StoredColumn } from '../../data/kinds';
import { quoteName, quoteNumber } from '../../data/sql';
import { chanceDistance } from './chance-distance';
import { finiteNumber, isNumber } from './column-source';
import type { ComparedBins, ComparedColumn, ComparisonScale, Pair } from './compared-column';
import { equalBins } from './shared-bins';
import { typeFamily } from '../../data/type-family';

/** One side of a comparison: rows of a relation, and the column to look at. */
export interface Side {
  /** A ready-quoted relation, or a subquery in parentheses. */
  relation: string;
  column: StoredColumn;
}

export type Sides = [one: Side, other: Side];

type Ordered = Exclude<ComparisonScale, 'values'>;

const mostBins = 30;
const mostValues = 15;

/**
 * Rows, values, ends, mean and median of a column on each side (`side` 0 and 1), and the Kolmogorov–Smirnov distance
 * of the two (`distance`), exact over all rows: values are grouped once and their counts run up.
 */
export function orderedFactsQuery(sides: Sides, scale: Ordered): string {
  return `WITH v AS MATERIALIZED (${valuesOf(sides, scale)}),
    g AS (SELECT x, count_if(side = 0) AS a, count_if(side = 1) AS b FROM v WHERE x IS NOT NULL GROUP BY x),
    n AS (SELECT sum(a) AS a, sum(b) AS b FROM g),
    run AS (SELECT sum(a) OVER (ORDER BY x) AS a, sum(b) OVER (ORDER BY x) AS b FROM g)
    SELECT side::DOUBLE AS side, count(*)::DOUBLE AS row_count, count(x)::DOUBLE AS present,
      count_if(hole)::DOUBLE AS missing, min(x) AS low, max(x) AS high, avg(x) AS mean, median(x) AS median,
      (SELECT max(abs(run.a / n.a - run.b / n.b)) FROM run, n) AS distance
    FROM v GROUP BY side ORDER BY side`;
}

/** Facts of a column with an order: those of each side, and the distance of the two. */
export interface OrderedFacts {
  present: Pair;
  missing: Pair;
  mean: Pair;
  median: Pair;
  /** Over both sides; NaN where there are no values. */
  low: number;
  high: number;
  /** NaN where a side has no values. */
  distance: number;
}

export function readOrderedFacts(answer: Columns): OrderedFacts {
  const sides = answer.numbers('side');
  const pair = (name: string, none: number): Pair => {
    const values = answer.numbers(name);
    return [0, 1].map((side) => values[sides.indexOf(side)] ?? none) as Pair;
  };
  const finite = (values: Pair): number[] => values.filter((value) => !Number.isNaN(value));
  const [lows, highs] = [finite(pair('low', NaN)), finite(pair('high', NaN))];
  return {
    present: pair('present', 0),
    missing: pair('missing', 0),
    mean: pair('mean', NaN),
    median: pair('median', NaN),
    low: lows.length > 0 ? Math.min(...lows) : NaN,
    high: highs.length > 0 ? Math.max(...highs) : NaN,
    distance: answer.numbers('distance')[0] ?? NaN,
  };
}

/** Edges that both sides share: at most 30 bins of equal width from the smallest to the largest value of either. */
export function sharedEdges({ low, high }: OrderedFacts, sides: Sides, scale: Ordered): number[] {
  const isWhole =
    scale === 'length' || sides.every(({ column }) => typeFamily(column.type) === 'integer');
  return equalBins(low, high, isWhole, mostBins);
}

/** Exact counts by side and bin; bins hold their lower edge and not their upper one, but for the last. */
export function sharedBinsQuery(sides: Sides, scale: Ordered, edges: number[]): string {
  const [low, width] = [quoteNumber(edges[0]!), quoteNumber(edges[1]! - edges[0]! || 1)];
  const last = edges.length - 2;
  // Division may round across an edge; one comparison with each edge of the bin puts that right.
  const rough = `least(greatest(floor((x - ${low}) / ${width}), 0), ${last})`;
  const bin = `bin - (x < ${low} + bin * ${width})::INTEGER + (bin < ${last} AND x >= ${low} + (bin + 1) * ${width})::INTEGER`;
  return `SELECT side::DOUBLE AS side, (${bin})::DOUBLE AS bin, count(*)::DOUBLE AS row_count
    FROM (SELECT side, x, ${rough} AS bin FROM (${valuesOf(sides, scale)}) WHERE x IS NOT NULL)
    GROUP BY ALL`;
}

export function readSharedBins(answer: Columns, edges: number[]): ComparedBins {
  const counts: ComparedBins['counts'] = [
    emptyCounts(edges.length - 1),
    emptyCounts(edges.length - 1),
  ];
  const [sides, bins, rows] = ['side', 'bin', 'row_count'].map((name) => answer.numbers(name));
  rows!.forEach((count, at) => (counts[sides![at] as 0 | 1][bins![at]!] = count));
  return { edges, labels: [], counts, others: [0, 0] };
}

/** The comparison of a column with an order, out of its facts and its counts. */
export function toOrderedComparison(
  name: string,
  scale: Ordered,
  facts: OrderedFacts,
  bins: ComparedBins,
): ComparedColumn {
  const { present, missing, mean, median, distance } = facts;
  return {
    ...{ name, scale, missing, present, distance: Number.isNaN(distance) ? 0 : distance },
    chance: chanceDistance(...present),
    divergence: jensenShannon(...bins.counts),
    ...{ bins, mean, median },
  };
}

/**
 * A column value by value: the most frequent values of both sides together with their counts on each, then one row
 * (`label` NULL) with all that rests on every value: L∞, Jensen–Shannon, values and rows of each side.
 */
export function valuesComparisonQuery(sides: Sides): string {
  return `WITH v AS MATERIALIZED (${sideValues(sides)}),
    g AS MATERIALIZED (SELECT x, count_if(side = 0)::DOUBLE AS a, count_if(side = 1)::DOUBLE AS b
      FROM v WHERE x IS NOT NULL GROUP BY x),
    n AS (SELECT sum(a) AS a, sum(b) AS b FROM g),
    s AS (SELECT g.a / n.a AS p, g.b / n.b AS q, (g.a / n.a + g.b / n.b) / 2 AS m FROM g, n),
    d AS (SELECT max(abs(p - q)) AS distance,
      sum(CASE WHEN p > 0 THEN p * log2(p / m) ELSE 0 END + CASE WHEN q > 0 THEN q * log2(q / m) ELSE 0 END) / 2 AS divergence FROM s),
    top AS (SELECT left(x, 300) AS label, a, b FROM g ORDER BY a + b DESC, x LIMIT ${mostValues})
    SELECT label, a, b, NULL::DOUBLE AS distance, NULL::DOUBLE AS divergence, NULL::DOUBLE AS missing_a,
      NULL::DOUBLE AS missing_b, NULL::DOUBLE AS only_a, NULL::DOUBLE AS only_b FROM top
    UNION ALL
    SELECT NULL, coalesce(n.a, 0), coalesce(n.b, 0), distance, divergence,
      (SELECT count_if(x IS NULL AND side = 0)::DOUBLE FROM v), (SELECT count_if(x IS NULL AND side = 1)::DOUBLE FROM v),
      (SELECT count_if(b = 0)::DOUBLE FROM g), (SELECT count_if(a = 0)::DOUBLE FROM g) FROM n, d`;
}

export function readValuesComparison(name: string, answer: Columns): ComparedColumn {
  const labels = answer.texts('label');
  const whole = labels.indexOf(null);
  const at = (field: string): number => answer.numbers(field)[whole] || 0;
  const counts = (['a', 'b'] as const).map((field) =>
    [...answer.numbers(field)].filter((_, row) => row !== whole),
  ) as ComparedBins['counts'];
  const present: Pair = [at('a'), at('b')];
  const others = present.map((total, side) => total - sum(counts[side]!)) as Pair;
  return {
    ...{ name, scale: 'values', present },
    missing: [at('missing_a'), at('missing_b')],
    distance: at('distance'),
    chance: chanceDistance(...present),
    divergence: Math.max(0, at('divergence')),
    bins: { edges: [], labels: labels.filter((label) => label !== null), counts, others },
    onlyOn: [at('only_a'), at('only_b')],
  };
}

/**
 * Jensen–Shannon divergence of two lists of counts over the same bins, base 2: 0 where their shares are the same,
 * 1 where no bin is shared. 0 where a side is empty. Lin (1991).
 */
export function jensenShannon(one: readonly number[], other: readonly number[]): number {
  const [total, otherTotal] = [sum(one), sum(other)];
  if (total === 0 || otherTotal === 0) return 0;
  const divergence = one.reduce((bits, count, bin) => {
    const [p, q] = [count / total, other[bin]! / otherTotal];
    const middle = (p + q) / 2;
    return bits + (p > 0 ? p * Math.log2(p / middle) : 0) + (q > 0 ? q * Math.log2(q / middle) : 0);
  }, 0);
  return Math.min(1, Math.max(0, divergence / 2));
}

function valuesOf(sides: Sides, scale: Ordered): string {
  return sides
    .map(({ relation, column }, side) => {
      const name = quoteName(column.name);
      const value = scale === 'length' ? `length(${name})::DOUBLE` : finiteNumber(column)!;
      return `SELECT ${side} AS side, ${value} AS x, ${name} IS NULL AS hole FROM ${relation}`;
    })
    .join(' UNION ALL ');
}

function sideValues(sides: Sides): string {
  const families = new Set(sides.map(({ column }) => typeFamily(column.type)));
  // Stored as whole numbers here and as others there, the same number must read the same.
  const isMixed = families.size > 1;
  return sides
    .map(({ relation, column }, side) => {
      const name = quoteName(column.name);
      const value = isMixed && isNumber(column.type) ? `${name}::DOUBLE` : name;
      return `SELECT ${side} AS side, ${value}::VARCHAR AS x FROM ${relation}`;
    })
    .join(' UNION ALL ');
}

function emptyCounts(length: number): number[] {
  return new Array<number>(Math.max(0, length)).fill(0);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
