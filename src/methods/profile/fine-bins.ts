import type { Columns } from '../../data/columns';
import { quoteName, quoteNumber, quoteText } from '../../data/sql';
import type { ColumnInfo, ColumnKind } from '../../data/table';
import { typeFamily } from '../../data/type-family';
import { finiteNumber } from './column-source';

/**
 * Fine bins of a column, the steps of a brush. Of numbers and times: bin k holds the values from
 * `(first + k) · multiple / divisor` to below the next edge; the quotient is the double nearest to a short decimal.
 * Of values: bin k holds `values[k]`, and the last one all others.
 */
export type FineAxis = FineScale | FineValues | FineCalendar;

interface FineBase {
  column: string;
  type: string;
  count: number;
}

export interface FineScale extends FineBase {
  kind: 'number' | 'time';
  first: number;
  multiple: number;
  divisor: number;
  /** Whether all values are whole numbers. */
  isWhole: boolean;
}

/** Bins of weeks from Monday, months, quarters or years, which do not all last equally long; UTC. */
export interface FineCalendar extends FineBase {
  kind: 'calendar';
  unit: 'week' | 'month' | 'quarter' | 'year';
  first: number;
}

export interface FineValues extends FineBase {
  kind: 'values';
  values: string[];
  /** Distinct values that share the last bin; 0 where every value has its own. */
  others: number;
}

const mostFine = 240;
const mostValues = 30;
const valueKinds: readonly ColumnKind[] = ['category', 'boolean', 'constant'];
const minute = 60_000;
const day = 86_400_000;
const timeSteps = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000],
  ...[1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720].map((count) => count * minute),
];

/** Whether a column has fine bins of its own. */
export function hasFineBins(column: ColumnInfo): boolean {
  return isScaled(column) || valueKinds.includes(column.kind);
}

/** Whether the bins of a column have an order that a range makes sense on. */
export function isScaled({ kind, name, type }: ColumnInfo): boolean {
  return !['category', 'boolean'].includes(kind) && finiteNumber({ name, type }) !== undefined;
}

/** One scan for the least and largest finite value of each column that is scaled, of the rows that count; one row. */
export function fineRangesQuery(
  relation: string,
  columns: readonly ColumnInfo[],
  where = 'true',
): string {
  const fields = columns.flatMap((column, index) => {
    if (!isScaled(column)) return [];
    const value = finiteNumber(column);
    return [`min(${value}) AS min${index}`, `max(${value}) AS max${index}`];
  });
  return `SELECT ${['count(*)::DOUBLE AS rows', ...fields].join(', ')} FROM ${relation} WHERE ${where}`;
}

/** The most frequent values of a column, one more than have a bin, and how many there are in all. */
export function fineValuesQuery(
  relation: string,
  { name }: ColumnInfo,
  most: number = mostValues,
): string {
  return `WITH g AS MATERIALIZED (SELECT ${quoteName(name)}::VARCHAR AS v, count(*) AS n FROM ${relation}
      WHERE ${quoteName(name)} IS NOT NULL GROUP BY 1)
    SELECT v, (SELECT count(*) FROM g)::DOUBLE AS distinct_values FROM g ORDER BY n DESC, v LIMIT ${most}`;
}

/** Bins of a scaled column from the answer of `fineRangesQuery`, where it stands at `index`; `undefined` of no value. */
export function readFineScale(
  answer: Columns,
  { name, type, kind }: ColumnInfo,
  index: number,
  most: number = mostFine,
): FineScale | undefined {
  const [min, max] = [answer.numbers(`min${index}`)[0]!, answer.numbers(`max${index}`)[0]!];
  if (Number.isNaN(min)) return undefined;
  const isTime = ['date', 'datetime'].includes(typeFamily(type));
  const isWhole = typeFamily(type) === 'integer' || kind === 'integer';
  const least = typeFamily(type) === 'date' ? day : isWhole || isTime ? 1 : 0;
  const { multiple, divisor } = isTime
    ? { multiple: timeStep((max - min) / most, least), divisor: 1 }
    : numberStep(Math.max(least, (max - min) / most), Math.max(Math.abs(min), Math.abs(max)));
  const axis = {
    kind: isTime ? 'time' : 'number',
    column: name,
    type,
    multiple,
    divisor,
    isWhole,
  } as const;
  const first = binNumber(axis, min);
  return { ...axis, first, count: binNumber(axis, max) - first + 1 };
}

