import { readTimestamp } from '../text/date-text';
import { valueKinds } from '../text/value-kind';
import type { Evidence } from './column-evidence';
import type { ColumnType } from './column-type';

/** Values of a typed column that are written otherwise than their type shows them, spaces around them aside. */
export interface WrittenOtherwise {
  count: number;
  /** The first such text of a kind, and what is shown for it. */
  written: string;
  shown: string;
}

/** Undefined where the column is text, or every value is shown as it was written. O(1). */
export function writtenOtherwise(
  evidence: Evidence,
  { sql }: ColumnType,
  decimalPoint = '.',
): WrittenOtherwise | undefined {
  if (sql === 'VARCHAR') return undefined;
  const zeros = sql === 'DOUBLE' ? evidence.endsInZero : 0;
  const days = sql === 'TIMESTAMP' ? evidence.counts[valueKinds.date]! : 0;
  const isComma = decimalPoint === ',' && (sql === 'DOUBLE' || sql.startsWith('DECIMAL'));
  const count = evidence.otherwise + zeros + days;
  if (count === 0) return undefined;
  const written =
    evidence.otherwise > 0
      ? evidence.otherwiseText
      : zeros > 0
        ? evidence.endsInZeroText
        : evidence.dateText;
  return { count, written, shown: shownAs(isComma ? written.replace(',', '.') : written, sql) };
}

function shownAs(text: string, sql: string): string {
  if (sql === 'BOOLEAN') return text.toLowerCase();
  if (sql === 'TIMESTAMP') return shownTime(text);
  if (sql.startsWith('DECIMAL')) return text.replace(/^(-?)\./, '$10.').replace(/\.$/, '');
  return String(Number(text.replace(/inf(inity)?$/i, 'Infinity').replace(/nan$/i, 'NaN')));
}

/** In UTC, with as many digits of a fraction as there are. */
function shownTime(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const micros = readTimestamp(bytes, 0, bytes.length);
  const fraction = ((micros % 1_000_000n) + 1_000_000n) % 1_000_000n;
  const whole = new Date(Number((micros - fraction) / 1000n)).toISOString();
  const digits = String(fraction).padStart(6, '0').replace(/0+$/, '');
  return whole.slice(0, 19).replace('T', ' ') + (digits && `.${digits}`);
}
