import type { ResultTable } from '../../data/answer';
import { formatCount } from '../../data/format';
import type { Model } from '../../data/model';
import { drawHistory } from '../../figures/train/draw-history';
import { drawQuality } from '../../figures/train/draw-quality';
import type { DenseNetwork } from '../../methods/train/dense-network';
import { neuralNetworkDefaults } from '../../methods/train/network-options';
import { defineOperator, one, optional } from '../contract';
import { integer, number, toggle } from '../params';
import {
  comparedNames,
  describeModel,
  proposeAfterTraining,
  tabulateQuality,
} from './describe-model';
import { hiddenParam, parseHidden } from './hidden-layers';
import { backendParam, balanceParam, learnerParams, scalingParam } from './train-params';
import { explainUnfitTable, trainingCost } from './training-limits';
import { learnedColumns } from './learned-columns';

const defaults = neuralNetworkDefaults;

export default defineOperator({
  id: 'train.neural-network',
  version: 1,
  topic: 'train',
  title: 'Neural network',
  question: 'How well can the target be predicted by a neural network?',
  inputs: {
    table: one('table', 'Table'),
    split: optional('split', 'Split'),
    features: optional('features', 'Feature set'),
  },
  params: {
    ...learnerParams,
    hidden: hiddenParam,
    epochs: integer({
      label: 'Epochs',
      help: 'Most times that it sees all training rows. It stops before when the validation loss no longer falls.',
      default: defaults.epochs,
      min: 1,
      max: 10_000,
    }),
    learningRate: number({
      label: 'Learning rate',
      help: 'How far a step goes. Lower it when the training fails.',
      default: defaults.learningRate,
      min: 1e-6,
      max: 1000,
      advanced: true,
    }),
    searchRate: toggle({
      label: 'Search the learning rate',
      help: 'Tries five learning rates for five epochs each and takes the best.',
      default: false,
      advanced: true,
    }),
    batchSize: integer({
      label: 'Batch size',
      help: 'Most rows in a step; 0 chooses by the number of training rows.',
      default: defaults.batchSize,
      min: 0,
      max: 65_536,
      advanced: true,
    }),
    l2: number({
      label: 'L2',
      help: 'Penalty on the squared weights.',
      default: defaults.l2,
      min: 0,
      max: 100,
      advanced: true,
    }),
    dropout: number({
      label: 'Dropout',
      help: 'Share of hidden units that are left out at random in each step.',
      default: defaults.dropout,
      min: 0,
      max: 0.9,
      advanced: true,
    }),
    patience: integer({
      label: 'Patience',
      help: 'Epochs without a better validation loss before it stops.',
      default: defaults.patience,
      min: 1,
      max: 1000,
      advanced: true,
    }),
    scaling: scalingParam,
    balance: balanceParam,
    backend: backendParam,
  },
  output: 'model',
  worker: 'train',
  unavailable: ({ table }) => explainUnfitTable(table),
  columnsRead: learnedColumns,
  cost: ({ table }, { epochs }) => trainingCost(table, 1e-7 * Math.min(epochs, 60)),
  run: async (inputs, params, context): Promise<Model> => {
    const [{ trainModel }, { learnNetwork }] = await Promise.all([
      import('./train-model'),
      import('./learn-network'),
    ]);
    return trainModel(inputs, params, context, 'epoch', learnNetwork(params, context));
  },
  figures: (model) => [
    drawQuality(model.quality!, comparedNames(model)),
    drawHistory({ kind: 'training', task: model.task, unit: 'epoch', history: model.history }),
  ],
  describe: (model, { hidden }) =>
    describeModel(model, { unit: 'epoch', size: sizeWords(model, parseHidden(hidden)) }),
  table: (model): ResultTable[] => [tabulateQuality(model.quality!, comparedNames(model))],
  next: proposeAfterTraining,
});

function sizeWords({ parameters }: Model, hidden: number[]): string {
  const { layers } = parameters as DenseNetwork;
  const weights = layers.reduce((sum, layer) => sum + layer.weights.length + layer.bias.length, 0);
  const shape = hidden.length > 0 ? `${hidden.join(' and ')} hidden units` : 'no hidden units';
  return `a network with ${shape} and ${formatCount(weights)} weights over ${formatCount(layers[0]!.inputs)} prepared columns`;
}