/** Bins of values from the answer of `fineValuesQuery`. */
export function readFineValues(answer: Columns, { name, type }: ColumnInfo): FineValues {
  const values = answer.texts('v').map((value) => value ?? '');
  const distinct = answer.rowCount === 0 ? 0 : answer.numbers('distinct_values')[0]!;
  const others = Math.max(0, distinct - values.length);
  const count = values.length + (others > 0 ? 1 : 0);
  return { kind: 'values', column: name, type, values, others, count: Math.max(1, count) };
}

/** Edge `k` of a scale, 0 to `count`: a value of the column, or ms since 1970 UTC. */
export function fineEdge(
  { first, multiple, divisor }: Omit<FineScale, 'count'>,
  k: number,
): number {
  return ((first + k) * multiple) / divisor;
}

/** Number of the bin, counted from zero of the column, in the arithmetic that the engine follows too. */
function binNumber(
  { multiple, divisor }: Pick<FineScale, 'multiple' | 'divisor'>,
  value: number,
): number {
  const guess = Math.floor((value * divisor) / multiple);
  const above = value >= ((guess + 1) * multiple) / divisor ? 1 : 0;
  const below = value < (guess * multiple) / divisor ? 1 : 0;
  return guess + above - below;
}

/**
 * One byte a row for each axis, named `b0`, `b1`, …: its fine bin, 255 where it has none. Rows from `from` to below
 * `to` by their number in the table.
 */
export function fineBinsQuery(
  relation: string,
  axes: readonly FineAxis[],
  [from, to]: readonly [from: number, to: number],
): string {
  const guesses = axes.flatMap((axis, index) => guessFields(axis, index));
  const bins = axes.map((axis, index) => `${binField(axis, index)} AS b${index}`);
  return `SELECT ${bins.join(', ')} FROM (SELECT ${guesses.join(', ')} FROM (
      SELECT ${axes.map((axis, index) => `${valueOf(axis)} AS x${index}`).join(', ')}
      FROM ${relation} WHERE rowid >= ${from} AND rowid < ${to}))`;
}

/** 1 for rows that do not meet a condition, as `left`, in the order of `fineBinsQuery`. */
export function leftOutQuery(
  relation: string,
  where: string,
  [from, to]: readonly [from: number, to: number],
): string {
  return `SELECT (CASE WHEN coalesce((${where}), false) THEN 0 ELSE 1 END)::UTINYINT AS "left"
    FROM ${relation} WHERE rowid >= ${from} AND rowid < ${to}`;
}

function valueOf({ kind, column, type }: FineAxis): string {
  return kind === 'values'
    ? `${quoteName(column)}::VARCHAR`
    : finiteNumber({ name: column, type })!;
}

function guessFields(axis: FineAxis, index: number): string[] {
  return axis.kind === 'values' || axis.kind === 'calendar'
    ? [`x${index}`]
    : [`x${index}`, `${guessOf(axis, `x${index}`)} AS k${index}`];
}

function guessOf({ multiple, divisor }: FineScale, x: string): string {
  return `floor(${x} * ${quoteNumber(divisor)} / ${quoteNumber(multiple)})`;
}

function binField(axis: FineAxis, index: number): string {
  const bin = binExpression(axis, `x${index}`, `k${index}`);
  return `coalesce((${bin})::UTINYINT, 255::UTINYINT)`;
}

/** The bin of a value `x`, NULL where it has none; `guess` is `guessOf` it, where that is known. */
function binExpression(axis: FineAxis, x: string, guess: string): string {
  if (axis.kind === 'values') {
    const list = axis.values.map(textLiteral).join(', ');
    const place =
      axis.values.length === 0 ? '0' : `coalesce(list_position([${list}]::VARCHAR[], ${x}), 0)`;
    return `CASE WHEN ${x} IS NULL THEN NULL WHEN ${place} = 0 THEN ${axis.values.length} ELSE ${place} - 1 END`;
  }
  if (axis.kind === 'calendar') return `${calendarExpression(axis, x)} - (${axis.first})`;
  const { first, multiple, divisor } = axis;
  const edge = (place: string): string =>
    `${place} * ${quoteNumber(multiple)} / ${quoteNumber(divisor)}`;
  return `${guess} + (${x} >= ${edge(`(${guess} + 1)`)})::INTEGER - (${x} < ${edge(guess)})::INTEGER - ${quoteNumber(first)}`;
}

const monthsOf = { month: 1, quarter: 3, year: 12 } as const;

/** Weeks since Monday 1969-12-29, or months, quarters, years since year 0, of ms since 1970. */
function calendarExpression({ unit }: FineCalendar, x: string): string {
  if (unit === 'week') return `floor((floor(${x} / ${day}) + 3) / 7)`;
  const time = `make_timestamp((${x} * 1000)::BIGINT)`;
  return `floor((12 * year(${time}) + month(${time}) - 1) / ${monthsOf[unit]})`;
}

