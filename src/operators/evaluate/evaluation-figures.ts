import { drawCalibration } from '../../figures/evaluate/calibration';
import { drawConfusion } from '../../figures/evaluate/confusion';
import { drawPredictedActual, drawResiduals } from '../../figures/evaluate/prediction-scatter';
import {
  drawGains,
  drawPrecisionRecall,
  drawRoc,
  type NamedCurve,
} from '../../figures/evaluate/threshold-curves';
import type { Figure } from '../../figures/figure';
import { confusionAt } from '../../methods/evaluate/confusion-at';
import type { Curve } from '../../methods/evaluate/curve';
import type {
  BinaryEvaluation,
  BinaryModel,
  MulticlassEvaluation,
} from '../../methods/evaluate/evaluation';
import { metrics, type MetricId } from '../../methods/evaluate/metrics';
import type { EvaluationResult } from './run-evaluation';
import { formatScore, getScore } from './score-words';

/** More models than this in one figure cannot be told apart. */
const mostModels = 8;

/** Curves of the models that learned, and the matrix or the scatter of the best. */
export function drawEvaluation({ evaluation, target }: EvaluationResult): Figure[] {
  if (evaluation.task === 'binary') return drawBinary(evaluation);
  if (evaluation.task === 'multiclass') return drawMulticlass(evaluation);
  const { name, predictedActual, residuals } = evaluation.models[evaluation.best]!;
  return [
    drawPredictedActual(predictedActual, name, target),
    drawResiduals(residuals, name, target),
  ];
}

function drawBinary(evaluation: BinaryEvaluation): Figure[] {
  const { positive, negative, best } = evaluation;
  const models = shownModels(evaluation.models);
  const name = `“${positive}”`;
  const { positives, negatives } = models[0]!.thresholds;
  const figures = [
    drawBinaryConfusion(evaluation, best, [positive, negative]),
    drawCalibration(models.map(calibrationOf), name),
  ];
  if (positives === 0) return figures;
  const named = (pick: (model: BinaryModel) => Curve, metric: MetricId): NamedCurve[] =>
    models.map((model) => ({ name: model.name, score: scoreText(model, metric), ...pick(model) }));
  const curves = [
    drawPrecisionRecall(
      named((model) => model.precisionRecall, 'pr-auc'),
      name,
      positives / (positives + negatives),
    ),
    drawGains(
      models.map((model) => ({
        name: model.name,
        score: `lift ${model.liftAtTenth.toFixed(1)} in the top tenth`,
        ...model.gains,
      })),
      name,
    ),
  ];
  if (negatives > 0)
    curves.unshift(
      drawRoc(
        named((model) => model.roc, 'roc-auc'),
        name,
      ),
    );
  return [...curves, ...figures];
}

function drawBinaryConfusion(
  evaluation: BinaryEvaluation,
  model: number,
  labels: [string, string],
): Figure {
  const { name, threshold } = evaluation.models[model]!;
  const counts = confusionAt(evaluation, model, threshold);
  const matrix = [
    [counts.truePositives, counts.falseNegatives],
    [counts.falsePositives, counts.trueNegatives],
  ];
  return drawConfusion(labels, matrix, `${name} at threshold ${threshold}`);
}

function drawMulticlass({ models, best }: MulticlassEvaluation): Figure[] {
  const { name, matrix } = models[best]!;
  return [
    drawConfusion(matrix.labels, matrix.counts, name),
    drawCalibration(shownModels(models).map(calibrationOf), 'the predicted class'),
  ];
}

function shownModels<M extends { isBaseline: boolean }>(models: readonly M[]): M[] {
  return models.filter((model) => !model.isBaseline).slice(0, mostModels);
}

function calibrationOf(
  model: BinaryModel | MulticlassEvaluation['models'][number],
): Parameters<typeof drawCalibration>[0][number] {
  const ece = getScore(model, 'ece').value;
  return {
    name: model.name,
    bins: model.calibration,
    score: `ECE ${formatScore('accuracy', ece)}`,
  };
}

function scoreText(model: BinaryModel, metric: MetricId): string {
  const label = metrics[metric].label.replace(/^(ROC|PR) /, '');
  return `${label} ${formatScore(metric, getScore(model, metric).value)}`;
}
