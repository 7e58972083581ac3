/** Counts per bin `[(first + k) × 2^exponent, (first + k + 1) × 2^exponent)`. */
export interface HistogramState {
  exponent: number;
  first: number;
  counts: Float64Array;
}

/**
 * A histogram of numbers whose range is not known beforehand: at most `bins` bins whose width is a power of
 * two and whose edges are multiples of it, so that bins join by pairs without moving a value. Counts are
 * exact; the width follows the range. Bins of whole numbers (`least` 0) hold one whole number or more.
 * Two histograms are brought to the same width and added (Ben-Haim and Tom-Tov 2010 bin the same task by
 * centroids, whose counts are not exact).
 */
export class AdaptiveHistogram implements HistogramState {
  exponent = NaN;
  first = 0;
  counts: Float64Array;

  /** `least` bounds the exponent of the width from below. */
  constructor(
    readonly bins = 1024,
    private readonly least = -1074,
  ) {
    this.counts = new Float64Array(bins);
  }

  get isEmpty(): boolean {
    return Number.isNaN(this.exponent);
  }

  /** Takes the first `count` finite numbers, all of them within `[min, max]`. */
  addAll(values: Float64Array, count: number, min: number, max: number): void {
    if (count === 0) return;
    this.#cover(min, max);
    const { counts, first } = this;
    const perWidth = 2 ** -this.exponent;
    if (Number.isFinite(perWidth)) {
      for (let index = 0; index < count; index += 1)
        counts[Math.floor(values[index]! * perWidth) - first]! += 1;
    } else {
      const width = 2 ** this.exponent;
      for (let index = 0; index < count; index += 1)
        counts[Math.floor(values[index]! / width) - first]! += 1;
    }
  }

  merge(other: HistogramState): void {
    if (Number.isNaN(other.exponent)) return;
    const width = 2 ** other.exponent;
    const used = usedSpan(other.counts);
    if (used.first < 0) return;
    const [low, high] = [(other.first + used.first) * width, (other.first + used.last) * width];
    if (this.isEmpty) this.#begin(other.exponent, low, high);
    this.#widen(other.exponent);
    this.#cover(low, high);
    const ratio = 2 ** (this.exponent - other.exponent);
    for (let bin = used.first; bin <= used.last; bin += 1)
      this.counts[Math.floor((other.first + bin) / ratio) - this.first]! += other.counts[bin]!;
  }

  /** Edges and counts from the first value to the last in at most `most` bins. */
  read(most: number): { edges: number[]; counts: number[] } {
    const used = usedSpan(this.counts);
    if (this.isEmpty || used.first < 0) return { edges: [], counts: [] };
    const joined = new AdaptiveHistogram(most, this.exponent);
    joined.merge(this);
    const { first, last } = usedSpan(joined.counts);
    const width = 2 ** joined.exponent;
    return {
      edges: Array.from({ length: last - first + 2 }, (_, k) => (joined.first + first + k) * width),
      counts: Array.from(joined.counts.subarray(first, last + 1)),
    };
  }

  state(): HistogramState {
    const { exponent, first, counts } = this;
    return { exponent, first, counts: counts.slice() };
  }

  #cover(min: number, max: number): void {
    if (this.isEmpty) this.#begin(this.least, min, max);
    if (this.#holds(min, max)) return;
    const used = usedSpan(this.counts);
    const width = 2 ** this.exponent;
    const low = used.first < 0 ? min : Math.min(min, (this.first + used.first) * width);
    const high = used.first < 0 ? max : Math.max(max, (this.first + used.last) * width);
    this.#rebin(Math.max(this.exponent, exponentFor(low, high, this.bins, this.least)), low, high);
  }

  #begin(least: number, min: number, max: number): void {
    this.exponent = exponentFor(min, max, this.bins, Math.max(least, this.least));
    this.first = this.#centred(min, max);
  }

  #holds(min: number, max: number): boolean {
    const width = 2 ** this.exponent;
    return (
      Math.floor(min / width) >= this.first && Math.floor(max / width) < this.first + this.bins
    );
  }

  #widen(exponent: number): void {
    if (this.isEmpty || exponent <= this.exponent) return;
    const { first, last } = usedSpan(this.counts);
    const width = 2 ** this.exponent;
    const from = first < 0 ? 0 : (this.first + first) * width;
    this.#rebin(exponent, from, first < 0 ? 0 : (this.first + last) * width);
  }

  #rebin(exponent: number, low: number, high: number): void {
    const old = { exponent: this.exponent, first: this.first, counts: this.counts };
    this.exponent = exponent;
    this.first = this.#centred(low, high);
    this.counts = new Float64Array(this.bins);
    const ratio = 2 ** (exponent - old.exponent);
    old.counts.forEach((count, bin) => {
      if (count > 0) this.counts[Math.floor((old.first + bin) / ratio) - this.first]! += count;
    });
  }

  /** The bin to begin with, so that the range stands amid the bins. */
  #centred(min: number, max: number): number {
    const width = 2 ** this.exponent;
    const [low, high] = [Math.floor(min / width), Math.floor(max / width)];
    return low - ((this.bins - 1 - (high - low)) >> 1);
  }
}

/** The smallest exponent whose bins hold the range; never below what doubles of that size can tell apart. */
function exponentFor(min: number, max: number, bins: number, least: number): number {
  const size = Math.max(Math.abs(min), Math.abs(max));
  const finest = size === 0 ? least : Math.max(least, Math.floor(Math.log2(size)) - 51);
  const span = max / 2 - min / 2;
  let exponent = Math.max(finest, Math.ceil(Math.log2(span / bins)) - 1);
  if (!Number.isFinite(exponent)) exponent = finest;
  while (Math.floor(max / 2 ** exponent) - Math.floor(min / 2 ** exponent) >= bins) exponent += 1;
  return exponent;
}

function usedSpan(counts: Float64Array): { first: number; last: number } {
  let first = 0;
  while (first < counts.length && counts[first] === 0) first += 1;
  if (first === counts.length) return { first: -1, last: -1 };
  let last = counts.length - 1;
  while (counts[last] === 0) last -= 1;
  return { first, last };
}
