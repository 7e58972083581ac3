import { AppError } from '../../data/app-error';
import { isNumericType, type ColumnInfo, type TableInfo } from '../../data/table';
import { aggregates, shareBases, type Aggregate } from '../../methods/prepare/pivot';
import { dateSteps } from '../../methods/prepare/pivot-keys';
import { badParam, choice, columns, integer, optionalColumn, toggle } from '../params';

const aggregateLabels: Record<Aggregate, string> = {
  count: 'How many',
  sum: 'Sum',
  mean: 'Mean',
  median: 'Median',
  min: 'Smallest',
  max: 'Largest',
  distinct: 'How many different',
};

const shareLabels = {
  value: 'The value',
  row: 'Share of its row',
  column: 'Share of its column',
  total: 'Share of all',
};

const dateLabels = {
  exact: 'As they are',
  year: 'Year',
  quarter: 'Quarter',
  month: 'Month',
  week: 'Week',
  day: 'Day',
  weekday: 'Day of the week',
  hour: 'Hour of the day',
};

const labelled = <V extends string>(
  values: readonly V[],
  labels: Record<V, string>,
): { value: V; label: string }[] => values.map((value) => ({ value, label: labels[value] }));

export const pivotParams = {
  rows: columns({
    label: 'Rows',
    none: 'First categories',
    help: 'What the lines stand for. None, here and for the columns, means the first column of categories.',
  }),
  columns: columns({
    label: 'Columns',
    none: 'None',
    help: 'What stands across the top. None means one column.',
  }),
  values: optionalColumn({ label: 'Values', help: 'What is computed. None counts rows.' }),
  aggregate: choice({
    label: 'Compute',
    default: 'count',
    options: labelled(aggregates, aggregateLabels),
  }),
  share: choice({
    label: 'Show',
    help: 'Shares are for counts and sums.',
    default: 'value',
    options: labelled(shareBases, shareLabels),
  }),
  sort: choice({
    label: 'Order',
    default: 'label',
    options: [
      { value: 'label', label: 'By label' },
      { value: 'size', label: 'Most rows first' },
    ],
  }),
  dates: choice({
    label: 'Dates by',
    default: 'month',
    options: labelled(dateSteps, dateLabels),
  }),
  bins: integer({
    label: 'Bins of numbers',
    help: 'About so many steps for each column of numbers; 0 leaves every number by itself.',
    default: 0,
    min: 0,
    max: 100,
    advanced: true,
  }),
  mostColumns: integer({
    label: 'Columns at most',
    help: 'The largest are kept; all others become one, "other".',
    default: 20,
    min: 1,
    max: 200,
    advanced: true,
  }),
  mostRows: integer({
    label: 'Rows at most',
    help: 'The largest are kept; all others become one, "other".',
    default: 500,
    min: 1,
    max: 10_000,
    advanced: true,
  }),
  totals: toggle({ label: 'Totals', default: true, advanced: true }),
};

/** @throws AppError `bad_param` where the column cannot be computed so. */
export function checkMeasure(
  value: ColumnInfo | undefined,
  aggregate: Aggregate,
  share: string,
): void {
  if (!value && aggregate !== 'count')
    throw badParam('values', null, `choose the column to compute the ${aggregate} of`);
  const isNumeric = value !== undefined && isNumericType(value.type);
  if (['sum', 'mean', 'median'].includes(aggregate) && !isNumeric)
    throw badParam('values', value!.name, `the ${aggregate} needs a column of numbers`);
  if (share !== 'value' && !['count', 'sum'].includes(aggregate))
    throw badParam('share', share, 'shares are for counts and sums: choose "The value"');
}

/** The column that rows stand for where none is chosen: one of categories, else of dates, else the first. */
export function defaultRows(table: TableInfo): ColumnInfo {
  const kinds = ['category', 'boolean', 'date', 'datetime', 'constant'];
  const found = kinds.flatMap((kind) => table.columns.filter((column) => column.kind === kind))[0];
  const column = found ?? table.columns[0];
  if (!column) throw new AppError('unavailable', 'The table has no columns.');
  return column;
}
