import type { ResultTable } from '../../data/answer';
import { formatCount } from '../../data/format';
import type { Model } from '../../data/model';
import type { Figure } from '../../figures/figure';
import { drawHistory } from '../../figures/train/draw-history';
import { drawQuality } from '../../figures/train/draw-quality';
import { drawCoefficients } from '../../figures/train/draw-weights';
import { coefficients, type Coefficient } from '../../methods/train/coefficients';
import type { DenseNetwork } from '../../methods/train/dense-network';
import { linearModelDefaults } from '../../methods/train/linear-options';
import { defineOperator, one, optional } from '../contract';
import { integer, number } from '../params';
import {
  comparedNames,
  describeModel,
  proposeAfterTraining,
  tabulateQuality,
} from './describe-model';
import { backendParam, balanceParam, learnerParams, scalingParam } from './train-params';
import { explainUnfitTable, trainingCost } from './training-limits';
import { learnedColumns } from './learned-columns';

const defaults = linearModelDefaults;

/** Most rows of the table of weights. */
const mostWeights = 200;

export default defineOperator({
  id: 'train.linear',
  version: 1,
  topic: 'train',
  title: 'Linear model',
  question: 'How well can the target be predicted by adding up what each column says?',
  inputs: {
    table: one('table', 'Table'),
    split: optional('split', 'Split'),
    features: optional('features', 'Feature set'),
  },
  params: {
    ...learnerParams,
    l2: number({
      label: 'L2',
      help: 'Penalty on the squared weights: alpha of a ridge regression, 1 ÷ C of a logistic regression.',
      default: defaults.l2,
      min: 0,
      max: 1e6,
      advanced: true,
    }),
    iterations: integer({
      label: 'Steps',
      help: 'Most steps of the search for the minimum.',
      default: defaults.iterations,
      min: 1,
      max: 10_000,
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
  cost: ({ table }) => trainingCost(table, 1e-6),
  run: async (inputs, params, context): Promise<Model> => {
    const [{ trainModel }, { learnLinear }] = await Promise.all([
      import('./train-model'),
      import('./learn-linear'),
    ]);
    return trainModel(inputs, params, context, 'step', learnLinear(params, context));
  },
  figures: drawLinear,
  describe: (model) => describeModel(model, { unit: 'step', size: sizeWords(model) }),
  table: (model): ResultTable[] => [
    tabulateQuality(model.quality!, comparedNames(model)),
    tabulateWeights(model),
  ],
  next: proposeAfterTraining,
});

function drawLinear(model: Model): Figure[] {
  const { task, history } = model;
  const weights = coefficients(model);
  const bars = weights.map((each) => ({ name: weightName(model, each), value: each.weight }));
  return [
    drawQuality(model.quality!, comparedNames(model)),
    ...(bars.length > 0 ? [drawCoefficients(bars, weightUnit(model))] : []),
    drawHistory({ kind: 'training', task, unit: 'step', history }),
  ];
}

function tabulateWeights(model: Model): ResultTable {
  const weights = coefficients(model);
  const cut =
    weights.length > mostWeights
      ? ` The ${mostWeights} largest of ${formatCount(weights.length)}.`
      : '';
  return {
    title: 'Weights',
    columns: [
      { label: 'Prepared column', format: 'text' },
      { label: 'Weight', format: 'number', help: weightUnit(model) },
    ],
    rows: weights.slice(0, mostWeights).map((each) => [weightName(model, each), each.weight]),
    note: `Numbers are scaled, so that weights can be compared; categories are 0 or 1.${cut}`,
  };
}

function weightName({ task, classes }: Model, { name, output }: Coefficient): string {
  return task === 'multiclass' ? `${classes[output]}: ${name}` : name;
}

function weightUnit({ task, target, classes }: Model): string {
  if (task === 'regression') return `change of ${target} by one standard deviation of the column`;
  if (task === 'binary') return `change of the log-odds of ${classes[1]} by one standard deviation`;
  return 'change of the log-weight of the class by one standard deviation';
}

function sizeWords({ learner, parameters }: Model): string {
  const { inputs } = (parameters as DenseNetwork).layers[0]!;
  const kind = learner === 'linear' ? 'ridge regression' : 'logistic regression';
  return `a ${kind} with ${formatCount(inputs)} prepared columns`;
}
