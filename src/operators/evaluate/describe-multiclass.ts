import type { Statement } from '../../data/answer';
import { countWords, formatCount, formatShare } from '../../data/format';
import type { MulticlassEvaluation, MulticlassModel } from '../../methods/evaluate/evaluation';
import { quoted } from '../train/model-words';
import { accuracyWords, otherModels } from './describe-accuracy';
import { describeCalibration } from './describe-calibration';
import { beatsBaseline, describeBaselineFailures, describeComparison } from './describe-comparison';
import { formatWithInterval, getScore } from './score-words';
import type { EvaluationResult } from './run-evaluation';

/** Many classes: accuracy against the baseline, averages over classes, the weakest, the mistakes, comparison. */
export function describeMulticlass(
  result: EvaluationResult,
  evaluation: MulticlassEvaluation,
): Statement[] {
  const best = evaluation.models[evaluation.best]!;
  const beats = beatsBaseline(evaluation, evaluation.best, 'accuracy');
  const baseline = `always saying ${quoted(String(result.baseline.answer))}`;
  return [
    { level: beats ? 'good' : 'warning', text: accuracyWords(result, evaluation) },
    ...describeBaselineFailures(evaluation, 'accuracy', baseline),
    { level: 'info', text: averageWords(best) },
    ...describeMistakes(best),
    ...describeCut(best),
    ...describeCalibration(best, 'the predicted class'),
    ...describeComparison(evaluation),
    ...otherModels(evaluation),
  ];
}

function averageWords(model: MulticlassModel): string {
  const [balanced, f1] = [getScore(model, 'balanced-accuracy'), getScore(model, 'macro-f1')];
  const occurring = model.classes.filter((each) => each.rows > 0).length;
  const rest =
    occurring < model.classes.length
      ? ` ${countWords(model.classes.length - occurring, 'class', 'classes')} of ${formatCount(model.classes.length)} do not occur in these rows.`
      : '';
  return `With every class weighing the same: ${formatWithInterval(balanced)} found (balanced accuracy), F1 ${formatWithInterval(f1)} (macro).${rest}`;
}

function describeMistakes({ classes, confusions }: MulticlassModel): Statement[] {
  const [first] = confusions;
  if (!first) return [];
  const occurring = classes.filter((each) => each.rows > 0);
  const weakest = occurring.reduce((worst, each) => (each.recall < worst.recall ? each : worst));
  const found = `${formatShare(weakest.recall)} of its ${countWords(weakest.rows, 'row')} ${weakest.rows === 1 ? 'is' : 'are'} found`;
  const mistake = `${quoted(first.actual)} taken for ${quoted(first.predicted)}, ${countWords(first.rows, 'row')}`;
  return [
    {
      level: 'info',
      text: `Weakest class: ${quoted(weakest.label)}, ${found}. Most frequent mistake: ${mistake}.`,
    },
  ];
}

function describeCut({ matrix, classes }: MulticlassModel): Statement[] {
  if (matrix.otherClasses === 0) return [];
  const text = `The confusion matrix shows the ${matrix.labels.length - 1} largest of ${formatCount(classes.length)} classes; the other ${formatCount(matrix.otherClasses)} stand together. The table has them all.`;
  return [{ level: 'info', text }];
}
