import type { ResultTable, Statement } from '../../data/answer';
import { countWords, formatCount } from '../../data/format';
import type { TableInfo } from '../../data/table';
import {
  fineRangesQuery,
  fineValuesQuery,
  hasFineBins,
  isScaled,
  readFineScale,
  readFineValues,
  type FineAxis,
} from '../../methods/profile/fine-bins';
import { defineOperator, one, type RunContext } from '../contract';
import { columns, optionalColumn } from '../params';
import { chooseColumns, columnsOf, planViews, type CrossfilterPlan } from './crossfilter-plan';
import { axisWords, edgeWords } from './crossfilter-words';

export interface CrossfilterReport extends CrossfilterPlan {
  rowCount: number;
  /** Columns without a single value to draw. */
  empty: string[];
}

/** One byte a row and dimension is held beside the engine; more than this would not fit. */
const mostBytes = 600e6;

export default defineOperator({
  id: 'profile.crossfilter',
  version: 1,
  topic: 'profile',
  title: 'Look around',
  question: 'How do the columns hang together, when you pull at one?',
  inputs: { table: one('table') },
  params: {
    columns: columns({
      label: 'Histograms',
      help: 'One picture each, six at most; none means the first three that fit.',
    }),
    across: optionalColumn({ label: 'Heat map across', help: 'Its horizontal direction.' }),
    up: optionalColumn({ label: 'Heat map up', help: 'Its vertical direction.' }),
  },
  output: 'report',
  unavailable: ({ table }) => {
    if (!table.columns.some(hasFineBins))
      return 'This table has no column of numbers, dates or categories to draw.';
    return table.rowCount * 5 > mostBytes
      ? `Brushing holds five bytes a row beside the table, too much for ${countWords(table.rowCount, 'row')}. Take a sample first.`
      : undefined;
  },
  cost: ({ table }) => ({
    rows: table.rowCount,
    bytes: 5 * table.rowCount,
    seconds: table.rowCount / 2e7,
  }),
  run: async ({ table }, params, context): Promise<CrossfilterReport> => {
    const choice = chooseColumns(table, params);
    const axes = await findAxes(table, columnsOf(choice), context);
    const empty = columnsOf(choice)
      .filter(({ name }) => !axes.some(({ column }) => column === name))
      .map(({ name }) => name);
    return { ...planViews(choice, axes), rowCount: table.rowCount, empty };
  },
  describe: describeCrossfilter,
  table: ({ axes }) => [tabulateAxes(axes)],
});

async function findAxes(
  { relation }: TableInfo,
  looked: TableInfo['columns'],
  context: RunContext,
): Promise<FineAxis[]> {
  const ranges = await context.query(fineRangesQuery(relation, looked));
  const axes: FineAxis[] = [];
  for (const [index, column] of looked.entries()) {
    await context.pause();
    const axis = isScaled(column)
      ? readFineScale(ranges, column, index)
      : readFineValues(await context.query(fineValuesQuery(relation, column)), column);
    if (axis && (axis.kind !== 'values' || axis.values.length > 0)) axes.push(axis);
  }
  return axes;
}

function describeCrossfilter({ axes, views, rowCount, empty }: CrossfilterReport): Statement[] {
  const maps = views.filter((view) => view.axes.length === 2).length;
  const pictures = [
    countWords(views.length - maps, 'histogram'),
    ...(maps > 0 ? ['a heat map'] : []),
  ].join(' and ');
  const cut = axes.flatMap((axis) =>
    axis.kind === 'values' && axis.others > 0
      ? [
          `${axis.column}: the ${axis.values.length} most frequent of ${formatCount(axis.values.length + axis.others)} values have bars, the rest one together.`,
        ]
      : [],
  );
  return [
    {
      level: 'info',
      text: `${pictures} of ${countWords(rowCount, 'row')}. Drag over one, and all others show only the rows that you chose; the grid follows.`,
    },
    ...(empty.length > 0
      ? [
          {
            level: 'warning' as const,
            text: `Not drawn, since there is no value to draw: ${empty.join(', ')}.`,
          },
        ]
      : []),
    ...cut.map((text) => ({ level: 'info' as const, text })),
    {
      level: 'info',
      text: 'Every row counts. Rows without a value, NaN and the infinities have no bar of their own; they are left out once their column is brushed.',
    },
  ];
}

function tabulateAxes(axes: readonly FineAxis[]): ResultTable {
  return {
    title: 'What a brush goes by',
    columns: [
      { label: 'Column', format: 'text' },
      { label: 'From', format: 'text' },
      { label: 'To below', format: 'text' },
      { label: 'Steps', format: 'integer', help: 'How many places a brush can end at.' },
      { label: 'Step', format: 'text' },
    ],
    rows: axes.map((axis) => [
      axis.column,
      axis.kind === 'values' ? '' : edgeWords(axis, 0),
      axis.kind === 'values' ? '' : edgeWords(axis, axis.count),
      axis.count,
      axisWords(axis),
    ]),
  };
}
