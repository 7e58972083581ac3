import type { Statement } from '../../data/answer';
import { formatNumber, formatShare } from '../../data/format';
import type { BinaryEvaluation, BinaryModel } from '../../methods/evaluate/evaluation';
import { quoted } from '../train/model-words';
import { describeCalibration } from './describe-calibration';
import { beatsBaseline, describeBaselineFailures, describeComparison } from './describe-comparison';
import { accuracyWords, otherModels } from './describe-accuracy';
import { formatWithInterval, getScore } from './score-words';
import type { EvaluationResult } from './run-evaluation';

/** Two classes: accuracy against the baseline, what the threshold trades, ranking, calibration, comparison. */
export function describeBinary(
  result: EvaluationResult,
  evaluation: BinaryEvaluation,
): Statement[] {
  const best = evaluation.models[evaluation.best]!;
  const beats = beatsBaseline(evaluation, evaluation.best, 'accuracy');
  const baseline = `always saying ${quoted(String(result.baseline.answer))}`;
  return [
    { level: beats ? 'good' : 'warning', text: accuracyWords(result, evaluation) },
    ...describeBaselineFailures(evaluation, 'accuracy', baseline),
    ...describeHiddenSignal(evaluation, beats),
    {
      level: 'info',
      text: `${tradeWords(evaluation, best)} ${rankWords(evaluation, best)}`.trim(),
    },
    ...describeCalibration(best, quoted(evaluation.positive)),
    ...describeComparison(evaluation),
    ...otherModels(evaluation),
  ];
}

/** Ranks rows well but calls nearly all of them the same: the threshold is at fault, not the model. */
function describeHiddenSignal(
  evaluation: BinaryEvaluation,
  beatsByAccuracy: boolean | undefined,
): Statement[] {
  const best = evaluation.models[evaluation.best]!;
  if (beatsByAccuracy || !beatsBaseline(evaluation, evaluation.best, 'roc-auc')) return [];
  const auc = formatWithInterval(getScore(best, 'roc-auc'));
  return [
    {
      level: 'info',
      text: `There is signal all the same: ROC AUC is ${auc}, where 0.5 is chance. Move the threshold, or judge by ranking.`,
    },
  ];
}

function tradeWords(evaluation: BinaryEvaluation, model: BinaryModel): string {
  const name = quoted(evaluation.positive);
  const [precision, recall] = [getScore(model, 'precision'), getScore(model, 'recall')];
  if (Number.isNaN(recall.value)) return `No row is ${name}, so there is nothing to find.`;
  if (Number.isNaN(precision.value)) {
    return `At threshold ${model.threshold} no row is called ${name}, so none is found.`;
  }
  return `At threshold ${model.threshold}, ${formatWithInterval(precision)} of the rows called ${name} really are (precision), and ${formatWithInterval(recall)} of all ${name} are found (recall).`;
}

function rankWords(evaluation: BinaryEvaluation, model: BinaryModel): string {
  const auc = getScore(model, 'roc-auc');
  if (Number.isNaN(auc.value)) {
    return 'These rows hold one class only, so ranking (ROC AUC) has no value.';
  }
  const name = quoted(evaluation.positive);
  const lift = `the tenth with the highest scores holds ${formatNumber(model.liftAtTenth, 2)} times as many ${name} as a random tenth`;
  return `A row that is ${name} scores above one that is not in ${formatShare(auc.value)} of pairs (ROC AUC ${formatWithInterval(auc)}); ${lift}.`;
}
