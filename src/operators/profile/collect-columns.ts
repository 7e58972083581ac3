import type { ColumnInfo, TableInfo } from '../../data/table';
import { isDate, isNumber } from '../../methods/profile/column-source';
import { dateStepsQuery, readDateSteps } from '../../methods/profile/date-steps';
import {
  monotonicityQuery,
  readMonotonicity,
  type Monotonicity,
} from '../../methods/profile/monotonicity';
import {
  numberShapeQuery,
  readNumberShapes,
  type NumberShape,
} from '../../methods/profile/number-shape';
import {
  numberSummaryQuery,
  readNumberSummaries,
  type NumberSummary,
} from '../../methods/profile/number-summary';
import type { ColumnProfile, DateProfile } from '../../methods/profile/profile';
import { fixedWidth, readValueCounts, valueCountsQuery } from '../../methods/profile/value-counts';
import type { RunContext } from '../contract';

type Asker = Pick<RunContext, 'query' | 'pause'>;

/** Number and date columns that share a statement: few enough that a cancel is heard soon. */
const columnsAtOnce = 4;

/** Columns whose order of rows is looked at in one scan. */
const orderedAtOnce = 16;

/**
 * All statistics of the columns, in their order: one grouping by value for each, two scans for each number or date.
 * `onColumn` hears how many columns are done.
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

interface Scanned {
  summary: NumberSummary;
  shape: NumberShape;
  monotonicity: Monotonicity;
}

async function collectColumn(
  context: Asker,
  table: TableInfo,
  column: ColumnInfo,
  scanned: Scanned | undefined,
): Promise<ColumnProfile> {
  const { name, type, kind, reason, missing } = column;
  const { rowCount, relation } = table;
  const answer = await context.query(valueCountsQuery(relation, column));
  const counted = readValueCounts(answer, type);
  const bits = missing > 0 ? Math.ceil(rowCount / 8) : 0;
  const width = fixedWidth(type);
  const bytes = width === undefined ? counted.sizeBytes + 4 * (rowCount + 1) : width * rowCount;
  return {
    ...{ name, type, kind, reason, rowCount, missing },
    values: counted.values,
    sizeBytes: Math.ceil(bytes) + bits,
    ...(counted.text ? { text: counted.text } : {}),
    ...(scanned && isNumber(type) ? { number: toNumber(scanned) } : {}),
    ...(scanned && isDate(type)
      ? { date: await collectDate(context, table, column, scanned) }
      : {}),
  };
}

function toNumber({ summary, shape, monotonicity }: Scanned): ColumnProfile['number'] {
  return { ...summary, ...shape, monotonicity };
}

async function collectDate(
  context: Asker,
  table: TableInfo,
  column: ColumnInfo,
  { summary, shape, monotonicity }: Scanned,
): Promise<DateProfile> {
  const answer = await context.query(dateStepsQuery(table.relation, column));
  const { weekdays, hours, steps } = readDateSteps(answer);
  const withHours = column.type === 'DATE' ? {} : { hours };
  const range = { min: Number(summary.min), max: Number(summary.max) };
  return { ...range, shape, weekdays, ...withHours, steps, monotonicity };
}

async function scanNumbers(
  context: Asker,
  table: TableInfo,
  columns: readonly ColumnInfo[],
): Promise<Map<ColumnInfo, Scanned>> {
  const numeric = columns.filter(({ type }) => isNumber(type) || isDate(type));
  const monotonicity: Monotonicity[] = [];
  for (const some of inGroups(numeric, orderedAtOnce)) {
    const answer = await context.query(monotonicityQuery(table.relation, some));
    monotonicity.push(...readMonotonicity(answer, some.length, table.rowCount));
    await context.pause();
  }
  const scanned = new Map<ColumnInfo, Scanned>();
  for (const some of inGroups(numeric, columnsAtOnce)) {
    const summaries = readNumberSummaries(
      await context.query(numberSummaryQuery(table.relation, some)),
    );
    const sql = numberShapeQuery(table.relation, some, summaries);
    const shapes = readNumberShapes(sql ? await context.query(sql) : undefined, summaries);
    some.forEach((column, index) => {
      const order = monotonicity[scanned.size]!;
      const [summary, shape] = [summaries[index]!, shapes[index]!];
      scanned.set(column, { summary, shape, monotonicity: order });
    });
    await context.pause();
  }
  return scanned;
}

function inGroups<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, group) =>
    items.slice(group * size, (group + 1) * size),
  );
}
