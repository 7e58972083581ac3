import type { TableInfo } from '../../data/table';
import { findColumn } from '../../data/table';
import {
  chartKinds,
  chartProblem,
  fittingChart,
  type ChartKind,
} from '../../methods/profile/chart-choice';
import { hasFineBins, type Aggregate } from '../../methods/profile/fine-bins';
import { AppError } from '../../data/app-error';
import { defineOperator, one } from '../contract';
import { choice, columns, optionalColumn, text, toggle } from '../params';
import { drawChart } from './chart-figures';
import { collectChart, type ChartReport } from './collect-chart';
import { describeChart } from './describe-chart';

export type { ChartReport } from './collect-chart';

const names: Readonly<Record<ChartKind, string>> = {
  bar: 'Bars',
  line: 'Line',
  histogram: 'Histogram',
  box: 'Boxes',
  scatter: 'Scatter',
  density: 'Density',
  heatmap: 'Heat map',
  parallel: 'Parallel coordinates',
  matrix: 'Scatter matrix',
};

const aggregates: readonly { value: Aggregate; label: string }[] = [
  { value: 'count', label: 'Count of rows' },
  { value: 'sum', label: 'Sum' },
  { value: 'mean', label: 'Mean' },
  { value: 'median', label: 'Median' },
  { value: 'min', label: 'Least' },
  { value: 'max', label: 'Largest' },
];

export default defineOperator({
  id: 'profile.chart',
  version: 2,
  topic: 'profile',
  title: 'Chart',
  question: 'What does this look like?',
  inputs: { table: one('table') },
  params: {
    columns: columns({
      label: 'Columns',
      help: 'What to draw, the first across; none means the first that tells something.',
    }),
    kind: choice<ChartKind | 'auto'>({
      label: 'Chart',
      help: 'By itself, it is chosen by what the columns are.',
      default: 'auto',
      options: [
        { value: 'auto', label: 'What fits' },
        ...chartKinds.map((value) => ({ value, label: names[value] })),
      ],
    }),
    aggregate: choice<Aggregate>({
      label: 'Measure',
      help: 'What bars, lines and cells stand for; all but the count are of the first number that is no axis.',
      default: 'count',
      options: aggregates,
    }),
    colour: optionalColumn({ label: 'Colour', help: 'A column whose values get a colour each.' }),
    log: toggle({
      label: 'Powers of ten',
      help: 'A logarithmic scale for what is measured.',
      default: false,
    }),
    isWithoutFar: toggle({
      label: 'Without far values',
      help: 'Leaves out numbers further from the middle half of the values than three times its width.',
      default: false,
    }),
    where: text({
      label: 'Rows',
      help: 'A condition in SQL on the columns; empty for all rows.',
      language: 'sql',
      advanced: true,
    }),
  },
  output: 'report',
  unavailable: ({ table }) =>
    table.columns.length === 0 ? 'This table has no columns.' : undefined,
  columnsRead: ({ table }, params) =>
    params.where.trim() === ''
      ? [
          ...chosenColumns(table, params.columns).map(({ name }) => name),
          ...[params.colour ?? []].flat(),
        ]
      : undefined,
  cost: ({ table }) => ({ rows: table.rowCount, bytes: 200_000, seconds: table.rowCount / 8e6 }),
  run: (inputs, params, context): Promise<ChartReport> => {
    const { table } = inputs;
    const chosen = chosenColumns(table, params.columns);
    const colour = params.colour === null ? undefined : findColumn(table, params.colour);
    const kind =
      params.kind === 'auto' ? fittingChart(chosen, params.aggregate === 'count') : params.kind;
    const problem = chartProblem(kind, chosen);
    if (problem) return Promise.reject(new AppError('bad_param', problem, { param: 'columns' }));
    const { aggregate, where, log: isLog, isWithoutFar } = params;
    const order = { kind, columns: chosen, colour, aggregate, isLog, isWithoutFar, where };
    return collectChart(table, order, context);
  },
  figures: drawChart,
  describe: describeChart,
});

function chosenColumns(table: TableInfo, picked: readonly string[]): TableInfo['columns'] {
  if (picked.length > 0) return picked.map((name) => findColumn(table, name)!);
  const telling = table.columns.find(
    (column) => hasFineBins(column) && column.kind !== 'constant' && column.kind !== 'identifier',
  );
  return [telling ?? table.columns[0]!];
}
