import type { Columns } from '../../data/columns';
import type { StoredColumn } from '../../data/kinds';
import { finiteNumber } from './column-source';
import { readParts } from './parts';

/** How the distinct times of a column follow each other. Durations in milliseconds; NaN with fewer than two. */
export interface StepSummary {
  /** Median time from one distinct value to the next. */
  medianStep: number;
  /** Steps longer than twice the median. */
  gaps: number;
  /** The longest step, and when it begins. */
  longest: number;
  longestFrom: number;
}

/** Rows by day of the week and hour, and the steps between distinct times, in one answer. */
export function dateStepsQuery(relation: string, column: StoredColumn): string {
  const day = 86_400_000;
  return `WITH t AS MATERIALIZED (SELECT x, count(*) AS n FROM (SELECT ${finiteNumber(column)} AS x FROM ${relation})
      WHERE x IS NOT NULL GROUP BY x),
    s AS MATERIALIZED (SELECT x AS start, lead(x) OVER (ORDER BY x) - x AS step FROM t),
    m AS (SELECT median(step) AS medium FROM s)
    SELECT 'weekday' AS part, NULL AS key, ((floor(x / ${day}) % 7 + 10) % 7)::INTEGER::VARCHAR AS label, sum(n)::DOUBLE AS value
      FROM t GROUP BY label
    UNION ALL SELECT 'hour', NULL, floor((x - floor(x / ${day}) * ${day}) / 3600000)::INTEGER::VARCHAR AS label, sum(n)::DOUBLE
      FROM t GROUP BY label
    UNION ALL SELECT 'step', NULL, 'median', medium FROM m
    UNION ALL SELECT 'step', NULL, 'gaps', count_if(step > 2 * medium)::DOUBLE FROM s, m
    UNION ALL SELECT 'step', NULL, 'longest', max(step) FROM s
    UNION ALL SELECT 'step', NULL, 'from', arg_max(start, step) FROM s`;
}

export interface DateSteps {
  /** Rows by day of the week, Monday first. */
  weekdays: number[];
  /** Rows by hour of the day, UTC. */
  hours: number[];
  steps: StepSummary;
}

export function readDateSteps(answer: Columns): DateSteps {
  const parts = readParts(answer);
  const spread = (part: string, size: number): number[] =>
    Array.from({ length: size }, (_, index) => parts.number(part, String(index)));
  return {
    weekdays: spread('weekday', 7),
    hours: spread('hour', 24),
    steps: {
      medianStep: parts.number('step', 'median'),
      gaps: parts.number('step', 'gaps'),
      longest: parts.number('step', 'longest'),
      longestFrom: parts.number('step', 'from'),
    },
  };
}
