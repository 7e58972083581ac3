import { tallyInPlace, type Tally } from '../../math/tally';
import { readColumns, type Columns } from '../../data/columns';
import type { ColumnInfo, TableInfo } from '../../data/table';
import { isList } from '../../data/type-family';
import type { TextFacts } from '../../data/texts/text-facts';
import { isDate, isNumber } from '../../methods/profile/column-source';
import { countedTextsQuery, readCountedTexts } from '../../methods/profile/counted-texts';
import { countNumbers } from '../../methods/profile/count-numbers';
import { summarizeDates } from '../../methods/profile/date-steps';
import {
  hasMembers,
  listQuery,
  membersQuery,
  readList,
  readMembers,
} from '../../methods/profile/list-summary';
import type { Monotonicity } from '../../methods/profile/monotonicity';
import {
  isExactAsDouble,
  numberFactsQuery,
  numbersQuery,
  readNumberFacts,
  type NumberFacts,
} from '../../methods/profile/number-queries';
import {
  exactSum,
  isRounded,
  scanNumbers,
  type NumberScan,
} from '../../methods/profile/number-scan';
import { shapeNumbers } from '../../methods/profile/number-shape';
import { summarizeNumbers } from '../../methods/profile/number-summary';
import type { ColumnProfile, DateProfile } from '../../methods/profile/profile';
import { readParts } from '../../methods/profile/parts';
import {
  fixedWidth,
  readValueCounts,
  valueCountsQuery,
  type CountedColumn,
} from '../../methods/profile/value-counts';
import type { RunContext } from '../contract';
import { prefetch } from './prefetch';

type Asker = Pick<RunContext, 'query' | 'pause' | 'columnTexts'>;

/** Bytes of answers that may wait to be looked at. */
const waitingBytes = 64 * 2 ** 20;

const noAnswer = readColumns(new Uint8Array(0));

/**
 * All statistics of the columns, in their order. Numbers and dates are brought as doubles, and everything is read
 * from these; other columns are grouped by value in
 * the engine, but for texts that were counted while their file was read. While one column is looked at here, the engine
 * already answers for the next ones. `onColumn` hears how many columns are done.
 */
export async function collectColumns(
  context: Asker,
  table: TableInfo,
  columns: readonly ColumnInfo[],
  onColumn: (done: number, name: string) => void,
): Promise<ColumnProfile[]> {
  const texts = await context.columnTexts(table);
  const ask = async (column: ColumnInfo): Promise<Columns> => {
    const sql = firstQuery(table.relation, column, texts.get(column.name));
    return sql === undefined ? noAnswer : context.query(sql);
  };
  const profiles: ColumnProfile[] = [];
  const ahead = Math.max(1, Math.min(4, Math.floor(waitingBytes / (8 * table.rowCount + 1))));
  for await (const [column, answer] of prefetch(columns, ask, ahead)) {
    onColumn(profiles.length, column.name);
    await context.pause();
    profiles.push(await collectColumn(context, table, column, answer, texts.get(column.name)));
  }
  return profiles;
}

function firstQuery(
  relation: string,
  column: ColumnInfo,
  texts: TextFacts | undefined,
): string | undefined {
  if (isTallied(column)) return numbersQuery(relation, column);
  return texts
    ? countedTextsQuery(relation, column.name, texts)
    : valueCountsQuery(relation, column);
}

function isTallied({ type }: ColumnInfo): boolean {
  return isNumber(type) || isDate(type);
}

async function collectColumn(
  context: Asker,
  table: TableInfo,
  column: ColumnInfo,
  answer: Columns,
  texts: TextFacts | undefined,
): Promise<ColumnProfile> {
  if (!isTallied(column)) {
    const counted = texts
      ? readCountedTexts(texts, readParts(answer))
      : readValueCounts(answer, column.type);
    const nested = await collectNested(context, table, column);
    return { ...head(table, column), ...sized(table, column, counted), ...nested };
  }
  const values = answer.numbers('x');
  const scan = scanNumbers(values, column.missing);
  const tally = tallyInPlace(values);
  await context.pause();
  const facts = await exactFacts(context, table, column, { tally, scan });
  const counted = isExactAsDouble(column.type, facts)
    ? { values: countNumbers(tally, facts, column.type) }
    : await countValues(context, table, column);
  if (isDate(column.type)) {
    return { ...head(table, column), ...counted, date: toDate(column, tally, scan.monotonicity) };
  }
  const { monotonicity } = scan;
  const number = { ...summarizeNumbers(tally, facts), ...shapeNumbers(tally), monotonicity };
  return { ...head(table, column), ...counted, number };
}

/** What lists and objects hold. */
async function collectNested(
  context: Asker,
  { relation }: TableInfo,
  column: ColumnInfo,
): Promise<Pick<ColumnProfile, 'list' | 'members'>> {
  return {
    ...(isList(column.type)
      ? { list: readList(await context.query(listQuery(relation, column))) }
      : {}),
    ...(hasMembers(column.type)
      ? { members: readMembers(await context.query(membersQuery(relation, column))) }
      : {}),
  };
}

/** Ends and sum as they are; asked for where doubles would round them. */
async function exactFacts(
  context: Asker,
  { relation }: TableInfo,
  column: ColumnInfo,
  { tally, scan }: { tally: Tally; scan: NumberScan },
): Promise<NumberFacts> {
  if (isRounded(column.type, tally, scan)) {
    return readNumberFacts(await context.query(numberFactsQuery(relation, [column])), [column])[0]!;
  }
  const sum = exactSum(column.type, tally, scan);
  return { ...scan, ...(sum === undefined ? {} : { sum }) };
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
): Promise<CountedValues> {
  const answer = await context.query(valueCountsQuery(table.relation, column));
  return sized(table, column, readValueCounts(answer, column.type));
}

type CountedValues = Pick<ColumnProfile, 'values' | 'text'> &
  Partial<Pick<ColumnProfile, 'sizeBytes'>>;

function sized(
  table: TableInfo,
  column: ColumnInfo,
  { values, text, textBytes }: CountedColumn,
): CountedValues {
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
