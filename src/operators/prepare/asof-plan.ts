import { findColumn, isNumericType, type ColumnInfo, type TableInfo } from '../../data/table';
import type { AsofJoin } from '../../methods/prepare/asof-join';
import { freeColumnName } from '../../methods/source/union-tables';
import { badParam } from '../params';
import { ageUnits, type AgeUnit } from './age-unit';

/** Kinds of columns that may hold times: numbers count from wherever they like. */
export const timeKinds = [
  'date',
  'datetime',
  'integer',
  'number',
  'identifier',
  'constant',
  'empty',
] as const;

/** What a person chose for a point-in-time join. */
export interface AsofParams {
  eventTime: string;
  featureTime: string;
  createdTime: string | null;
  keys: readonly string[];
  maxAge: number;
  maxAgeUnit: AgeUnit;
  columns: readonly string[];
}

/**
 * The join that was chosen, with what follows from the tables.
 * @throws AppError `bad_param` where times or keys cannot be compared.
 */
export function planAsofJoin(labels: TableInfo, features: TableInfo, params: AsofParams): AsofJoin {
  const { eventTime, featureTime, createdTime, maxAge, maxAgeUnit } = params;
  const isDate = isTime('eventTime', labels, eventTime);
  checkTime('featureTime', features, featureTime, isDate);
  if (createdTime !== null) checkTime('createdTime', features, createdTime, isDate);
  const times = [eventTime, featureTime, createdTime];
  const keys = params.keys.length > 0 ? params.keys : sharedNames(labels, features, times);
  for (const key of keys) checkKey(key, labels, features);
  const names = labels.columns.map(({ name }) => name);
  const brought = broughtColumns(features, params, keys);
  return {
    labels: { relation: labels.relation, time: eventTime, keys, columns: names },
    features: {
      relation: features.relation,
      time: featureTime,
      created: createdTime ?? undefined,
      keys,
      columns: freeNames(labels.columns, brought),
    },
    isDate,
    maxAge: maxAge === 0 ? Infinity : isDate ? Math.round(maxAge * ageUnits[maxAgeUnit]) : maxAge,
  };
}

/** Whether a column holds dates, or else numbers. */
function isTime(param: string, table: TableInfo, name: string): boolean {
  const { type } = findColumn(table, name)!;
  if (/^(DATE|TIMESTAMP)/.test(type)) return true;
  if (isNumericType(type)) return false;
  throw badParam(param, name, 'choose a column of dates, times or numbers');
}

function checkTime(param: string, table: TableInfo, name: string, isDate: boolean): void {
  if (isTime(param, table, name) === isDate) return;
  const [one, other] = isDate ? ['a date', 'a number'] : ['a number', 'a date'];
  throw badParam(
    param,
    name,
    `the time of a label is ${one} and this is ${other}: choose times alike`,
  );
}

function sharedNames(
  labels: TableInfo,
  features: TableInfo,
  times: readonly (string | null)[],
): string[] {
  return labels.columns
    .map(({ name }) => name)
    .filter((name) => !times.includes(name) && findColumn(features, name));
}

function checkKey(key: string, labels: TableInfo, features: TableInfo): void {
  const other = findColumn(features, key);
  if (!other) throw badParam('keys', key, 'the features have no column of this name: rename one');
  if (isNumericType(findColumn(labels, key)!.type) !== isNumericType(other.type))
    throw badParam('keys', key, 'one table has numbers there and the other none: make them alike');
}

function broughtColumns(
  features: TableInfo,
  { columns, featureTime, createdTime }: AsofParams,
  keys: readonly string[],
): string[] {
  if (columns.length > 0) return [...columns];
  const others = features.columns
    .map(({ name }) => name)
    .filter((name) => ![featureTime, createdTime, ...keys].includes(name));
  return others.length > 0 ? others : [featureTime];
}

/** A name that the labels have already gets a number. */
function freeNames(taken: readonly ColumnInfo[], wanted: readonly string[]): [string, string][] {
  const known: { name: string }[] = [...taken];
  return wanted.map((column) => {
    const name = freeColumnName(known, column);
    known.push({ name });
    return [column, name];
  });
}
