import type { ResultTable } from '../../data/answer';
import type { Model } from '../../data/model';
import { drawQuality } from '../../figures/train/draw-quality';
import { defineOperator, one, optional } from '../contract';
import { choice } from '../params';
import {
  comparedNames,
  describeModel,
  proposeAfterTraining,
  tabulateQuality,
} from './describe-model';
import { learnerParams } from './train-params';
import { explainUnfitTable, trainingCost } from './training-limits';
import { learnedColumns } from './learned-columns';

export default defineOperator({
  id: 'train.baseline',
  version: 1,
  topic: 'train',
  title: 'Baseline',
  question: 'How far does one get without a model?',
  inputs: {
    table: one('table', 'Table'),
    split: optional('split', 'Split'),
    features: optional('features', 'Feature set'),
  },
  params: {
    ...learnerParams,
    rule: choice({
      label: 'Rule',
      help: 'What a model has to beat.',
      default: 'one-rule',
      options: [
        {
          value: 'one-rule',
          label: 'Best single column',
          help: 'Says the most frequent class, or the mean, of each value of one column.',
        },
        {
          value: 'constant',
          label: 'Always the same',
          help: 'Says the most frequent class, or the mean.',
        },
      ],
    }),
  },
  output: 'model',
  worker: 'train',
  unavailable: ({ table }) => explainUnfitTable(table),
  columnsRead: learnedColumns,
  cost: ({ table }) => trainingCost(table, 0),
  run: async (inputs, params, context): Promise<Model> => {
    const [{ trainModel }, { fitConstant }, { fitOneRule }] = await Promise.all([
      import('./train-model'),
      import('../../methods/train/baseline'),
      import('../../methods/train/one-rule'),
    ]);
    return trainModel(inputs, params, context, 'round', async ({ features, target, rows }) => {
      const rule =
        params.rule === 'one-rule' ? fitOneRule(features, target, rows, params.seed) : undefined;
      return rule ?? fitConstant(target, rows);
    });
  },
  figures: (model) => [drawQuality(model.quality!, comparedNames(model))],
  describe: (model) =>
    describeModel(model, {
      unit: 'round',
      size: model.learner === 'one-rule' ? `a rule on ${model.columns[0]}` : 'one answer for all',
    }),
  table: (model): ResultTable[] => [tabulateQuality(model.quality!, comparedNames(model))],
  next: proposeAfterTraining,
});
