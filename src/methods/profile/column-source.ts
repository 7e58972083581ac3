import { quoteName } from '../../data/sql';
import { typeFamily } from '../../data/type-family';
import type { StoredColumn } from '../../data/kinds';

/** A relation of one column `v` with the values that count as such: not NULL, not NaN. */
export function valuesOf(relation: string, { name, type }: StoredColumn): string {
  const column = quoteName(name);
  const family = typeFamily(type);
  const value = family === 'other' || family === 'enum' ? `${column}::VARCHAR` : column;
  const noNaN = family === 'float' ? ` AND NOT isnan(${column})` : '';
  return `(SELECT ${value} AS v FROM ${relation} WHERE ${column} IS NOT NULL${noNaN})`;
}

/**
 * The column as DOUBLE where it is a finite number, else NULL; dates and times as milliseconds since 1970 UTC.
 * `undefined` for what is neither number nor date.
 */
export function finiteNumber({ name, type }: StoredColumn): string | undefined {
  const column = quoteName(name);
  switch (typeFamily(type)) {
    case 'integer':
    case 'decimal':
      return `${column}::DOUBLE`;
    case 'float':
      return `CASE WHEN isfinite(${column}) THEN ${column}::DOUBLE END`;
    case 'date':
      return `(1000 * epoch(${column}))::DOUBLE`;
    case 'datetime':
      // Dates with a zone have no epoch without the ICU extension, but they are kept in UTC.
      return type.endsWith('ZONE')
        ? `(1000 * epoch(${column}::TIMESTAMP))::DOUBLE`
        : `(1000 * epoch(${column}))::DOUBLE`;
    default:
      return undefined;
  }
}

/** Whether the column is stored as a number. */
export function isNumber(type: string): boolean {
  return ['integer', 'float', 'decimal'].includes(typeFamily(type));
}

/** Whether the column is stored as a date, with or without a time. */
export function isDate(type: string): boolean {
  return ['date', 'datetime'].includes(typeFamily(type));
}

/** Whether the values are texts, of a fixed list or free. */
export function isText(type: string): boolean {
  return ['text', 'enum'].includes(typeFamily(type));
}
