import { drawSplit } from '../../figures/train/draw-split';
import { defineOperator, one } from '../contract';
import { choice, number, optionalColumn, seed } from '../params';
import { describeSplit, tabulateSplit } from './describe-split';
import type { SplitResult } from './split-rows';

export default defineOperator({
  id: 'train.split',
  version: 1,
  topic: 'train',
  title: 'Split',
  question: 'Which rows train, and which are kept to judge by?',
  inputs: { table: one('table', 'Table') },
  params: {
    target: optionalColumn({
      label: 'Target',
      help: 'What will be predicted. Rows without it are left out; split by chance, its shares are kept alike in all parts.',
    }),
    method: choice({
      label: 'Method',
      help: 'How rows are assigned.',
      default: 'random',
      options: [
        { value: 'random', label: 'By chance', help: 'Where rows do not depend on each other.' },
        {
          value: 'group',
          label: 'By group',
          help: 'Where several rows are of one person, machine or place: none is in two parts.',
        },
        {
          value: 'time',
          label: 'By time',
          help: 'Where the future is to be predicted: the latest rows test.',
        },
      ],
    }),
    column: optionalColumn({
      label: 'Group or time',
      help: 'The column that groups or orders the rows. Not used when split by chance.',
    }),
    train: number({
      label: 'Training',
      help: 'Rows to learn from.',
      default: 70,
      min: 1,
      max: 100,
      unit: '%',
    }),
    validation: number({
      label: 'Validation',
      help: 'Rows that tell a learner when to stop, and compare models. The rest is kept for testing.',
      default: 15,
      min: 0,
      max: 99,
      unit: '%',
    }),
    seed: seed(),
  },
  output: 'split',
  unavailable: ({ table }) => (table.rowCount === 0 ? 'The table has no rows.' : undefined),
  columnsRead: (_, { target, column: ordering, method }) =>
    [target, method === 'random' ? null : ordering].filter((name) => name !== null),
  cost: ({ table }) => ({
    rows: table.rowCount,
    bytes: 12 * table.rowCount,
    seconds: table.rowCount * 3e-7,
  }),
  run: async ({ table }, params, context): Promise<SplitResult> => {
    const { splitRows } = await import('./split-rows');
    return splitRows(table, params, context);
  },
  figures: ({ strata, target }) =>
    strata && target ? [drawSplit(strata.labels, strata.counts, target)] : [],
  describe: describeSplit,
  table: tabulateSplit,
  next: ({ target }) => [
    {
      question: 'How well can it be predicted?',
      operator: 'train.boosted-trees',
      params: target ? { target } : {},
      inputs: { table: 'table', split: 'self' },
    },
  ],
});
