import type { ResultTable } from '../../data/answer';
import type { Figure } from '../../figures/figure';
import { countWords } from '../../data/format';
import type { Model } from '../../data/model';
import { drawHistory } from '../../figures/train/draw-history';
import { drawQuality } from '../../figures/train/draw-quality';
import { drawGains } from '../../figures/train/draw-weights';
import { boostedTreesDefaults } from '../../methods/train/boosted-trees-options';
import { gainShares } from '../../methods/train/predict-trees';
import type { Forest } from '../../methods/train/forest';
import { defineOperator, one, optional } from '../contract';
import { integer, number, toggle } from '../params';
import {
  comparedNames,
  describeModel,
  proposeAfterTraining,
  tabulateQuality,
} from './describe-model';
import { explainUnfitTable, trainingCost } from './training-limits';
import { balanceParam, learnerParams } from './train-params';
import { learnedColumns } from './learned-columns';

const defaults = boostedTreesDefaults;

export default defineOperator({
  id: 'train.boosted-trees',
  version: 1,
  topic: 'train',
  title: 'Boosted trees',
  question: 'How well can the target be predicted, with any shape of dependence?',
  inputs: {
    table: one('table', 'Table'),
    split: optional('split', 'Split'),
    features: optional('features', 'Feature set'),
  },
  params: {
    ...learnerParams,
    rounds: integer({
      label: 'Rounds',
      help: 'Most rounds. Each adds a tree, or one for each class where there are more than two.',
      default: defaults.rounds,
      min: 1,
      max: 5000,
    }),
    earlyStopping: toggle({
      label: 'Stop early',
      help: 'Stops when the loss on the validation rows no longer falls, and keeps the best round.',
      default: true,
    }),
    learningRate: number({
      label: 'Learning rate',
      help: 'How much each tree adds. Smaller needs more rounds and is often a little better.',
      default: defaults.learningRate,
      min: 0.001,
      max: 1,
      advanced: true,
    }),
    maxLeaves: integer({
      label: 'Leaves',
      help: 'Most leaves of a tree.',
      default: defaults.maxLeaves,
      min: 2,
      max: 1024,
      advanced: true,
    }),
    minLeafRows: integer({
      label: 'Rows in a leaf',
      help: 'Fewest training rows of a leaf.',
      default: defaults.minLeafRows,
      min: 1,
      max: 100_000,
      advanced: true,
    }),
    l2: number({
      label: 'L2',
      help: 'Penalty on the values of leaves.',
      default: defaults.l2,
      min: 0,
      max: 1000,
      advanced: true,
    }),
    patience: integer({
      label: 'Patience',
      help: 'Rounds without a better validation loss before it stops.',
      default: defaults.patience,
      min: 1,
      max: 1000,
      advanced: true,
    }),
    balance: balanceParam,
  },
  output: 'model',
  worker: 'train',
  unavailable: ({ table }) => explainUnfitTable(table),
  columnsRead: learnedColumns,
  cost: ({ table }, { rounds }) => trainingCost(table, 4e-9 * rounds),
  run: async (inputs, params, context): Promise<Model> => {
    const [{ trainModel }, { fitBoostedTrees }] = await Promise.all([
      import('./train-model'),
      import('../../methods/train/boosted-trees'),
    ]);
    const { rounds, learningRate, maxLeaves, minLeafRows, l2, earlyStopping } = params;
    const patience = earlyStopping ? params.patience : Infinity;
    const settings = { rounds, learningRate, maxLeaves, minLeafRows, l2, patience };
    return trainModel(
      inputs,
      params,
      context,
      'round',
      ({ features, target, rows }, common, onRound) =>
        fitBoostedTrees(features, target, rows, { ...settings, ...common }, onRound),
    );
  },
  figures: drawTrees,
  describe: (model) => describeModel(model, { unit: 'round', size: sizeWords(model) }),
  table: (model): ResultTable[] => [
    tabulateQuality(model.quality!, comparedNames(model)),
    {
      title: 'What the trees split on',
      columns: [
        { label: 'Column', format: 'text' },
        { label: 'Share of the gain', format: 'bar', help: 'Of the gain of all splits.' },
      ],
      rows: gainShares(model).map(({ column, share }) => [column, share]),
      note: 'Gain favours columns with many values; permutation importance on held-out rows does not.',
    },
  ],
  next: proposeAfterTraining,
});

function drawTrees(model: Model): Figure[] {
  const { task, history } = model;
  const gains = gainShares(model).map(({ column, share }) => ({ name: column, value: share }));
  const figures = [
    drawQuality(model.quality!, comparedNames(model)),
    drawHistory({ kind: 'training', task, unit: 'round', history }),
  ];
  return gains.some(({ value }) => value > 0) ? [...figures, drawGains(gains)] : figures;
}

function sizeWords({ parameters }: Model): string {
  const { roots, left } = parameters as Forest;
  const leaves = left.reduce((count, child) => count + (child < 0 ? 1 : 0), 0);
  return `${countWords(roots.length, 'tree')} with ${countWords(leaves, 'leaf', 'leaves')}`;
}
