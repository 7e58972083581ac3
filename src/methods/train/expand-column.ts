import type { FeatureColumn } from '../../data/features';
import { dateParts } from './date-parts';
import { asCategories, asNumbers, asTexts } from './feature-views';
import { hashTexts } from './text-hashing';

/** How a column is read by a model: fixed at training, so that a later table is read the same way. */
export type Reading =
  { kind: 'number' } | { kind: 'date' } | { kind: 'category' } | { kind: 'text'; buckets: number };

/** Most hash buckets of a text, for words and for characters each. */
const mostBuckets = 128;

/** Fewer buckets where there are so many rows that their counts would not fit into this. */
const mostCountBytes = 2e8;

/** How a column will be read, in a table of so many rows. */
export function readingOf(column: FeatureColumn, rowCount: number): Reading {
  if (column.kind === 'text') return { kind: 'text', buckets: bucketsFor(rowCount) };
  if (column.kind === 'category') return { kind: 'category' };
  return { kind: column.isDate ? 'date' : 'number' };
}

/** A power of two from 8 to 128. */
function bucketsFor(rowCount: number): number {
  const affordable = mostCountBytes / (2 * Float64Array.BYTES_PER_ELEMENT * Math.max(rowCount, 1));
  return Math.min(mostBuckets, Math.max(8, 2 ** Math.floor(Math.log2(affordable))));
}

/** A column as the numbers and categories that it stands for: dates as parts, texts as hashed counts. */
export function expandColumn(column: FeatureColumn, reading: Reading): FeatureColumn[] {
  const { name } = column;
  if (reading.kind === 'number') return [{ kind: 'number', name, values: asNumbers(column) }];
  if (reading.kind === 'category') return [{ kind: 'category', name, ...asCategories(column) }];
  if (reading.kind === 'date') return dateParts(name, asNumbers(column));
  return hashedColumns(name, asTexts(column), reading.buckets);
}

function hashedColumns(name: string, texts: (string | null)[], buckets: number): FeatureColumn[] {
  const matrix = hashTexts(texts, { buckets });
  const width = 2 * buckets;
  return Array.from({ length: width }, (_, bucket) => {
    const values = new Float64Array(texts.length);
    for (let row = 0; row < texts.length; row += 1) values[row] = matrix[row * width + bucket]!;
    const label = bucket < buckets ? `words ${bucket + 1}` : `characters ${bucket - buckets + 1}`;
    return { kind: 'number', name: `${name} (${label})`, values };
  });
}
