import type { Statement } from '../../data/answer';
import type { Comparison, Evaluation } from '../../methods/evaluate/evaluation';
import type { MetricId } from '../../methods/evaluate/metrics';
import { formatPValue } from '../train/model-words';
import {
  formatDifference,
  formatDifferenceInterval,
  formatWithInterval,
  getScore,
  listed,
  metricName,
  verb,
} from './score-words';

/** p-values below this are taken as more than chance. */
const alpha = 0.05;

/** Whether the better of two models is better by more than chance. */
export function isMoreThanChance({ correctedP }: Comparison): boolean {
  return correctedP < alpha;
}

/** Whether a model beats the baseline by more than chance; `undefined` where that was not asked. */
export function beatsBaseline(
  evaluation: Evaluation,
  model: number,
  metric: MetricId,
): boolean | undefined {
  const found = evaluation.againstBaseline.find(
    (each) => each.metric === metric && (each.better === model || each.worse === model),
  );
  return found && found.better === model && isMoreThanChance(found);
}

/** Which model is best, and whether its lead on each other is more than chance. Nothing with one model. */
export function describeComparison(evaluation: Evaluation): Statement[] {
  const { comparisons, metric, best, models } = evaluation;
  if (comparisons.length === 0) return [];
  const [won, open] = [
    comparisons.filter(isMoreThanChance),
    comparisons.filter((each) => !isMoreThanChance(each)),
  ];
  const name = models[best]!.name;
  const leads = won.map((each) => leadWords(evaluation, each));
  const lead =
    leads.length > 0
      ? `${name} ${verb(name, 'are', 'is')} best by ${metricName(metric)}, ${formatWithInterval(getScore(models[best]!, metric))}: ${listed(leads)}, more than chance.`
      : `By ${metricName(metric)}, ${name} ${verb(name, 'come', 'comes')} first with ${formatWithInterval(getScore(models[best]!, metric))}.`;
  const ties = open.map((each) => leadWords(evaluation, each));
  const tie =
    ties.length === 0
      ? ''
      : ` ${won.length > 0 ? 'But ' : ''}${listed(ties)}: that could be chance, so take the simpler or cheaper one.`;
  return [{ level: ties.length === 0 ? 'good' : 'info', text: lead + tie }];
}

/** A warning for each learned model that does not beat the baseline by more than chance. */
export function describeBaselineFailures(
  evaluation: Evaluation,
  metric: MetricId,
  baseline: string,
): Statement[] {
  return evaluation.againstBaseline
    .filter((each) => each.metric === metric)
    .filter((each) => evaluation.models[each.better]!.isBaseline || !isMoreThanChance(each))
    .map((each) => ({ level: 'warning', text: failureWords(evaluation, each, baseline) }));
}

function failureWords(evaluation: Evaluation, pair: Comparison, baseline: string): string {
  const { models } = evaluation;
  const label = metricName(pair.metric);
  const isWorse = models[pair.better]!.isBaseline;
  const name = models[isWorse ? pair.worse : pair.better]!.name;
  const numbers = `${formatDifference(pair.metric, pair.difference)}, ${formatDifferenceInterval(pair.metric, pair)}, ${formatPValue(pair.correctedP)}`;
  if (isWorse && isMoreThanChance(pair)) {
    return `${name} ${verb(name, 'are', 'is')} worse than ${baseline} by ${label} (by ${numbers}).`;
  }
  const side = isWorse ? 'behind' : 'ahead';
  return `By ${label}, ${name} ${verb(name, 'do', 'does')} not beat ${baseline} by more than chance (${side} by ${numbers}).`;
}

function leadWords({ models }: Evaluation, pair: Comparison): string {
  const { metric, difference, worse, correctedP } = pair;
  const p = formatPValue(correctedP);
  const interval = formatDifferenceInterval(metric, pair);
  return `${formatDifference(metric, difference)} ahead of ${models[worse]!.name} (${interval}, ${p})`;
}
