import type { Columns } from '../../data/columns';
import type { StoredColumn } from '../../data/kinds';
import { quoteName, unionAll } from '../../data/sql';
import { typeFamily } from '../../data/type-family';
import { finiteNumber } from './column-source';

/** Where the numbers of a column lie. All but the counts rest on the finite values. */
export interface NumberSummary {
  finite: number;
  /** Smallest and largest; whole numbers beyond 2^53 stay exact as BigInt. */
  min: number | bigint;
  max: number | bigint;
  /** Exact for whole numbers of up to 64 bits, else with Kahan's correction. */
  sum: number | bigint;
  mean: number;
  /** Linear interpolation (type 7), at `profileProbabilities`. */
  quantiles: number[];
  /** The quantiles 0, 0.1, …, 1. */
  deciles: number[];
  iqr: number;
  /** Median absolute deviation from the median, not scaled. */
  mad: number;
  zeros: number;
  negatives: number;
  /** Positive and negative infinities. */
  infinite: [positive: number, negative: number];
  nan: number;
  /** Values without a fraction. */
  whole: number;
  /** Values that would be a time between 1990 and 2030, by unit since 1970-01-01. */
  unix: [unit: UnixUnit, count: number][];
}

export const profileProbabilities = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99] as const;

const decileProbabilities = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] as const;

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

/** One statement whose answer has a row for each column, in order; every column is a number or a date. */
export function numberSummaryQuery(relation: string, columns: readonly StoredColumn[]): string {
  return unionAll(columns.map((column, index) => summaryQuery(relation, column, index)));
}

export function readNumberSummaries(answer: Columns): NumberSummary[] {
  const order = Array.from(answer.numbers('column_index'));
  const summaries: NumberSummary[] = [];
  order.forEach((index, row) => (summaries[index] = readRow(answer, row)));
  return summaries;
}

function summaryQuery(relation: string, column: StoredColumn, index: number): string {
  const raw = quoteName(column.name);
  const isFloat = typeFamily(column.type) === 'float';
  const exact = exactExpressions(column.type);
  const probabilities = [...profileProbabilities, ...decileProbabilities];
  const source = `SELECT ${raw} AS c, ${finiteNumber(column)} AS x FROM ${relation}`;
  return `SELECT ${index} AS column_index, * EXCLUDE (q),
      ${probabilities.map((_, at) => `q[${at + 1}] AS q${at}`).join(', ')}
    FROM (SELECT count(x)::DOUBLE AS finite,
      ${exact.min}::VARCHAR AS low, ${exact.max}::VARCHAR AS high, ${exact.sum}::VARCHAR AS total,
      favg(x) AS mean, mad(x) AS mad, quantile_cont(x, [${probabilities.join(', ')}]) AS q,
      count_if(x = 0)::DOUBLE AS zeros,
      ${isFloat ? 'count_if(c < 0)' : 'count_if(x < 0)'}::DOUBLE AS negatives,
      ${isFloat ? 'count_if(isinf(c) AND c > 0)' : '0'}::DOUBLE AS infinite,
      ${isFloat ? 'count_if(isinf(c) AND c < 0)' : '0'}::DOUBLE AS minus_infinite,
      ${isFloat ? 'count_if(isnan(c))' : '0'}::DOUBLE AS nan,
      count_if(x = trunc(x))::DOUBLE AS whole,
      ${unixFields(column.type)}
    FROM (${source}))`;
}

/** What can be told without rounding: texts that `readExact` turns into numbers again. */
function exactExpressions(type: string): { min: string; max: string; sum: string } {
  const isNarrow = /^U?(TINYINT|SMALLINT|INTEGER|BIGINT)$/.test(type);
  const value = typeFamily(type) === 'integer' ? 'c' : 'x';
  return {
    min: `min(${value})`,
    max: `max(${value})`,
    sum: isNarrow ? 'sum(c)' : 'fsum(x)',
  };
}

function unixFields(type: string): string {
  const known = typeFamily(type) === 'integer' || typeFamily(type) === 'float';
  return unixUnits
    .map(([unit, perDay]) => {
      const [from, to] = unixDays.map((day) => (day * perDay).toExponential());
      return `${known ? `count_if(x BETWEEN ${from} AND ${to})` : '0'}::DOUBLE AS unix_${unit}`;
    })
    .join(', ');
}

function readRow(answer: Columns, row: number): NumberSummary {
  const number = (name: string): number => answer.numbers(name)[row]!;
  const quantiles = profileProbabilities.map((_, at) => number(`q${at}`));
  const [min, max] = ['low', 'high'].map((name) => readExact(answer.texts(name)[row] ?? null));
  const inner = decileProbabilities.map((_, at) => number(`q${profileProbabilities.length + at}`));
  return {
    finite: number('finite'),
    min: min!,
    max: max!,
    sum: readExact(answer.texts('total')[row] ?? '0'),
    mean: number('mean'),
    quantiles,
    deciles: [Number(min), ...inner, Number(max)],
    iqr: quantiles[4]! - quantiles[2]!,
    mad: number('mad'),
    zeros: number('zeros'),
    negatives: number('negatives'),
    infinite: [number('infinite'), number('minus_infinite')],
    nan: number('nan'),
    whole: number('whole'),
    unix: unixUnits.map(([unit]) => [unit, number(`unix_${unit}`)]),
  };
}

/** The number that a text stands for; BigInt where a double would change it. No text gives NaN. */
function readExact(text: string | null): number | bigint {
  if (text === null) return NaN;
  const double = Number(text);
  if (Number.isSafeInteger(double) || !/^-?\d+$/.test(text)) return double;
  return BigInt(text);
}
