import type { TypeFamily } from '../type-family';
import type { ColumnSketch } from './column-sketch';
import type { NumberSketch } from './number-sketch';

/** The most frequent values, the most frequent first. */
export interface FrequentValues {
  values: { label: string; count: number }[];
  /** By how much any count may be too low, and how often a value that is not listed may stand; 0: exact. */
  error: number;
}

const decoder = new TextDecoder();

/** At most `limit` values of a column; those that may be no more frequent than unlisted ones are left out. */
export function frequentValues(
  sketch: ColumnSketch,
  family: TypeFamily,
  limit = 20,
): FrequentValues {
  const { number, time, text, trues, falses } = sketch;
  const found = [
    ...(number ? ofNumbers(number, limit, String) : []),
    ...(time ? ofNumbers(time, limit, (ms) => timeWords(ms, family)) : []),
    ...(text
      ? text.frequent
          .order()
          .slice(0, limit)
          .map((counter) => ({
            label: decoder.decode(text.frequent.labels.get(counter)),
            count: text.frequent.count(counter),
          }))
      : []),
    ...[
      { label: 'true', count: trues },
      { label: 'false', count: falses },
    ].filter(({ count }) => count > 0),
  ];
  const parts = [number, time, text].map((part) => part?.frequent.error ?? 0);
  const error = Math.max(...parts);
  const values = found
    .filter(({ count }) => count > error)
    .sort((one, other) => other.count - one.count)
    .slice(0, limit);
  return { values, error };
}

function ofNumbers(
  { frequent }: NumberSketch,
  limit: number,
  words: (value: number) => string,
): FrequentValues['values'] {
  return frequent
    .order()
    .slice(0, limit)
    .map((counter) => ({
      label: words(frequent.labels.values[counter]!),
      count: frequent.count(counter),
    }));
}

function timeWords(ms: number, family: TypeFamily): string {
  if (!(Math.abs(ms) <= 8.64e15)) return String(ms);
  const text = new Date(ms).toISOString();
  return family === 'date' ? text.slice(0, 10) : text.slice(0, 23).replace('T', ' ');
}
