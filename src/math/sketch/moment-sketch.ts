import { momentsFromSums, type Moments } from '../moments';

/** Count, range, mean, and sums of powers of the deviations from the mean. */
export interface MomentState {
  count: number;
  /** A value amid the others; the mean is `origin + offset`, so that a large mean costs no digits. */
  origin: number;
  offset: number;
  second: number;
  third: number;
  fourth: number;
  min: number;
  max: number;
}

/**
 * Moments and range of numbers that are never all at hand: exact up to rounding, in any order and in any
 * number of parts. Pébay, Formulas for robust, one-pass parallel computation of covariances and
 * arbitrary-order statistical moments (2008), equations 2.1 and 3.1.
 */
export class MomentSketch implements MomentState {
  count = 0;
  origin = 0;
  offset = 0;
  second = 0;
  third = 0;
  fourth = 0;
  min = Infinity;
  max = -Infinity;

  /** Takes the first `count` finite numbers of `values`, in two passes over them. */
  addAll(values: Float64Array, count: number): void {
    if (count === 0) return;
    const origin = this.count === 0 ? values[0]! : this.origin;
    const part = emptyPart(count, origin);
    for (let index = 0; index < count; index += 1) {
      const value = values[index]!;
      part.offset += value - origin;
      if (value < part.min) part.min = value;
      if (value > part.max) part.max = value;
    }
    part.offset /= count;
    for (let index = 0; index < count; index += 1) {
      const deviation = values[index]! - origin - part.offset;
      const square = deviation * deviation;
      part.second += square;
      part.third += square * deviation;
      part.fourth += square * square;
    }
    this.merge(part);
  }

  merge(other: MomentState): void {
    if (other.count === 0) return;
    if (this.count === 0) this.origin = other.origin;
    const [mine, theirs] = [this.count, other.count];
    const total = mine + theirs;
    const delta = other.origin - this.origin + (other.offset - this.offset);
    const step = delta / total;
    const spread = delta * step * mine * theirs;
    this.fourth +=
      other.fourth +
      spread * step * step * (mine * mine - mine * theirs + theirs * theirs) +
      6 * step * step * (mine * mine * other.second + theirs * theirs * this.second) +
      4 * step * (mine * other.third - theirs * this.third);
    this.third +=
      other.third +
      spread * step * (mine - theirs) +
      3 * step * (mine * other.second - theirs * this.second);
    this.second += other.second + spread;
    this.offset += step * theirs;
    this.count = total;
    this.min = Math.min(this.min, other.min);
    this.max = Math.max(this.max, other.max);
  }

  /** As of the sample itself: variance by n − 1, skewness G1, excess kurtosis G2. */
  read(): Moments {
    const { count, origin, offset, second, third, fourth } = this;
    return momentsFromSums({ count, centre: origin + offset, first: 0, second, third, fourth });
  }
}

function emptyPart(count: number, origin: number): MomentState {
  const sums = { offset: 0, second: 0, third: 0, fourth: 0 };
  return { count, origin, ...sums, min: Infinity, max: -Infinity };
}