/** When a bin of a calendar begins, in ms since 1970. */
export function calendarStart({ unit, first }: Omit<FineCalendar, 'count'>, k: number): number {
  const place = first + k;
  if (unit === 'week') return (7 * place - 3) * day;
  const month = place * monthsOf[unit];
  const date = new Date(0);
  date.setUTCFullYear(Math.floor(month / 12), month - 12 * Math.floor(month / 12), 1);
  return date.getTime();
}

/** The calendar bins between two times, the finest unit that needs at most `most`; `undefined` below a day each. */
export function planCalendar(
  { name, type }: ColumnInfo,
  min: number,
  max: number,
  most: number,
): FineCalendar | undefined {
  if ((max - min) / day < most) return undefined;
  for (const unit of ['week', 'month', 'quarter', 'year'] as const) {
    const [first, last] = [calendarPlace(unit, min), calendarPlace(unit, max)];
    if (last - first < most)
      return { kind: 'calendar', column: name, type, unit, first, count: last - first + 1 };
  }
  return undefined;
}

function calendarPlace(unit: FineCalendar['unit'], time: number): number {
  if (unit === 'week') return Math.floor((Math.floor(time / day) + 3) / 7);
  const date = new Date(time);
  return Math.floor((12 * date.getUTCFullYear() + date.getUTCMonth()) / monthsOf[unit]);
}

/** The bin of a row's value among some, NULL where it has none. */
export function groupExpression(axis: FineValues): string {
  return binExpression(axis, valueOf(axis), '');
}

export type Aggregate = 'count' | 'sum' | 'mean' | 'median' | 'min' | 'max';

/**
 * How many rows stand in each combination of bins, as `b0`, `b1`, … (NULL where a row has no bin), `rows`, and
 * `value`: the aggregate of the finite values of a column. One scan.
 */
export function binnedQuery(
  relation: string,
  where: string,
  axes: readonly FineAxis[],
  value: { aggregate: Aggregate; column: ColumnInfo } | undefined,
): string {
  const fields = axes.map((axis, index) => `${valueOf(axis)} AS x${index}`);
  const bins = axes.map((axis, index) => {
    const guess =
      axis.kind === 'number' || axis.kind === 'time' ? `(${guessOf(axis, `x${index}`)})` : '';
    return `(${binExpression(axis, `x${index}`, guess)})::INTEGER AS b${index}`;
  });
  const number = value && finiteNumber(value.column);
  const condition = where === '' ? '' : ` WHERE (${where})`;
  return `SELECT ${[...axes.map((_, index) => `b${index}`), 'count(*)::DOUBLE AS rows', ...(value ? [`${aggregates[value.aggregate]}::DOUBLE AS value`, 'count(y)::DOUBLE AS used'] : [])].join(', ')}
    FROM (SELECT ${[...bins, ...(value ? ['y'] : [])].join(', ')} FROM (
      SELECT ${[...fields, ...(number ? [`${number} AS y`] : [])].join(', ')} FROM ${relation}${condition}))
    GROUP BY ALL ORDER BY ${axes.map((_, index) => `b${index}`).join(', ')}`;
}

const aggregates: Readonly<Record<Aggregate, string>> = {
  count: 'count(*)',
  sum: 'sum(y)',
  mean: 'avg(y)',
  median: 'median(y)',
  min: 'min(y)',
  max: 'max(y)',
};

/** Also text that holds NUL, which no literal can. */
function textLiteral(text: string): string {
  return text.split('\0').map(quoteText).join(' || chr(0) || ');
}

/** The next of 1, 2 and 5 times a power of ten, as a quotient of whole numbers; wide enough to tell doubles apart. */
function numberStep(raw: number, size: number): { multiple: number; divisor: number } {
  const step = Math.max(raw, size * 2 ** -44, 1e-290) || 1;
  const power = Math.floor(Math.log10(step));
  const factor = [1, 2, 5, 10].find((each) => each * 10 ** power >= step * (1 - 1e-9)) ?? 10;
  return power >= 0
    ? { multiple: factor * 10 ** power, divisor: 1 }
    : { multiple: factor, divisor: 10 ** -power };
}

function timeStep(raw: number, least: number): number {
  const step = Math.max(raw, least);
  const fine = timeSteps.find((each) => each >= step);
  if (fine !== undefined && least < day) return fine;
  const days = step / day;
  const { multiple } = numberStep(Math.max(1, days), 1);
  return multiple * day;
}
