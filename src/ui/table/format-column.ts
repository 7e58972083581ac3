import { formatCount, formatDecimals, formatNumber, formatShare } from '../../data/format';
import type { ResultColumn, ResultValue } from '../../data/answer';

/** Turns the values of one column into text. */
export type Formatter = (value: ResultValue) => string;

const digits = { largest: 3, typical: 2 };
const maxDecimals = 6;

/** A formatter for one column: all its numbers get the same decimals, so that they stand under each other. */
export function columnFormatter(column: ResultColumn, values: readonly ResultValue[]): Formatter {
  const decimals = findDecimals(values);
  return (value) => {
    if (value === null) return '';
    if (typeof value === 'string') return value;
    if (typeof value === 'boolean') return value ? 'yes' : 'no';
    if (typeof value === 'bigint') return formatCount(value);
    if (column.format === 'share') return formatShare(value);
    if (!Number.isFinite(value)) return formatNumber(value);
    if (column.format === 'integer') return formatCount(value).replace('-', '−');
    return isExtreme(value)
      ? formatNumber(value)
      : formatDecimals(value, decimals, decimals).replace('-', '−');
  };
}

/** Decimals that leave the largest number three digits and the typical one two; none where all are whole. */
function findDecimals(values: readonly ResultValue[]): number {
  const numbers = values.filter(
    (value): value is number => typeof value === 'number' && Number.isFinite(value),
  );
  if (numbers.every(Number.isInteger)) return 0;
  const sizes = numbers.map(Math.abs).filter((size) => size > 0 && !isExtreme(size));
  if (sizes.length === 0) return 0;
  sizes.sort((a, b) => a - b);
  const decimals = Math.max(
    digits.largest - 1 - powerOfTen(sizes.at(-1)!),
    digits.typical - 1 - powerOfTen(sizes[sizes.length >> 1]!),
  );
  return Math.max(0, Math.min(maxDecimals, decimals));
}

function powerOfTen(size: number): number {
  return Math.floor(Math.log10(size));
}

/** Too small or too large for the decimals of a column. */
function isExtreme(value: number): boolean {
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-6 || size >= 1e15);
}

/** Tab-separated text of a table, for spreadsheets: what could start a formula is neutralised. */
export function toTsv(labels: readonly string[], rows: readonly ResultValue[][]): string {
  const lines = rows.map((row) => row.map(tsvCell).join('\t'));
  return [labels.map(tsvCell).join('\t'), ...lines].join('\n');
}

function tsvCell(value: ResultValue): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const flat = value.replace(/[\t\r\n]+/g, ' ');
  const isNumber = flat.trim() !== '' && !Number.isNaN(Number(flat));
  return /^[=+\-@]/.test(flat) && !isNumber ? `'${flat}` : flat;
}
