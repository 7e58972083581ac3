/**
 * SQL text, safely: every name and value from a file or a person passes through here.
 * DuckDB dialect.
 */

/** A name as a quoted identifier: `a"b` becomes `"a""b"`. NUL cannot stand in SQL text and is refused. */
export function quoteName(name: string): string {
  return `"${checkText(name).replaceAll('"', '""')}"`;
}

/** Text as a string literal: `it's` becomes `'it''s'`. */
export function quoteText(text: string): string {
  return `'${checkText(text).replaceAll("'", "''")}'`;
}

/**
 * A number as a DOUBLE literal, exactly; NaN and the infinities have one too. With an exponent, since the
 * engine would read `0.1234567` as a decimal and round it once more on the way to DOUBLE.
 */
export function quoteNumber(value: number): string {
  if (Number.isNaN(value)) return `'NaN'::DOUBLE`;
  if (!Number.isFinite(value)) return `'${value > 0 ? '' : '-'}Infinity'::DOUBLE`;
  return `${value.toExponential()}::DOUBLE`;
}

/** The condition that all of these hold, in parentheses each; empty ones say nothing, and so does the answer of none. */
export function allOf(...conditions: readonly string[]): string {
  return conditions
    .filter((condition) => condition !== '')
    .map((condition) => `(${condition})`)
    .join(' AND ');
}

/** Any plain value as a literal; `null` and `undefined` as NULL. */
export function quoteValue(value: string | number | bigint | boolean | null | undefined): string {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value === 'number') return quoteNumber(value);
  if (typeof value === 'string') return quoteText(value);
  return String(value);
}

/**
 * One statement from several SELECTs of the same columns, in order; at least one. Nested in halves, since the engine
 * takes only so deep a chain.
 */
export function unionAll(selects: readonly string[]): string {
  if (selects.length === 0) throw new RangeError('nothing to unite');
  if (selects.length === 1) return selects[0]!;
  const middle = Math.ceil(selects.length / 2);
  const halves = [selects.slice(0, middle), selects.slice(middle)];
  return halves.map((half) => `(${unionAll(half)})`).join('\nUNION ALL ');
}

function checkText(text: string): string {
  if (text.includes('\0')) throw new RangeError('SQL text cannot hold a NUL character');
  return text;
}
