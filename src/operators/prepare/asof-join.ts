import type { ResultTable, Statement } from '../../data/answer';
import { countWords, formatCount, formatShare } from '../../data/format';
import type { TableInfo } from '../../data/table';
import { drawHistogram, type Bins } from '../../figures/profile/histogram';
import { asofAgesQuery, asofJoinQuery, asofOutcomesQuery } from '../../methods/prepare/asof-join';
import { defineOperator, one } from '../contract';
import { choice, column, columns, number, optionalColumn } from '../params';
import { planAsofJoin, timeKinds } from './asof-plan';
import { chooseAgeUnit } from './age-unit';

/** Labels with the features that were known at their time. */
export interface AsofResult {
  table: TableInfo;
  /** Label rows by what became of them. */
  outcomes: { outcome: string; rows: number }[];
  /** Label rows for which fresher features were there that became known only later. */
  refused: number;
  /** Ages of what was matched, in `unit`; nothing where nothing was. */
  ages: { bins: Bins; median: number; unit: string } | undefined;
  keys: string[];
  brought: number;
}

const bins = 30;

export default defineOperator({
  id: 'prepare.asof-join',
  version: 1,
  topic: 'prepare',
  title: 'Point-in-time join',
  question: 'What was known of each row at its time?',
  inputs: { labels: one('table', 'Labels'), features: one('table', 'Features') },
  params: {
    eventTime: column({
      label: 'Time of a label',
      help: 'Features are brought as they were known then.',
      input: 'labels',
      kinds: timeKinds,
    }),
    featureTime: column({
      label: 'Time of a feature',
      help: 'From when on its values hold.',
      input: 'features',
      kinds: timeKinds,
    }),
    keys: columns({
      label: 'Keys',
      none: 'Names in both',
      help: 'Columns of the labels that say whom a row is about; the features have them under the same names. None means all names that both tables have, times aside.',
      input: 'labels',
    }),
    createdTime: optionalColumn({
      label: 'Known since',
      help: 'When a row of features became known: what became known after the label is refused, and of rows for the same time the one known last counts.',
      input: 'features',
      kinds: timeKinds,
    }),
    maxAge: number({
      label: 'Oldest',
      help: 'Features older than this are not brought. 0 means any age.',
      default: 0,
      min: 0,
    }),
    maxAgeUnit: choice({
      label: 'in',
      default: 'days',
      options: [
        { value: 'seconds', label: 'seconds' },
        { value: 'minutes', label: 'minutes' },
        { value: 'hours', label: 'hours' },
        { value: 'days', label: 'days' },
      ],
      help: 'Where times are numbers, the oldest is in their own unit.',
    }),
    columns: columns({
      label: 'Features',
      none: 'All others',
      help: 'Columns to bring. None means all but keys and times.',
      input: 'features',
    }),
  },
  output: 'table',
  unavailable: ({ features }) =>
    features.columns.length < 2 ? 'The features need a time and a value at least.' : undefined,
  cost: ({ labels, features }) => {
    const rows = labels.rowCount + features.rowCount;
    return { rows, bytes: 0, seconds: rows / 1e6 };
  },
  run: async ({ labels, features }, params, context): Promise<AsofResult> => {
    const join = planAsofJoin(labels, features, params);
    const table = await context.createTable(asofJoinQuery(join));
    context.progress(0.6, 'Counting what was found');
    const counted = await context.query(asofOutcomesQuery(join));
    const rows = counted.numbers('rows');
    const outcomes = counted.texts('outcome').map((outcome, index) => ({
      outcome: outcome!,
      rows: rows[index]!,
    }));
    const refused = counted.numbers('refused').reduce((sum, count) => sum + count, 0);
    const ages = readAges(await context.query(asofAgesQuery(join, bins)), join.isDate);
    const { keys } = join.labels;
    return {
      table,
      outcomes,
      refused,
      ages,
      keys: [...keys],
      brought: join.features.columns.length,
    };
  },
  value: ({ table }) => table,
  describe: (result) => describe(result),
  figures: ({ ages }) =>
    ages
      ? [
          drawHistogram(`Age of the features, in ${ages.unit}`, ages.bins, {
            scale: 'number',
            whole: false,
            median: ages.median,
          }),
        ]
      : [],
  table: ({ outcomes }) => [outcomeTable(outcomes)],
  next: () => [
    {
      question: 'What is in this table?',
      operator: 'profile.table',
      params: {},
      inputs: { table: 'self' },
    },
  ],
});

const meanings = new Map([
  ['matched', 'features found'],
  ['too old', 'the latest features are older than allowed'],
  ['known later', 'features were there, but became known only after the label'],
  ['only later', 'all features are of a later time'],
  ['no entity', 'no features of these keys'],
  ['no time', 'the label has no time'],
]);

function outcomeTable(outcomes: AsofResult['outcomes']): ResultTable {
  const total = outcomes.reduce((sum, { rows }) => sum + rows, 0);
  return {
    title: 'Label rows',
    columns: [
      { label: 'outcome', format: 'text' },
      { label: 'rows', format: 'integer' },
      { label: 'share', format: 'share' },
    ],
    rows: [...meanings].flatMap(([outcome, words]) => {
      const rows = outcomes.find((each) => each.outcome === outcome)?.rows ?? 0;
      return rows === 0 ? [] : [[words, rows, rows / total]];
    }),
  };
}

function describe({ outcomes, refused, keys, brought, table }: AsofResult): Statement[] {
  const matched = outcomes.find(({ outcome }) => outcome === 'matched')?.rows ?? 0;
  const share = table.rowCount === 0 ? 0 : matched / table.rowCount;
  const by =
    keys.length === 0
      ? 'without keys'
      : `by ${keys.slice(0, 4).join(', ')}${keys.length > 4 ? ', …' : ''}`;
  const statements: Statement[] = [
    {
      level: share > 0.5 ? 'good' : 'warning',
      text: `${formatCount(matched)} of ${countWords(table.rowCount, 'label row')} (${formatShare(share)}) found features, ${by}: ${countWords(brought, 'column')} as known at the time of each row. Every label row is kept once.`,
    },
  ];
  if (refused > 0) {
    statements.push({
      level: 'warning',
      text: `For ${countWords(refused, 'label row')} fresher features were there that became known only later. They were refused: a model could not have had them then.`,
    });
  }
  return statements;
}

function readAges(
  answer: { rowCount: number; numbers(name: string): Float64Array },
  isDate: boolean,
): AsofResult['ages'] {
  if (answer.rowCount === 0) return undefined;
  const [low, high, middle] = ['low', 'high', 'middle'].map((name) => answer.numbers(name)[0]!);
  const { unit, size } = isDate ? chooseAgeUnit(high!) : { unit: 'units of the time', size: 1 };
  const [from, to] = [low! / size, high! / size];
  const isOne = to === from;
  const count = isOne ? 1 : bins;
  const width = isOne ? 1 : (to - from) / count;
  const counts = Array.from({ length: count }, () => 0);
  const rows = answer.numbers('rows');
  answer.numbers('bin').forEach((bin, index) => (counts[bin] = rows[index]!));
  const start = isOne ? from - 0.5 : from;
  const edges = Array.from({ length: count + 1 }, (_, edge) => start + edge * width);
  return { bins: { edges, counts }, median: middle! / size, unit };
}
