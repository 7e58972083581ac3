import { wilsonInterval } from '../wilson-interval';

/** The smallest hashes of the different values of a set, ascending; all of them where `isWhole`. */
export interface SetSketch {
  /** Whole numbers from 0 to 2^48 - 1. */
  hashes: Float64Array;
  isWhole: boolean;
}

/** A share of 0..1 with its 95 % interval; all three are one where nothing was estimated. NaN where nothing is known. */
export interface ShareEstimate {
  share: number;
  low: number;
  high: number;
}

/** How two sets lie to each other. */
export interface SetOverlap {
  /** Of the values of the first set those that are in the second. */
  firstInSecond: ShareEstimate;
  secondInFirst: ShareEstimate;
  /** Values of both of the values of either (Jaccard). */
  shared: ShareEstimate;
}

/** Hashes that a sketch holds at most. The standard error of a share s is then at most sqrt(s (1 - s) / 512), 2.2 %. */
export const sketchHashes = 512;
/** Hashes are below it. */
export const hashSpan = 2 ** 48;

/** Different values of the set: exact where it is whole, else with a relative standard error of 1/sqrt(510), 4.4 %. */
export function countDistinct({ hashes, isWhole }: SetSketch): number {
  const { length } = hashes;
  return isWhole ? length : ((length - 1) * hashSpan) / hashes[length - 1]!;
}

/**
 * Bottom-k sketch (k minimum values, a MinHash of one permutation): of two sketches all hashes up to where both are
 * complete are a random sample of each set, and of their union. How many of them are in both estimates Jaccard and
 * both containments; intervals are Wilson's with the correction for finite sets. O(k).
 * Broder, On the resemblance and containment of documents (1997); Beyer and others, On synopses for distinct-value
 * estimation under multiset operations (2007).
 */
export function compareSets(first: SetSketch, second: SetSketch): SetOverlap {
  const end = Math.min(completeTo(first), completeTo(second));
  const { inFirst, inSecond, inBoth } = countUpTo(first.hashes, second.hashes, end);
  const [sizeFirst, sizeSecond] = [countDistinct(first), countDistinct(second)];
  const union = inFirst + inSecond - inBoth;
  const isWhole = first.isWhole && second.isWhole;
  const sizeUnion = isWhole ? union : sizeFirst + sizeSecond;
  return {
    firstInSecond: estimateShare(inBoth, inFirst, sizeFirst),
    secondInFirst: estimateShare(inBoth, inSecond, sizeSecond),
    shared: estimateShare(inBoth, union, sizeUnion),
  };
}

/** Up to which hash the sketch holds all of its set. */
function completeTo({ hashes, isWhole }: SetSketch): number {
  return isWhole ? hashSpan : hashes[hashes.length - 1]!;
}

function countUpTo(
  first: Float64Array,
  second: Float64Array,
  end: number,
): { inFirst: number; inSecond: number; inBoth: number } {
  let [inFirst, inSecond, inBoth] = [0, 0, 0];
  while (first[inFirst]! <= end || second[inSecond]! <= end) {
    const one = first[inFirst] ?? Infinity;
    const other = second[inSecond] ?? Infinity;
    if (one === other) inBoth += 1;
    if (one <= other) inFirst += 1;
    if (other <= one) inSecond += 1;
  }
  return { inFirst, inSecond, inBoth };
}

/** Of a sample of `count` out of `size`, drawn without putting back, `found` have it. */
function estimateShare(found: number, count: number, size: number): ShareEstimate {
  if (count === 0) return { share: NaN, low: size === 0 ? NaN : 0, high: size === 0 ? NaN : 1 };
  const share = found / count;
  if (count >= size) return { share, low: share, high: share };
  const asDrawn = (count * Math.max(1, size - 1)) / (size - count);
  const { low, high } = wilsonInterval(share * asDrawn, asDrawn);
  return { share, low: Math.min(share, low), high: Math.max(share, high) };
}
