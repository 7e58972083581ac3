import type { Tally } from '../../math/tally';
import type { ColumnInfo, TableInfo } from '../../data/table';
import { isDate, isNumber } from '../../methods/profile/column-source';
import { countNumbers } from '../../methods/profile/count-numbers';
import { summarizeDates } from '../../methods/profile/date-steps';
import {
  monotonicityQuery,
  readMonotonicity,
  type Monotonicity,
} from '../../methods/profile/monotonicity';
import {
  groupedDistinct,
  isExactAsDouble,
  numberFactsQuery,
  readNumberFacts,
  readTally,
  tallyQuery,
  type NumberFacts,
} from '../../methods/profile/number-queries';
import { shapeNumbers } from '../../methods/profile/number-shape';
import { summarizeNumbers } from '../../methods/profile/number-summary';
import type { ColumnProfile, DateProfile } from '../../methods/profile/profile';
import { fixedWidth, readValueCounts, valueCountsQuery } from '../../methods/profile/value-counts';
import type { RunContext } from '../contract';

type Asker = Pick<RunContext, 'query' | 'pause'>;

/** Columns that share a scan: few enough that a cancel is heard soon. */
const columnsAtOnce = 16;

/** What one scan over several number and date columns tells of each. */
interface Scanned {
  facts: NumberFacts;
  monotonicity: Monotonicity;
}

/**
 * All statistics of the columns, in their order. Numbers and dates share scans for what must be exact and for their
 * order; then each is brought once as doubles, or counted by the engine where its values are few. Everything else is
 * grouped by value once. `onColumn` hears how many columns are done.
 */
export async function collectColumns(
  context: Asker,
  table: TableInfo,
  columns: readonly ColumnInfo[],
  onColumn: (done: number, name: string) => void,
): Promise<ColumnProfile[]> {
  const scanned = await scanNumbers(context, table, columns);
  const profiles: ColumnProfile[] = [];
  for (const column of columns) {
    onColumn(profiles.length, column.name);
    await context.pause();
    profiles.push(await collectColumn(context, table, column, scanned.get(column)));
  }
  return profiles;
}

async function collectColumn(
  context: Asker,
  table: TableInfo,
  column: ColumnInfo,
  scanned: Scanned | undefined,
): Promise<ColumnProfile> {
  if (!scanned) return { ...head(table, column), ...(await countValues(context, table, column)) };
  const grouped = column.distinct <= groupedDistinct;
  const answer = await context.query(tallyQuery(table.relation, column, grouped));
  const tally = readTally(answer, grouped);
  await context.pause();
  const { facts, monotonicity } = scanned;
  const tallied = isNumber(column.type) && isExactAsDouble(column.type, facts);
  const counted = tallied
    ? { values: countNumbers(tally, facts, column.type) }
    : await countValues(context, table, column);
  if (isDate(column.type)) {
    return { ...head(table, column), ...counted, date: toDate(column, tally, monotonicity) };
  }
  const number = { ...summarizeNumbers(tally, facts), ...shapeNumbers(tally), monotonicity };
  return { ...head(table, column), ...counted, number };
}

function head(table: TableInfo, column: ColumnInfo): Omit<ColumnProfile, 'values'> {
  const { name, type, kind, reason, missing } = column;
  const { rowCount } = table;
  const bits = missing > 0 ? Math.ceil(rowCount / 8) : 0;
  const sizeBytes = Math.ceil((fixedWidth(type) ?? 0) * rowCount) + bits;
  return { name, type, kind, reason, rowCount, missing, sizeBytes };
}

async function countValues(
  context: Asker,
  table: TableInfo,
  column: ColumnInfo,
): Promise<Pick<ColumnProfile, 'values' | 'text'> & Partial<Pick<ColumnProfile, 'sizeBytes'>>> {
  const answer = await context.query(valueCountsQuery(table.relation, column));
  const { values, text, textBytes } = readValueCounts(answer, column.type);
  const isFixed = fixedWidth(column.type) !== undefined;
  const bits = column.missing > 0 ? Math.ceil(table.rowCount / 8) : 0;
  return {
    values,
    ...(text ? { text } : {}),
    ...(isFixed ? {} : { sizeBytes: textBytes + 4 * table.rowCount + bits }),
  };
}

function toDate(column: ColumnInfo, tally: Tally, monotonicity: Monotonicity): DateProfile {
  const { weekdays, hours, steps } = summarizeDates(tally);
  return {
    min: tally.values[0] ?? NaN,
    max: tally.values[tally.values.length - 1] ?? NaN,
    shape: shapeNumbers(tally),
    weekdays,
    ...(column.type === 'DATE' ? {} : { hours }),
    steps,
    monotonicity,
  };
}

async function scanNumbers(
  context: Asker,
  table: TableInfo,
  columns: readonly ColumnInfo[],
): Promise<Map<ColumnInfo, Scanned>> {
  const numeric = columns.filter(({ type }) => isNumber(type) || isDate(type));
  const scanned = new Map<ColumnInfo, Scanned>();
  for (let start = 0; start < numeric.length; start += columnsAtOnce) {
    const some = numeric.slice(start, start + columnsAtOnce);
    const { relation, rowCount } = table;
    const facts = readNumberFacts(await context.query(numberFactsQuery(relation, some)), some);
    const answer = await context.query(monotonicityQuery(relation, some));
    const orders = readMonotonicity(answer, some.length, rowCount);
    some.forEach((column, index) => {
      scanned.set(column, { facts: facts[index]!, monotonicity: orders[index]! });
    });
    await context.pause();
  }
  return scanned;
}
