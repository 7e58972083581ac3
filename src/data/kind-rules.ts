import { countWords, formatCount } from './format';
import type { ColumnKind } from './table';
import type { TypeFamily } from './type-family';

/** What the kind of a column rests on. All counts are of rows; `distinct` is without NULL and NaN. */
export interface KindFacts {
  family: TypeFamily;
  type: string;
  rowCount: number;
  /** Rows with a value that is not NaN. */
  present: number;
  nan: number;
  distinct: number;
  distinctIsEstimate: boolean;
  /** Finite values without a fraction, where floats are stored. */
  whole: number;
  /** Largest minus smallest value of a number. */
  span: number;
  /** Texts of at least three words. */
  phrases: number;
  /** Characters of all texts together. */
  characters: number;
  /** Integers that would be a time between 1990 and 2030 in this unit since 1970. */
  unix: Record<UnixUnit, number>;
}

export type UnixUnit = 'seconds' | 'milliseconds' | 'microseconds' | 'nanoseconds';

export interface InferredKind {
  kind: ColumnKind;
  reason: string;
}

/** Most distinct values, and the largest share of the rows, of integers that are categories. */
export const categoryLimit = { distinct: 20, share: 0.05 };

/** A column of texts is prose from this mean length on when most values differ. */
export const textLength = 20;

/**
 * The kind of a column, with the reason in words, from counts alone.
 * Order: empty, constant, then by stored type; prose before identifier, since reviews are all different too.
 */
export function inferKind(facts: KindFacts): InferredKind {
  const { rowCount, present, nan, distinct } = facts;
  if (rowCount === 0) return { kind: 'empty', reason: 'the table has no rows' };
  if (present === 0 && nan > 0) return { kind: 'empty', reason: 'only NaN and missing values' };
  if (present === 0) return { kind: 'empty', reason: `no value in ${countWords(rowCount, 'row')}` };
  if (distinct === 1 && present === rowCount) {
    return { kind: 'constant', reason: `the same value in ${countWords(rowCount, 'row')}` };
  }
  return byFamily[facts.family](facts);
}

const byFamily: Record<TypeFamily, (facts: KindFacts) => InferredKind> = {
  boolean: () => ({ kind: 'boolean', reason: 'stored as true and false' }),
  integer: inferInteger,
  float: inferFloat,
  decimal: ({ type }) => ({ kind: 'number', reason: `stored as ${type}` }),
  date: () => ({ kind: 'date', reason: 'stored as dates' }),
  datetime: () => ({ kind: 'datetime', reason: 'stored as dates with a time' }),
  text: inferText,
  enum: (facts) => ({ kind: 'category', reason: `${values(facts)} of a fixed list` }),
  uuid: inferUuid,
  other: inferOther,
};

function inferInteger(facts: KindFacts): InferredKind {
  const { distinct, rowCount } = facts;
  if (isFewIntegers(facts)) {
    const reason = `${formatCount(distinct)} distinct whole numbers in ${countWords(rowCount, 'row')}: groups, unless you predict it as a number`;
    return { kind: 'category', reason };
  }
  if (isConsecutive(facts)) {
    return { kind: 'identifier', reason: 'whole numbers that run on without a gap or a repeat' };
  }
  const unit = findUnixUnit(facts);
  if (unit) {
    return { kind: 'integer', reason: `whole numbers; they look like ${unit} since 1970` };
  }
  if (isUnique(facts)) return { kind: 'identifier', reason: uniqueReason(facts) };
  return { kind: 'integer', reason: `whole numbers, ${values(facts)}` };
}

/** Whole numbers stored as floats (a common trace of missing values) are integers, but unique ones may be amounts. */
function inferFloat(facts: KindFacts): InferredKind {
  const { type, present, whole } = facts;
  if (whole < present) return { kind: 'number', reason: `stored as ${type}` };
  if (isFewIntegers(facts) || isConsecutive(facts)) return inferInteger(facts);
  return { kind: 'integer', reason: `only whole numbers, stored as ${type}` };
}

function inferText(facts: KindFacts): InferredKind {
  const { present, distinct, phrases, characters } = facts;
  if (2 * phrases >= present) {
    return { kind: 'text', reason: 'at least half of the values have three words or more' };
  }
  if (isUnique(facts)) return { kind: 'identifier', reason: uniqueReason(facts) };
  const meanLength = characters / present;
  if (distinct > 0.5 * present && meanLength > textLength) {
    const reason = `${percent(distinct / present)} of the values are distinct and ${Math.round(meanLength)} characters long on average`;
    return { kind: 'text', reason };
  }
  return { kind: 'category', reason: `${values(facts)} in ${countWords(present, 'row')}` };
}

function inferUuid(facts: KindFacts): InferredKind {
  if (isUnique(facts)) return { kind: 'identifier', reason: uniqueReason(facts) };
  return { kind: 'category', reason: `UUIDs that repeat: ${values(facts)}` };
}

function inferOther(facts: KindFacts): InferredKind {
  const kind = isFewIntegers(facts) ? 'category' : 'text';
  return { kind, reason: `stored as ${shortType(facts.type)}, read as text; ${values(facts)}` };
}

function isFewIntegers({ distinct, rowCount }: KindFacts): boolean {
  return distinct <= categoryLimit.distinct && distinct <= categoryLimit.share * rowCount;
}

function isUnique({ distinct, rowCount, distinctIsEstimate }: KindFacts): boolean {
  return !distinctIsEstimate && distinct === rowCount;
}

/** Some may be missing, but not most: 3, 4 and 5 among many blanks number nothing. */
function isConsecutive(facts: KindFacts): boolean {
  const { distinct, present, rowCount, span, distinctIsEstimate } = facts;
  if (distinctIsEstimate || distinct !== present) return false;
  return present >= 2 && 2 * present > rowCount && span === distinct - 1;
}

function findUnixUnit({ unix, present }: KindFacts): UnixUnit | undefined {
  if (present < 100) return undefined;
  const units = Object.keys(unix) as UnixUnit[];
  return units.find((unit) => unix[unit] >= 0.8 * present);
}

function uniqueReason({ distinct }: KindFacts): string {
  return `${formatCount(distinct)} distinct values in ${countWords(distinct, 'row')}: one for each row`;
}

function values({ distinct, distinctIsEstimate }: KindFacts): string {
  const number = distinctIsEstimate
    ? `about ${formatCount(roundEstimate(distinct))}`
    : formatCount(distinct);
  return `${number} distinct ${distinct === 1 ? 'value' : 'values'}`;
}

/** Two digits: an estimate is not worth more. */
function roundEstimate(distinct: number): number {
  return Number(distinct.toPrecision(2));
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

function shortType(type: string): string {
  return type.length > 40 ? `${type.slice(0, 40)}…` : type;
}
