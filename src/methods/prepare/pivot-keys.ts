import { quoteName } from '../../data/sql';
import { isNumericType, type ColumnInfo } from '../../data/table';
import { typeFamily } from '../../data/type-family';

/** How dates are grouped: as they are, by a span of the calendar, or by what comes round again. */
export const dateSteps = [
  'exact',
  'year',
  'quarter',
  'month',
  'week',
  'day',
  'weekday',
  'hour',
] as const;

export type DateStep = (typeof dateSteps)[number];

/** How the values of a column make groups: each by itself, by a step of the calendar, or by bins of a width. */
export type KeyGrouping =
  { by: 'value' } | { by: Exclude<DateStep, 'exact'> } | { by: 'bin'; width: number };

/** What rows are grouped by: what orders the groups, and what each is called. The label depends on the order alone. */
export interface PivotKey {
  column: string;
  grouping: KeyGrouping;
  order: string;
  label: string;
}

export interface PivotKeyOptions {
  dates: DateStep;
  /** Width of the bins of each number that is binned, by column. */
  binWidths: ReadonlyMap<string, number>;
}

export function pivotKey(
  { name, type }: ColumnInfo,
  { dates, binWidths }: PivotKeyOptions,
): PivotKey {
  const family = typeFamily(type);
  const isDate = family === 'date' || family === 'datetime';
  const width = binWidths.get(name);
  const grouping: KeyGrouping =
    isDate && dates !== 'exact'
      ? { by: dates }
      : width !== undefined
        ? { by: 'bin', width }
        : { by: 'value' };
  const label = groupingLabel(name, grouping);
  const isPlain = isNumericType(type) || isDate;
  const order =
    grouping.by === 'value' ? (isPlain ? quoteName(name) : label) : groupingOrder(name, grouping);
  return { column: name, grouping, order, label };
}

/** SQL for what the group of each row is called; NULL where the column has no value. */
export function groupingLabel(column: string, grouping: KeyGrouping): string {
  const value = quoteName(column);
  if (grouping.by === 'value') return `CAST(${value} AS VARCHAR)`;
  return grouping.by === 'bin'
    ? binKey(value, grouping.width).label
    : dateKey(`CAST(${value} AS TIMESTAMP)`, grouping.by).label;
}

function groupingOrder(column: string, grouping: Exclude<KeyGrouping, { by: 'value' }>): string {
  const value = quoteName(column);
  return grouping.by === 'bin'
    ? binKey(value, grouping.width).order
    : dateKey(`CAST(${value} AS TIMESTAMP)`, grouping.by).order;
}

/** What orders groups, and what each is called. */
type GroupSql = Pick<PivotKey, 'order' | 'label'>;

const dateFormats: Record<Exclude<DateStep, 'exact' | 'quarter'>, string> = {
  year: '%Y',
  month: '%Y-%m',
  week: '%G-W%V',
  day: '%Y-%m-%d',
  weekday: '%A',
  hour: '%H:00',
};

/** Labels of ISO 8601, which sort as the calendar does; days of the week from Monday on. */
function dateKey(value: string, step: Exclude<DateStep, 'exact'>): GroupSql {
  const text =
    step === 'quarter'
      ? `concat(year(${value}), '-Q', quarter(${value}))`
      : `strftime(${value}, '${dateFormats[step]}')`;
  const label = `CASE WHEN isfinite(${value}) THEN ${text} WHEN ${value} IS NOT NULL THEN CAST(${value} AS VARCHAR) END`;
  if (step === 'weekday') return { order: `isodow(${value})`, label };
  return { order: label, label };
}

/** Bins of equal width that begin at multiples of it; NaN and the infinities are groups of their own. */
function binKey(value: string, width: number): GroupSql {
  const number = `CAST(${value} AS DOUBLE)`;
  const index = `floor(${number} / ${width.toExponential()}::DOUBLE)`;
  const decimals = Math.max(0, -Math.floor(Math.log10(width)));
  const edge = (steps: number): string => {
    const exact = `round((${index} + ${steps}) * ${width.toExponential()}::DOUBLE, ${decimals})`;
    return `coalesce(CAST(TRY_CAST(${exact} AS DECIMAL(38,${Math.min(decimals, 30)})) AS VARCHAR), CAST(${exact} AS VARCHAR))`;
  };
  return {
    order: `CASE WHEN isfinite(${number}) THEN ${index} ELSE ${number} END`,
    label: `CASE WHEN isfinite(${number}) THEN concat(${edge(0)}, ' to below ', ${edge(1)}) ELSE CAST(${number} AS VARCHAR) END`,
  };
}

/** A width of 1, 2 or 5 times a power of ten that makes about `bins` bins of a range; `undefined` for no range. */
export function binWidth(min: number, max: number, bins: number): number | undefined {
  const rough = (max - min) / bins;
  if (!(rough > 0) || !Number.isFinite(rough)) return undefined;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((step) => step * power >= rough * 0.999)!;
  return Number((factor * power).toPrecision(3));
}
