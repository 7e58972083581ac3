import { murmurHash } from './murmur-hash';

/** How a text becomes numbers: hashed counts, half of the buckets for words, half for characters. */
export interface TextHashing {
  /** A power of two, of either kind. */
  buckets: number;
}

/**
 * Texts as hashed n-grams, row-major (rows × 2 · buckets): first words and pairs of words, then runs of 3 to 5
 * characters inside words padded by a space. Lower case; counts are not signed; each half of a row is scaled to
 * length 1, or 0 where there is no text. Equal to scikit-learn's `HashingVectorizer(alternate_sign=False,
 * norm='l2')` with `ngram_range=(1, 2)`, and with `analyzer='char_wb', ngram_range=(3, 5)`.
 * Weinberger et al., Feature hashing for large scale multitask learning (2009).
 */
export function hashTexts(texts: (string | null)[], { buckets }: TextHashing): Float32Array {
  const width = 2 * buckets;
  const matrix = new Float32Array(texts.length * width);
  const hashed = new Map<string, number>();
  const count = (gram: string, offset: number): void => {
    let bucket = hashed.get(gram);
    if (bucket === undefined) {
      bucket = Math.abs(murmurHash(gram)) % buckets;
      if (hashed.size < 200_000) hashed.set(gram, bucket);
    }
    matrix[offset + bucket]! += 1;
  };
  texts.forEach((text, row) => {
    if (text === null) return;
    const lower = text.toLowerCase();
    const start = row * width;
    for (const gram of wordGrams(lower)) count(gram, start);
    for (const gram of characterGrams(lower)) count(gram, start + buckets);
    normalise(matrix.subarray(start, start + buckets));
    normalise(matrix.subarray(start + buckets, start + width));
  });
  return matrix;
}

/** Words of two or more letters, digits or underscores, and each with its follower. */
export function wordGrams(lower: string): string[] {
  const words = lower.match(/[\p{L}\p{N}_]{2,}/gu) ?? [];
  return [...words, ...words.slice(1).map((word, index) => `${words[index]} ${word}`)];
}

/** Runs of 3 to 5 characters in each word with a space before and after; a shorter word counts once, whole. */
export function characterGrams(lower: string): string[] {
  const grams: string[] = [];
  for (const word of lower.split(/\s+/)) {
    if (word === '') continue;
    const padded = [...` ${word} `];
    for (let size = 3; size <= 5; size += 1) {
      grams.push(padded.slice(0, size).join(''));
      for (let start = 1; start + size <= padded.length; start += 1)
        grams.push(padded.slice(start, start + size).join(''));
      if (padded.length <= size) break;
    }
  }
  return grams;
}

function normalise(values: Float32Array): void {
  let squares = 0;
  for (const value of values) squares += value * value;
  if (squares === 0) return;
  const length = Math.sqrt(squares);
  for (let index = 0; index < values.length; index += 1) values[index]! /= length;
}
