import { countBelow, tallyDeviation, tallyQuantiles, tallySum, type Tally } from '../../math/tally';
import type { NumberFacts } from './number-queries';

/** Where the numbers of a column lie. All but the counts rest on the finite values. */
export interface NumberSummary {
  finite: number;
  /** Smallest and largest; whole numbers beyond 2^53 stay exact as BigInt. */
  min: number | bigint;
  max: number | bigint;
  /** Exact for whole numbers of up to 64 bits, else with Neumaier's correction. */
  sum: number | bigint;
  mean: number;
  /** Linear interpolation (type 7), at `profileProbabilities`. */
  quantiles: number[];
  iqr: number;
  /** Median absolute deviation from the median, not scaled. */
  mad: number;
  zeros: number;
  negatives: number;
  /** Positive and negative infinities. */
  infinite: [positive: number, negative: number];
  nan: number;
  /** The unit in which most values would be a time between 1990 and 2030, and how many would. */
  unix?: { unit: UnixUnit; count: number };
}

export const profileProbabilities = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99] as const;

export type UnixUnit = 'days' | 'seconds' | 'milliseconds' | 'microseconds' | 'nanoseconds';

/** 1990-01-01 and 2030-01-01 as days since 1970. */
const unixDays = [7305, 21915] as const;

const unixUnits: readonly [UnixUnit, number][] = [
  ['days', 1],
  ['seconds', 86_400],
  ['milliseconds', 86_400e3],
  ['microseconds', 86_400e6],
  ['nanoseconds', 86_400e9],
];

/** Least values, and least share of them, for a column to be taken for times since 1970. */
const unixLimits = { values: 100, share: 0.8 };

/** The summary of a column's finite values and what is known beside them. No values give NaN and counts of 0. */
export function summarizeNumbers(tally: Tally, facts: NumberFacts): NumberSummary {
  const quantiles = tallyQuantiles(tally, profileProbabilities);
  const sum = tallySum(tally);
  const negatives = countBelow(tally, 0);
  const unix = findUnixUnit(tally);
  return {
    finite: tally.total,
    min: facts.min,
    max: facts.max,
    sum: facts.sum ?? sum,
    mean: tally.total > 0 ? sum / tally.total : NaN,
    quantiles,
    iqr: quantiles[4]! - quantiles[2]!,
    mad: tallyDeviation(tally),
    zeros: countBelow(tally, 0, true) - negatives,
    negatives: negatives + facts.negativeInfinite,
    infinite: [facts.positiveInfinite, facts.negativeInfinite],
    nan: facts.nan,
    ...(unix ? { unix } : {}),
  };
}

function findUnixUnit(tally: Tally): NumberSummary['unix'] {
  if (tally.total < unixLimits.values) return undefined;
  for (const [unit, perDay] of unixUnits) {
    const [from, to] = unixDays.map((day) => day * perDay) as [number, number];
    const count = countBelow(tally, to, true) - countBelow(tally, from);
    if (count >= unixLimits.share * tally.total) return { unit, count };
  }
  return undefined;
}
