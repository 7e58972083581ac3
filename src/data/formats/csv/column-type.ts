import type { Evidence } from './column-evidence';
import { valueKinds } from '../text/value-kind';

/** How a column is kept, as DuckDB writes it, and why where that is not plain to see. */
export interface ColumnType {
  sql: string;
  /** Times that carried an offset: kept as UTC. */
  zoned: boolean;
  /** What was decided and why: a sentence that goes behind the column's name. */
  note?: string;
}

const wholeKinds = [valueKinds.integer, valueKinds.longInteger];
const numberKinds = [
  ...wholeKinds,
  valueKinds.hugeInteger,
  valueKinds.double,
  valueKinds.longDecimal,
];
const dayKinds = [valueKinds.date, valueKinds.timestamp];
const presentKinds = Object.values(valueKinds).filter((kind) => kind !== valueKinds.missing);
const widestDecimal = 38;
/** Decimals of so many digits are exact as doubles too. */
const exactDigits = 15;

/**
 * The narrowest type that keeps every value exactly, and as it was written where that is of one form (prices
 * such as `1.50` are decimals of two digits): BOOLEAN, BIGINT, HUGEINT, DOUBLE, DECIMAL, DATE,
 * TIMESTAMP, and VARCHAR for everything else, also where nothing but missing was seen.
 */
export function chooseType(evidence: Evidence): ColumnType {
  const present = count(evidence, presentKinds);
  const only = (kinds: number[]): boolean => present > 0 && count(evidence, kinds) === present;
  if (only([valueKinds.boolean])) return plain('BOOLEAN');
  if (only(wholeKinds)) return plain('BIGINT');
  if (only([...wholeKinds, valueKinds.hugeInteger])) return beyond64Bits(evidence);
  if (only([valueKinds.date])) return plain('DATE');
  if (only(dayKinds)) return plain('TIMESTAMP');
  if (only([valueKinds.zonedTimestamp])) return { sql: 'TIMESTAMP', zoned: true };
  if (only([...numberKinds, valueKinds.notFinite]) && !only([valueKinds.notFinite])) {
    return fractions(evidence);
  }
  return { ...plain('VARCHAR'), note: whyText(evidence, present) };
}

function count(evidence: Evidence, kinds: readonly number[]): number {
  return kinds.reduce((sum, kind) => sum + evidence.counts[kind]!, 0);
}

function plain(sql: string): ColumnType {
  return { sql, zoned: false };
}

function beyond64Bits(evidence: Evidence): ColumnType {
  const note = `holds whole numbers of up to ${evidence.integerDigits} digits; they are kept exactly.`;
  return { ...plain('HUGEINT'), note };
}

function fractions(evidence: Evidence): ColumnType {
  const { roundedByDouble, integerDigits, fractionDigits, exponents } = evidence;
  const { leastFraction, padded } = evidence;
  const digits = integerDigits + fractionDigits;
  const isFinite = count(evidence, [valueKinds.notFinite]) === 0;
  if (roundedByDouble === 0) {
    const isFixed = padded > 0 && leastFraction === fractionDigits && exponents === 0 && isFinite;
    return plain(
      isFixed && digits <= exactDigits ? `DECIMAL(${exactDigits},${fractionDigits})` : 'DOUBLE',
    );
  }
  const isDecimal = digits <= widestDecimal && exponents === 0 && isFinite;
  const sql = isDecimal ? `DECIMAL(${digits},${fractionDigits})` : 'VARCHAR';
  const kept = isDecimal ? `exactly, as ${sql}` : 'as text';
  const rounded = `${words(roundedByDouble)} number${roundedByDouble === 1 ? '' : 's'}`;
  const note = `holds ${rounded} that floating point would round; it is kept ${kept}.`;
  return { ...plain(sql), note };
}

/** Why a column is text that might have been more: codes, few odd texts among numbers, or several kinds. */
function whyText(evidence: Evidence, present: number): string | undefined {
  const numbers = count(evidence, numberKinds);
  const texts = count(evidence, [valueKinds.text]);
  if (evidence.code !== '') {
    return `holds digits with leading zeros, such as "${evidence.code}"; it is kept as text.`;
  }
  if (!evidence.isText && texts > 0 && numbers + texts === present && numbers > texts) {
    const odd = [...evidence.texts].map(([text, times]) => `${words(times)} × "${text}"`);
    return `holds numbers and ${odd.join(', ')}, so it is kept as text; name what means "missing" to read it as numbers.`;
  }
  const found = [
    { name: 'numbers', times: numbers },
    { name: 'true or false', times: count(evidence, [valueKinds.boolean]) },
    { name: 'dates', times: count(evidence, dayKinds) },
    { name: 'times with an offset', times: count(evidence, [valueKinds.zonedTimestamp]) },
  ].filter(({ times }) => times > 0);
  if (texts > 0 || found.length < 2) return undefined;
  return `holds ${found.map(({ name }) => name).join(' and ')}; it is kept as text.`;
}

function words(value: number): string {
  return value.toLocaleString('en');
}
