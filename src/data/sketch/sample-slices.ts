import type { Random } from '../../math/random';

/** A range of bytes `[start, end)`: records that begin in it are looked at, also where they end behind it. */
export interface Slice {
  start: number;
  end: number;
}

/**
 * Ranges of `sliceBytes` bytes drawn over `[from, to)`, one at a random place of each of `count` equal parts;
 * all of it where that is less. A record is in the sample when its first byte is in a range, so that long
 * ones are as likely as short ones, and the number of records in the ranges, scaled up, is an unbiased
 * estimate of all (systematic cluster sampling: Cochran, Sampling techniques, 1977, chapters 8 and 9).
 */
export function drawSlices(
  from: number,
  to: number,
  count: number,
  sliceBytes: number,
  random: Random,
): Slice[] {
  const size = to - from;
  if (size <= count * sliceBytes) return [{ start: from, end: to }];
  const part = size / count;
  return Array.from({ length: count }, (_, index) => {
    const start = from + Math.floor((index + random.next()) * part);
    return { start, end: Math.min(to, start + sliceBytes) };
  });
}

/** All records of a file from those that begin in its slices, with half of a 95 % interval as a share. */
export function estimateRecords(
  counts: readonly number[],
  slices: readonly Slice[],
  size: number,
): { records: number; error: number } {
  const covered = slices.reduce((sum, { start, end }) => sum + end - start, 0);
  const seen = counts.reduce((sum, count) => sum + count, 0);
  if (slices.length === 1) return { records: seen, error: 0 };
  const perByte = seen / covered;
  const squares = counts.reduce((sum, count, index) => {
    const expected = perByte * (slices[index]!.end - slices[index]!.start);
    return sum + (count - expected) ** 2;
  }, 0);
  const deviation = Math.sqrt((squares * counts.length) / (counts.length - 1));
  return { records: Math.round(perByte * size), error: seen > 0 ? (1.96 * deviation) / seen : 1 };
}
