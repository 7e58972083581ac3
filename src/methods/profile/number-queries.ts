import type { Columns } from '../../data/columns';
import type { StoredColumn } from '../../data/kinds';
import { quoteName } from '../../data/sql';
import { typeFamily } from '../../data/type-family';
import { finiteNumber, isDate } from './column-source';

/** What a tally of doubles cannot tell: exact ends and sum of long whole numbers, and what is not finite. */
export interface NumberFacts {
  min: number | bigint;
  max: number | bigint;
  /** Only of whole numbers of up to 64 bits. */
  sum?: number | bigint;
  positiveInfinite: number;
  negativeInfinite: number;
  nan: number;
}

/** One scan over number and date columns; fields are named by position (`low0`). */
export function numberFactsQuery(relation: string, columns: readonly StoredColumn[]): string {
  const sources = columns.flatMap((column, index) => [
    `${quoteName(column.name)} AS c${index}`,
    `${finiteNumber(column)} AS x${index}`,
  ]);
  const fields = columns.flatMap(({ type }, index) => factFields(type, index));
  return `SELECT ${fields.join(', ')} FROM (SELECT ${sources.join(', ')} FROM ${relation})`;
}

export function readNumberFacts(answer: Columns, columns: readonly StoredColumn[]): NumberFacts[] {
  const known = new Set(answer.names);
  return columns.map((_, index) => {
    const text = (name: string): string | null => answer.texts(`${name}${index}`)[0] ?? null;
    const count = (name: string): number =>
      known.has(`${name}${index}`) ? answer.numbers(`${name}${index}`)[0]! : 0;
    return {
      min: readExact(text('low')),
      max: readExact(text('high')),
      ...(known.has(`total${index}`) ? { sum: readExact(text('total') ?? '0') } : {}),
      positiveInfinite: count('more'),
      negativeInfinite: count('less'),
      nan: count('nan'),
    };
  });
}

/** All values of one number or date column as DOUBLE; infinities and NaN as they are, dates in milliseconds. */
export function numbersQuery(relation: string, column: StoredColumn): string {
  const isFloat = typeFamily(column.type) === 'float';
  const value = isFloat ? `${quoteName(column.name)}::DOUBLE` : finiteNumber(column);
  return `SELECT ${value} AS x FROM ${relation}`;
}

/** Milliseconds of 0001-01-01 and 9999-12-31. */
const writtenDays = [-62_135_596_800_000, 253_402_214_400_000] as const;
/** Milliseconds around 1970 (1900 to 2039) among which doubles keep microseconds apart. */
const microsecondRange = 2 ** 41;

/**
 * Whether doubles keep all values of this column apart, so that they can be counted and written out again; infinite
 * dates, which have no milliseconds, are among what is not finite.
 */
export function isExactAsDouble(type: string, { min, max, nan }: NumberFacts): boolean {
  const isBetween = (from: number, to: number): boolean =>
    nan === 0 && !(Number(min) < from) && !(Number(max) > to);
  if (type === 'DATE') return isBetween(...writtenDays);
  if (/^TIMESTAMP(_S|_MS)?$/.test(type)) return isBetween(-microsecondRange, microsecondRange);
  if (isDate(type)) return false;
  const precision = /^DECIMAL\((\d+)/.exec(type)?.[1];
  if (precision) return Number(precision) <= 15;
  if (typeFamily(type) !== 'integer') return true;
  return [min, max].every((end) => typeof end === 'number' && Math.abs(end) <= 2 ** 53);
}

function factFields(type: string, index: number): string[] {
  const family = typeFamily(type);
  const value = family === 'integer' ? `c${index}` : `x${index}`;
  const fields = [
    `min(${value})::VARCHAR AS low${index}`,
    `max(${value})::VARCHAR AS high${index}`,
  ];
  if (/^U?(TINYINT|SMALLINT|INTEGER|BIGINT)$/.test(type)) {
    fields.push(`sum(c${index})::VARCHAR AS total${index}`);
  }
  if (family === 'float') {
    fields.push(
      `count_if(isinf(c${index}) AND c${index} > 0)::DOUBLE AS more${index}`,
      `count_if(isinf(c${index}) AND c${index} < 0)::DOUBLE AS less${index}`,
      `count_if(isnan(c${index}))::DOUBLE AS nan${index}`,
    );
  }
  return fields;
}

/** The number that a text stands for; BigInt where a double would change it. No text gives NaN. */
function readExact(text: string | null): number | bigint {
  if (text === null) return NaN;
  const double = Number(text);
  if (Number.isSafeInteger(double) || !/^-?\d+$/.test(text)) return double;
  return BigInt(text);
}
