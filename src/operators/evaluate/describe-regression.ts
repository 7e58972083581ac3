import type { Statement } from '../../data/answer';
import { countWords, formatNumber, formatShare } from '../../data/format';
import type { RegressionEvaluation, RegressionModel } from '../../methods/evaluate/evaluation';
import { otherModels } from './describe-accuracy';
import { beatsBaseline, describeBaselineFailures, describeComparison } from './describe-comparison';
import { rowsWords } from './describe-rows';
import { formatInterval, formatScore, formatWithInterval, getScore, verb } from './score-words';
import type { EvaluationResult } from './run-evaluation';

/** Numbers: mean error against the baseline, variance explained, where errors lie, comparison. */
export function describeRegression(
  result: EvaluationResult,
  evaluation: RegressionEvaluation,
): Statement[] {
  const best = evaluation.models[evaluation.best]!;
  const beats = beatsBaseline(evaluation, evaluation.best, 'mae');
  return [
    { level: beats ? 'good' : 'warning', text: errorWords(result, evaluation) },
    ...describeBaselineFailures(evaluation, 'mae', 'always saying the mean'),
    { level: 'info', text: varianceWords(best) },
    { level: 'info', text: residualWords(best, result) },
    { level: 'info', text: relativeWords(best, result) },
    ...describeComparison(evaluation),
    ...otherModels(evaluation),
  ];
}

function errorWords(result: EvaluationResult, { models, best }: RegressionEvaluation): string {
  const { name } = models[best]!;
  const error = formatWithInterval(getScore(models[best]!, 'mae'));
  const baseline = formatScore('mae', getScore(models.at(-1)!, 'mae').value);
  const answer = formatNumber(Number(result.baseline.answer), 4);
  return `${name} ${verb(name, 'are', 'is')} off by ${error} on average (MAE, in units of ${result.target}) on ${rowsWords(result)}; always saying the mean, ${answer}, is off by ${baseline}.`;
}

function varianceWords(model: RegressionModel): string {
  const [r2, rmse] = [getScore(model, 'r2'), getScore(model, 'rmse')];
  const size = `Typical size of an error (RMSE): ${formatWithInterval(rmse)}.`;
  if (Number.isNaN(r2.value)) {
    return `The target is the same in all these rows, so R² has no value. ${size}`;
  }
  if (r2.value < 0) {
    return `It explains nothing of the variance: R² is ${formatWithInterval(r2)}, worse than the mean of these rows. ${size}`;
  }
  return `It explains ${formatShare(r2.value)} of the variance (R² ${formatScore('r2', r2.value)}, ${formatInterval('r2', r2)}). ${size}`;
}

function residualWords(model: RegressionModel, { target }: EvaluationResult): string {
  const at = (share: number): string =>
    formatNumber(model.residualQuantiles.find((each) => each.share === share)!.value, 3);
  const side = model.meanResidual >= 0 ? 'too low' : 'too high';
  return `Half of the errors lie between ${at(0.25)} and ${at(0.75)}, nine in ten between ${at(0.05)} and ${at(0.95)} (actual − predicted ${target}); on average predictions are ${formatNumber(Math.abs(model.meanResidual), 3)} ${side}.`;
}

function relativeWords(model: RegressionModel, { rows, target }: EvaluationResult): string {
  const mape = getScore(model, 'mape');
  if (model.mapeRows === 0) return `Every ${target} is 0, so MAPE has no value.`;
  const left = rows.count - model.mapeRows;
  const note = left === 0 ? '' : `; ${countWords(left, 'row')} with ${target} = 0 left out`;
  return `Relative to the true value the error is ${formatWithInterval(mape)} on average (MAPE, ${countWords(model.mapeRows, 'row')}${note}).`;
}
