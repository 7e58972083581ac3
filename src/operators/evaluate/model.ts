import { defineOperator, many, one } from '../contract';
import { choice, hidden, integer, seed, text, badParam } from '../params';
import { metricIds, metrics, type MetricId } from '../../methods/evaluate/metrics';
import { describeEvaluation } from './describe-evaluation';
import { drawEvaluation } from './evaluation-figures';
import { tabulateEvaluation } from './evaluation-tables';
import { findModelFault } from './model-faults';
import { proposeNext } from './next-steps';
import { runEvaluation, type EvaluationResult } from './run-evaluation';
import { modelColumns } from '../train/learned-columns';

export default defineOperator({
  id: 'evaluate.model',
  version: 1,
  topic: 'evaluate',
  title: 'How good it is',
  question: 'How good is the model, and is it better than guessing?',
  inputs: { models: many('model', 'Models'), table: one('table', 'Table') },
  params: {
    rows: choice({
      label: 'Rows',
      help: 'Which rows the models are judged on. Rows that a model learned from flatter it.',
      default: 'auto',
      options: [
        {
          value: 'auto',
          label: 'Held-out rows',
          help: 'Test rows of the split, or validation rows if none; every row of another table.',
        },
        { value: 'test', label: 'Test rows' },
        { value: 'validation', label: 'Validation rows' },
        { value: 'all', label: 'All rows of the table' },
      ],
    }),
    positive: text({
      label: 'Positive class',
      help: 'The value that is looked for, where there are two. Empty: the rarer one.',
      placeholder: 'the rarer one',
    }),
    metric: choice<MetricId | 'auto'>({
      label: 'Best by',
      help: 'The number that decides which model is best.',
      default: 'auto',
      advanced: true,
      options: [
        {
          value: 'auto',
          label: 'Automatic',
          help: 'ROC AUC for two classes, balanced accuracy for more, RMSE for numbers.',
        },
        ...metricIds.map((id) => ({ value: id, label: metrics[id].label, help: metrics[id].help })),
      ],
    }),
    threshold: hidden<number>({ default: 0.5, check: checkThreshold }),
    resamples: integer({
      label: 'Resamples',
      help: 'Bootstrap resamples of the rows, from which the 95 % intervals come.',
      default: 1000,
      min: 100,
      max: 10_000,
      advanced: true,
    }),
    seed: seed(),
  },
  output: 'evaluation',
  unavailable: ({ models, table }) => findModelFault(models, table),
  columnsRead: ({ models }) => modelColumns(models),
  cost: ({ models, table }, { resamples }) => {
    const columns = new Set(models.flatMap((model) => model.columns)).size + 1;
    const visits = table.rowCount * (models.length + 1);
    return {
      rows: table.rowCount,
      bytes: table.rowCount * columns * 8,
      seconds: 0.1 + visits * (5e-6 + 2e-9 * resamples),
    };
  },
  run: ({ models, table }, params, context): Promise<EvaluationResult> =>
    runEvaluation(models, table, params, context),
  describe: (result) => describeEvaluation(result),
  figures: (result) => drawEvaluation(result),
  table: (result) => tabulateEvaluation(result),
  next: (result) => proposeNext(result),
});

function checkThreshold(value: unknown, name: string): number {
  if (typeof value === 'number' && value >= 0 && value <= 1) return value;
  throw badParam(name, value, 'give a number from 0 to 1');
}
