import type { Columns } from '../../data/columns';
import { countWords, formatCount, formatNumber, formatShare } from '../../data/format';
import { quoteName } from '../../data/sql';
import type { Leak } from './leak-rules';
import type { TargetCoding } from './target-coding';

/** Rows that are the same in all features. */
export interface RowTwins {
  /** Rows with a target. */
  rows: number;
  /** Different combinations of features. */
  groups: number;
  /** Rows whose features occur more than once. */
  twins: number;
  /** Rows whose features occur with more than one target value. */
  conflicting: number;
  /** Classes: share of rows that no model can get right. A number: share of its variance that none can explain. */
  floor: number;
  /** Share of test rows that would have a twin among the training rows of a random split. */
  twinsAcross: number;
}

/** Share of rows that train in the split that `twinsAcross` speaks of. */
export const usualTrainShare = 0.7;

/** From this many rows to a combination on, twins are what coarse columns make, not copies. */
const coarseRows = 4;

/** SQL that groups rows by all features and looks at the targets within. O(rows × features). */
export function rowTwinsQuery(
  relation: string,
  features: readonly string[],
  target: TargetCoding,
): string {
  const keys = features.map((name, index) => `${quoteName(name)} AS f${index}`).join(', ');
  const names = features.map((_, index) => `f${index}`).join(', ');
  const isRegression = target.task === 'regression';
  const source = `SELECT ${keys}, ${target.value} AS t FROM (SELECT * FROM ${relation} WHERE ${target.present})`;
  const groups = isRegression
    ? `SELECT count(*)::DOUBLE AS n, coalesce(var_pop(CASE WHEN isfinite(t) THEN t END), 0) * count(*) AS lost, min(t) <> max(t) AS differs FROM (${source}) GROUP BY ${names}`
    : `SELECT sum(c)::DOUBLE AS n, sum(c)::DOUBLE - max(c) AS lost, count(*) > 1 AS differs FROM (SELECT ${names}, t, count(*) AS c FROM (${source}) GROUP BY ${names}, t) GROUP BY ${names}`;
  const leftAlone = `pow(${1 - usualTrainShare}::DOUBLE, n - 1)`;
  return `SELECT coalesce(sum(n), 0) AS rows, count(*)::DOUBLE AS groups,
    coalesce(sum(n) FILTER (WHERE n > 1), 0) AS twins,
    coalesce(sum(n) FILTER (WHERE differs), 0) AS conflicting,
    coalesce(sum(lost), 0) AS lost, coalesce(sum(n * (1 - ${leftAlone})), 0) AS across FROM (${groups})`;
}

/** Reads the answer; `spread` is the sum of squared deviations of a numeric target, unused for classes. */
export function readRowTwins(answer: Columns, target: TargetCoding, spread: number): RowTwins {
  const [rows, groups, twins, conflicting, lost, across] = [
    'rows',
    'groups',
    'twins',
    'conflicting',
    'lost',
    'across',
  ].map((name) => answer.numbers(name)[0]);
  const whole = target.task === 'regression' ? spread : rows;
  return {
    rows,
    groups,
    twins,
    conflicting,
    floor: whole > 0 ? Math.min(1, lost / whole) : 0,
    twinsAcross: rows > 0 ? across / rows : 0,
  };
}

/** What the twins mean for a score, in words. */
export function findRowLeaks(twins: RowTwins, target: TargetCoding): Leak[] {
  return [findTwins(twins), findConflicts(twins, target)].filter((leak) => leak !== undefined);
}

function findTwins({ rows, groups, twins, twinsAcross }: RowTwins): Leak | undefined {
  if (twins === 0) return undefined;
  const share = twins / rows;
  if (rows >= coarseRows * groups) {
    const text = `${formatCount(rows)} rows take only ${formatCount(groups)} different forms in these columns, so the same form is bound to be among training and test rows. That is no leak as long as each row is a case of its own.`;
    return { rule: 'rows on both sides', columns: [], level: 'info', value: twinsAcross, text };
  }
  return {
    rule: 'rows on both sides',
    columns: [],
    level: twinsAcross >= 0.05 ? 'warning' : 'info',
    value: twinsAcross,
    text: `${countWords(twins, 'row')} (${formatShare(share)}) have a twin with the same features. In a random split some ${formatShare(twinsAcross)} of the test rows would be known from training: drop duplicates first, or split by group if they are the same thing seen again.`,
  };
}

function findConflicts(
  { conflicting, floor, rows }: RowTwins,
  target: TargetCoding,
): Leak | undefined {
  if (conflicting === 0) return undefined;
  const limit =
    target.task === 'regression'
      ? `no model on these columns can explain more than ${formatShare(1 - floor)} of its variance here (R² ≤ ${formatNumber(1 - floor, 4)})`
      : `whatever the model, at least ${countWords(Math.round(floor * rows), 'row')} (${formatShare(floor)}) will be wrong`;
  return {
    rule: 'conflicting rows',
    columns: [],
    level: floor >= 0.01 ? 'warning' : 'info',
    value: floor,
    text: `${formatCount(conflicting)} rows share their features with a row of another ${target.name}: ${limit}.`,
  };
}
