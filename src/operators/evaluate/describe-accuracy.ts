import type { Statement } from '../../data/answer';
import type {
  BinaryEvaluation,
  MulticlassEvaluation,
  RegressionEvaluation,
} from '../../methods/evaluate/evaluation';
import type { MetricId } from '../../methods/evaluate/metrics';
import { quoted } from '../train/model-words';
import { rowsWords } from './describe-rows';
import { formatInterval, formatScore, formatWithInterval, getScore, verb } from './score-words';
import type { EvaluationResult } from './run-evaluation';

/** The answer for classes in one sentence: share right, interval, rows, baseline. */
export function accuracyWords(
  result: EvaluationResult,
  { models, best }: BinaryEvaluation | MulticlassEvaluation,
): string {
  const { name } = models[best]!;
  const accuracy = getScore(models[best]!, 'accuracy');
  const right = `${formatScore('accuracy', accuracy.value)} right (${formatInterval('accuracy', accuracy)})`;
  const baseline = formatScore('accuracy', getScore(models.at(-1)!, 'accuracy').value);
  const answer = quoted(String(result.baseline.answer));
  return `${name} ${verb(name, 'get', 'gets')} ${right} on ${rowsWords(result)}; always saying ${answer} gets ${baseline}.`;
}

/** The plain score of every further model, in one statement; nothing with one model. */
export function otherModels(
  evaluation: BinaryEvaluation | MulticlassEvaluation | RegressionEvaluation,
): Statement[] {
  const metric: MetricId = evaluation.task === 'regression' ? 'mae' : 'accuracy';
  const others = evaluation.models.filter(
    (model, index) => !model.isBaseline && index !== evaluation.best,
  );
  if (others.length === 0) return [];
  const words = metric === 'mae' ? 'off' : 'right';
  const parts = others.map(
    (model) => `${model.name} ${formatWithInterval(getScore(model, metric))} ${words}`,
  );
  return [{ level: 'info', text: `Beside it: ${parts.join('; ')}.` }];
}
