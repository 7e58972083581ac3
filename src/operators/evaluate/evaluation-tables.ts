import type { ResultTable, ResultValue } from '../../data/answer';
import { formatShare } from '../../data/format';
import { confusionAt } from '../../methods/evaluate/confusion-at';
import {
  findScore,
  type BinaryEvaluation,
  type Comparison,
  type Evaluation,
  type MulticlassModel,
} from '../../methods/evaluate/evaluation';
import { metrics, metricsOf } from '../../methods/evaluate/metrics';
import { formatPValue } from '../train/model-words';
import type { EvaluationResult } from './run-evaluation';
import {
  formatDifference,
  formatDifferenceInterval,
  formatScore,
  formatWithInterval,
} from './score-words';

const thresholds = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95];

/** Every metric of every model with its interval, the comparisons, and what the task adds. */
export function tabulateEvaluation({ evaluation }: EvaluationResult): ResultTable[] {
  const tables = [scoreTable(evaluation), comparisonTable(evaluation)];
  if (evaluation.task === 'binary') tables.push(thresholdTable(evaluation));
  if (evaluation.task === 'multiclass') {
    tables.push(classTable(evaluation.models[evaluation.best]!));
  }
  return tables.filter((table) => table.rows.length > 0);
}

function scoreTable({ task, models }: Evaluation): ResultTable {
  const used = metricsOf(task).filter((metric) => findScore(models[0]!, metric));
  return {
    title: 'Scores',
    columns: [
      { label: 'Score', format: 'text' },
      ...models.map(({ name }) => ({ label: name, format: 'text' as const })),
      { label: 'Better', format: 'text' },
      { label: 'What it says', format: 'text' },
    ],
    rows: used.map((metric) => [
      metrics[metric].label,
      ...models.map((model) => formatWithInterval(findScore(model, metric)!)),
      metrics[metric].better,
      metrics[metric].help,
    ]),
    note: 'In parentheses: 95 % bootstrap intervals. Conventions are those of scikit-learn.',
  };
}

function comparisonTable(evaluation: Evaluation): ResultTable {
  const { comparisons, againstBaseline, models } = evaluation;
  const row = (pair: Comparison): ResultValue[] => [
    models[pair.better]!.name,
    models[pair.worse]!.name,
    metrics[pair.metric].label,
    formatDifference(pair.metric, pair.difference),
    formatDifferenceInterval(pair.metric, pair),
    formatPValue(pair.correctedP),
  ];
  return {
    title: 'Comparisons on the same rows',
    columns: [
      { label: 'Better', format: 'text' },
      { label: 'Than', format: 'text' },
      { label: 'By', format: 'text' },
      { label: 'Difference', format: 'text' },
      { label: '95 % interval', format: 'text' },
      { label: 'p', format: 'text', help: 'Two-sided, corrected for the number of comparisons.' },
    ],
    rows: [...comparisons, ...againstBaseline].map(row),
    note: 'Paired bootstrap: both models are scored on the same resampled rows. p-values are corrected (Holm) within the comparisons with the best model, and within those with the baseline.',
  };
}

function thresholdTable(evaluation: BinaryEvaluation): ResultTable {
  const { best, models, positive } = evaluation;
  return {
    title: `What a threshold does: ${models[best]!.name}`,
    columns: [
      { label: 'Threshold', format: 'number' },
      {
        label: 'Called so',
        format: 'text',
        help: `Share of the rows that are called ${positive}.`,
      },
      { label: 'Precision', format: 'text', help: metrics.precision.help },
      { label: 'Recall', format: 'text', help: metrics.recall.help },
      { label: 'F1', format: 'text', help: metrics.f1.help },
      { label: 'Accuracy', format: 'text', help: metrics.accuracy.help },
      { label: 'Found', format: 'integer', help: 'True positives.' },
      { label: 'False alarms', format: 'integer', help: 'False positives.' },
      { label: 'Missed', format: 'integer', help: 'False negatives.' },
    ],
    rows: thresholds.map((threshold) => {
      const at = confusionAt(evaluation, best, threshold);
      return [
        threshold,
        formatShare(at.selectionRate),
        formatScore('precision', at.precision),
        formatScore('recall', at.recall),
        formatScore('f1', at.f1),
        formatScore('accuracy', at.accuracy),
        at.truePositives,
        at.falsePositives,
        at.falseNegatives,
      ];
    }),
    note: 'A row is called positive where its probability is at or above the threshold.',
  };
}

function classTable({ classes, name }: MulticlassModel): ResultTable {
  return {
    title: `By class: ${name}`,
    columns: [
      { label: 'Class', format: 'text' },
      { label: 'Rows', format: 'integer' },
      { label: 'Predicted', format: 'integer', help: 'Rows that are called so.' },
      { label: 'Precision', format: 'text', help: 'Of the rows called so, the share that are.' },
      { label: 'Recall', format: 'text', help: 'Of the rows of the class, the share found.' },
      { label: 'F1', format: 'text' },
      { label: 'ROC AUC', format: 'text', help: 'This class against all others.' },
    ],
    rows: classes.map((each) => [
      each.label,
      each.rows,
      each.predicted,
      formatScore('precision', each.precision),
      formatScore('recall', each.recall),
      formatScore('f1', each.f1),
      formatScore('roc-auc', each.rocAuc),
    ]),
    note: 'In averages a precision that is not defined counts 0, as in scikit-learn.',
  };
}
