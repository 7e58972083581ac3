import { typeFamily } from './type-family';

/** An estimate up to this is counted again: exact is cheap there. */
const cheapDistinct = 10_000;

/** Seconds of 1990-01-01 and 2030-01-01; smaller units follow by powers of a thousand. */
const unixSeconds = [631_152_000n, 1_893_456_000n] as const;

type Field = [name: string, sql: string];

/**
 * Aggregates over a column `c` of this type for the rules of kinds, with an exact distinct count.
 * `only` leaves all but one of them out.
 */
export function exactFields(type: string, only?: string): string {
  const fields: Field[] = [
    ...sharedFields(type),
    ['distinct_values', `count(DISTINCT ${comparable(type)})`],
    ['counted', 'true'],
  ];
  return writeFields(fields.filter(([name]) => only === undefined || name === only));
}

/** A subquery of a column `c` for those aggregates, with the value `before` it where they ask for it. */
export function valuesWithBefore(type: string, column: string, relation: string): string {
  const before = typeFamily(type) === 'integer' ? `, lag(${column}) OVER () AS before` : '';
  return `(SELECT ${column} AS c${before} FROM ${relation})`;
}

/**
 * The same over `valuesWithBefore`, with an estimated distinct count, and in `counted` whether an exact one could
 * change the kind; that of whole numbers which only ever grow is known, and `ascending` says so. HyperLogLog in DuckDB 1.4 has 64 registers: every third estimate is off by more than 13 %, so the band in
 * which an exact count decides is three and a half of those wide.
 */
export function countedFields(type: string): string {
  const estimate = `approx_count_distinct(${comparable(type)})`;
  const ascending = typeFamily(type) === 'integer' ? isAscending : 'false';
  const fields: Field[] = [
    ...sharedFields(type),
    ['distinct_values', `if(${ascending}, count(c), ${estimate})`],
    ['counted', `NOT ${ascending} AND (${mayDecide(type, estimate)})`],
    ['ascending', ascending],
  ];
  return writeFields(fields);
}

function writeFields(fields: Field[]): string {
  return fields
    .map(([name, sql]) =>
      truths.has(name) ? `${sql} AS ${name}` : `coalesce((${sql})::DOUBLE, 0) AS ${name}`,
    )
    .join(', ');
}

const truths: ReadonlySet<string> = new Set(['counted', 'ascending']);

/** Each value is larger than the one before it. */
const isAscending = '(count_if(c > before) = count(*) - 1 AND count(c) = count(*))';

/** NaN is counted apart, and is no value. */
function comparable(type: string): string {
  return typeFamily(type) === 'float' ? 'CASE WHEN NOT isnan(c) THEN c END' : 'c';
}

function sharedFields(type: string): Field[] {
  const family = typeFamily(type);
  const value = comparable(type);
  const isNumber = family === 'integer' || family === 'float';
  return [
    ['present', `count(${value})`],
    ['nan', family === 'float' ? 'count_if(isnan(c))' : '0'],
    ['whole', family === 'float' ? 'count_if(isfinite(c) AND c = trunc(c))' : '0'],
    ['span', isNumber ? spanOf(value, type) : '0'],
    ['phrases', family === 'text' ? phrases : '0'],
    ['characters', family === 'text' ? 'sum(length(c))' : '0'],
    ...unixFields(family === 'integer'),
  ];
}

/** LIKE is quick and lets through too much, such as three spaces in a row. */
const phrases = `count_if(CASE WHEN c LIKE '_% _% _%' THEN regexp_matches(c, '\\S\\s+\\S+\\s+\\S') ELSE false END)`;

/** Largest minus smallest; of wide types as doubles, since their difference may have no type. */
function spanOf(value: string, type: string): string {
  const narrow = /^U?(TINYINT|SMALLINT|INTEGER|BIGINT)$/.test(type) ? 'HUGEINT' : 'DOUBLE';
  return `max(${value})::${narrow} - min(${value})::${narrow}`;
}

function unixFields(isInteger: boolean): Field[] {
  return ['unix_s', 'unix_ms', 'unix_us', 'unix_ns'].map((name, power) => {
    const [from, to] = unixSeconds.map((second) => second * 1000n ** BigInt(power));
    return [name, isInteger ? `count_if(c BETWEEN ${from} AND ${to})` : '0'];
  });
}

/**
 * An exact count can make an identifier only of a column without missing values, or of whole numbers whose span is
 * that of as many different ones; prose is told before anything is counted.
 */
function mayDecide(type: string, estimate: string): string {
  const small = `${estimate} <= ${cheapDistinct}`;
  const nearlyUnique = `${estimate} >= 0.55 * count(c)`;
  const isFull = 'count(c) = count(*)';
  const family = typeFamily(type);
  if (family === 'uuid') return `${small} OR (${nearlyUnique} AND ${isFull})`;
  const isConsecutive = `${spanOf(comparable(type), type)} = count(${comparable(type)}) - 1`;
  if (family === 'integer') {
    return `${small} OR (${nearlyUnique} AND (${isFull} OR ${isConsecutive}))`;
  }
  if (family === 'float') {
    const isWhole = 'count_if(c = trunc(c)) = count(c)';
    return `${small} OR (${nearlyUnique} AND ${isConsecutive} AND ${isWhole})`;
  }
  if (family !== 'text') return small;
  const isLong = `${estimate} >= 0.25 * count(c) AND sum(length(c)) > 20 * count(c)`;
  return `${small} OR (2 * ${phrases} < count(c) AND ((${nearlyUnique} AND ${isFull}) OR (${isLong})))`;
}
