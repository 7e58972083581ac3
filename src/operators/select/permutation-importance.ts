import type { ResultTable, Statement } from '../../data/answer';
import { formatCount, formatNumber } from '../../data/format';
import { drawImportance } from '../../figures/select/importance-bars';
import { metrics } from '../../methods/evaluate/metrics';
import { defineOperator, one } from '../contract';
import { choice, integer, number, seed } from '../params';
import { findModelFault } from '../evaluate/model-faults';
import { joinWords, nameSome } from './list-words';
import { measureImportance, type MeasuredImportance } from './measure-importance';
import { modelColumns } from '../train/learned-columns';

const metricOptions = [
  { value: 'auto', label: 'Usual for the target', help: 'ROC AUC, balanced accuracy, or R².' },
  ...(['roc-auc', 'accuracy', 'balanced-accuracy', 'log-loss', 'r2', 'rmse', 'mae'] as const).map(
    (value) => ({ value, label: metrics[value].label, help: metrics[value].help }),
  ),
] as const;

export default defineOperator({
  id: 'select.permutation-importance',
  version: 1,
  topic: 'select',
  title: 'What the model uses',
  question: 'Which columns does the model need?',
  inputs: { model: one('model', 'Model'), table: one('table', 'Table') },
  params: {
    metric: choice({
      label: 'Score',
      help: 'The score whose fall is measured.',
      default: 'auto',
      options: metricOptions,
    }),
    repeats: integer({
      label: 'Repeats',
      help: 'How often each column is shuffled.',
      default: 5,
      min: 1,
      max: 100,
    }),
    threshold: number({
      label: 'Together from association',
      help: 'Columns whose mean association is at least this are also shuffled together.',
      default: 0.7,
      min: 0.1,
      max: 1,
      step: 0.05,
      advanced: true,
    }),
    seed: seed(),
  },
  output: 'report',
  unavailable: ({ model, table }) => findModelFault([model], table),
  columnsRead: ({ model }) => modelColumns([model]),
  cost: ({ model, table }, { repeats }) => ({
    rows: table.rowCount,
    bytes: 8 * table.rowCount * model.columns.length,
    seconds: (Math.min(20_000, table.rowCount) * model.columns.length * repeats) / 5e4,
  }),
  run: ({ model, table }, params, context): Promise<MeasuredImportance> =>
    measureImportance(context, model, table, params),
  figures: ({ columns, groups, metric }) => {
    const bars = [...columns, ...groups].map(({ columns: names, mean, std }) => ({
      label: names.join(' + '),
      mean,
      std,
      isGroup: names.length > 1,
    }));
    return bars.length === 0 ? [] : [drawImportance(bars, metrics[metric].label)];
  },
  describe: describeImportance,
  table: tabulateImportance,
  next: ({ target }: MeasuredImportance) => [
    {
      question: 'Which columns shall I use?',
      operator: 'select.feature-set',
      params: { target },
      inputs: { table: 'table' },
    },
  ],
});

/** Beyond chance where the mean is above two standard errors of the repeats. */
function isUsed({ mean, drops, std }: MeasuredImportance['columns'][number]): boolean {
  const spread = drops.length > 1 ? std * Math.sqrt(drops.length / (drops.length - 1)) : std;
  return mean > 0 && mean > (2 * spread) / Math.sqrt(drops.length);
}

function describeImportance(result: MeasuredImportance): Statement[] {
  const { columns, groups, metric, base, learner, target } = result;
  const score = metrics[metric].label;
  const used = columns.filter(isUsed);
  const listed = used
    .slice(0, 3)
    .map(({ columns: [name], mean, std }) => `${name} (${formatFall(mean, std)})`);
  const rule = `Fall of ${score} (${formatNumber(base, 4)} with all columns) when a column's values are dealt to other rows: mean ± standard deviation of ${result.repeats} repeats, ${describeRows(result)}.`;
  const head: Statement =
    used.length === 0
      ? {
          level: 'warning',
          text: `The model (${learner}) uses no column of its own to predict ${target}. ${rule}`,
        }
      : { level: 'good', text: `The model needs ${joinWords(listed)} most. ${rule}` };
  const unused = columns.filter((column) => !isUsed(column)).map(({ columns: [name] }) => name);
  const statements = [head];
  if (unused.length > 0 && used.length > 0) {
    statements.push({
      level: 'info',
      text: `Shuffling ${nameSome(unused)} alone costs nothing that chance would not.`,
    });
  }
  for (const { columns: names, mean, std } of groups) {
    const alone = names.map((name) =>
      formatNumber(columns.find((each) => each.columns[0] === name)?.mean ?? NaN, 2),
    );
    statements.push({
      level: 'info',
      text: `${joinWords(names)} say much the same and hide each other: alone ${joinWords(alone)}, together ${formatFall(mean, std)}.`,
    });
  }
  if (result.hasTrainingRows) {
    const text =
      'Some of these rows the model has learned from, so the falls flatter columns learned by heart.';
    statements.push({ level: 'warning', text });
  }
  return statements;
}

function describeRows({ rows, rowsOf, part }: MeasuredImportance): string {
  const words = part === 'all' ? 'rows' : `held-out ${part} rows`;
  return rows < rowsOf
    ? `sampled, ${formatCount(rows)} of ${formatCount(rowsOf)} ${words}`
    : `${formatCount(rows)} ${words}`;
}

function formatFall(mean: number, std: number): string {
  return `${formatNumber(mean, 3)} ± ${formatNumber(std, 2)}`;
}

function tabulateImportance({ columns, groups, metric }: MeasuredImportance): ResultTable[] {
  return [
    {
      columns: [
        { label: 'Shuffled', format: 'text' },
        {
          label: 'Fall',
          format: 'bar',
          help: `Of ${metrics[metric].label}; below 0 the model does better without.`,
        },
        {
          label: '± std',
          format: 'number',
          help: 'Standard deviation over the repeats (population).',
        },
      ],
      rows: [...columns, ...groups].map(({ columns: names, mean, std }) => [
        names.join(' + '),
        mean,
        std,
      ]),
      note: 'Columns one by one, then clusters of columns that say much the same, shuffled together.',
    },
  ];
}
