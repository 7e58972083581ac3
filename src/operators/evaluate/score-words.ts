import { formatNumber, formatShare } from '../../data/format';
import type { Interval } from '../../methods/evaluate/interval';
import {
  findScore,
  type ModelScores,
  type ScoreWithInterval,
} from '../../methods/evaluate/evaluation';
import { metrics, type MetricId } from '../../methods/evaluate/metrics';

export { metrics };

/** A score of a model that it must have. */
export function getScore(model: ModelScores, metric: MetricId): ScoreWithInterval {
  const found = findScore(model, metric);
  if (!found) throw new RangeError(`${model.name} has no ${metric}`);
  return found;
}

/** A value as its metric is written: `87.1 %`, `0.921`, `3.12`. */
export function formatScore(metric: MetricId, value: number): string {
  if (Number.isNaN(value)) return 'not defined';
  if (metrics[metric].format === 'share') return formatShare(value);
  if (metric === 'mae' || metric === 'rmse') return formatNumber(value, 3);
  return formatFixed(value, 3);
}

/** An interval in the same way: `86.3–87.8 %`; `to` where a bound is negative. */
export function formatInterval(metric: MetricId, { low, high }: Interval): string {
  if (Number.isNaN(low) || Number.isNaN(high)) return 'no interval';
  const [from, to] = [formatScore(metric, low), formatScore(metric, high)];
  if (low < 0) return `${from} to ${to}`;
  const isPercent = metrics[metric].format === 'share' && !/[<>]/.test(from + to);
  return isPercent ? `${from.replace(' %', '')}–${to}` : `${from}–${to}`;
}

/** `87.1 % (86.3–87.8 %)`. */
export function formatWithInterval(score: ScoreWithInterval): string {
  const { metric, value } = score;
  if (Number.isNaN(value)) return formatScore(metric, value);
  return `${formatScore(metric, value)} (${formatInterval(metric, score)})`;
}

/** A difference of two scores: shares in percentage points. */
export function formatDifference(metric: MetricId, difference: number): string {
  if (metrics[metric].format !== 'share') return formatScore(metric, difference);
  return `${formatFixed(100 * difference, 1)} points`;
}

/** `1.2–3.4 points`. */
export function formatDifferenceInterval(metric: MetricId, { low, high }: Interval): string {
  const [from, to] = [formatDifference(metric, low), formatDifference(metric, high)];
  const start = from.replace(' points', '');
  return low < 0 ? `${start} to ${to}` : `${start}–${to}`;
}

/** The name of a metric within a sentence: `accuracy`, `ROC AUC`. */
export function metricName(metric: MetricId): string {
  const { label } = metrics[metric];
  const isProper = metric === 'brier' || !/^[A-Z][a-z]/.test(label);
  return isProper ? label : label.charAt(0).toLowerCase() + label.slice(1);
}

/** `get` for names of several things (boosted trees), `gets` for one. */
export function verb(name: string, plural: string, singular: string): string {
  return /trees\b/.test(name) ? plural : singular;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
  if (items.length <= 1) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** Without a sign where nothing but zeros is left. */
function formatFixed(value: number, digits: number): string {
  const text = value.toFixed(digits);
  return Number(text) === 0 ? text.replace('-', '') : text.replace('-', '−');
}
