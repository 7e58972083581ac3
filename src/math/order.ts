import { sortWithCodes } from './radix-sort';

/** Below so many numbers the sort of the language is as quick. */
const fewNumbers = 5_000;

/** Indices of the values that are not NaN, in ascending order of value, ties as they stand. O(n log n); O(n) of many. */
export function ascendingOrder(values: ArrayLike<number>): Uint32Array {
  const order = new Uint32Array(values.length);
  const sorted = new Float64Array(values.length);
  let count = 0;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index]!;
    if (value !== value) continue;
    sorted[count] = value;
    order[count++] = index;
  }
  const [found, places] = [sorted.subarray(0, count), order.subarray(0, count)];
  if (count < fewNumbers) return places.sort(byValue(values));
  sortWithCodes(found, places);
  return places;
}

function byValue(values: ArrayLike<number>): (one: number, other: number) => number {
  return (one, other) => compare(values[one]!, values[other]!) || one - other;
}

/** A difference would be NaN of two infinities. */
function compare(one: number, other: number): number {
  if (one < other) return -1;
  return one > other ? 1 : 0;
}
