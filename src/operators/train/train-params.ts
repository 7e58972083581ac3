import { choice, column, columns, seed, toggle } from '../params';

/** Params that every learner has. */
export const learnerParams = {
  target: column({ label: 'Target', help: 'What the model should predict.' }),
  columns: columns({
    label: 'Columns',
    help: 'What it may look at. None chosen: all but the target, identifiers and constants. A feature set, where connected, wins.',
  }),
  task: choice({
    label: 'Task',
    help: 'Predict a class or a number.',
    default: 'auto',
    advanced: true,
    options: [
      {
        value: 'auto',
        label: 'Automatic',
        help: 'A number where the target has more than 20 distinct numbers, else a class.',
      },
      { value: 'classification', label: 'Class' },
      { value: 'regression', label: 'Number' },
    ],
  }),
  seed: seed(),
};

/** For learners of classes. */
export const balanceParam = toggle({
  label: 'Weigh classes equally',
  help: 'Rows of a rare class count more, so that each class counts the same. Probabilities are then no longer shares.',
  default: false,
  advanced: true,
});

/** For learners in tfjs. */
export const backendParam = choice({
  label: 'Backend',
  help: 'Where the arithmetic runs.',
  default: 'auto',
  advanced: true,
  options: [
    {
      value: 'auto',
      label: 'Quickest here',
      help: 'A few steps are timed on each before the training.',
    },
    { value: 'webgl', label: 'Graphics card (WebGL)' },
    { value: 'wasm', label: 'WebAssembly' },
    { value: 'cpu', label: 'JavaScript' },
  ],
});

/** For learners that scale numbers. */
export const scalingParam = choice({
  label: 'Scaling of numbers',
  help: 'Learned on the training rows.',
  default: 'standard',
  advanced: true,
  options: [
    { value: 'standard', label: 'Standard', help: '(value − mean) ÷ standard deviation' },
    {
      value: 'robust',
      label: 'Robust',
      help: '(value − median) ÷ interquartile range, less moved by outliers',
    },
  ],
});
