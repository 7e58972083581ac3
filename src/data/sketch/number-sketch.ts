import { AdaptiveHistogram, type HistogramState } from '../../math/sketch/adaptive-histogram';
import { DistinctSketch, type DistinctState } from '../../math/sketch/distinct-sketch';
import { NumberLabels } from '../../math/sketch/frequent-labels';
import { FrequentSketch, type FrequentState } from '../../math/sketch/frequent-sketch';
import { Hash64 } from '../../math/sketch/hash64';
import { MomentSketch, type MomentState } from '../../math/sketch/moment-sketch';
import { QuantileSketch, type QuantileState } from '../../math/sketch/quantile-sketch';
import type { SketchSize } from './sketch-size';

/** What was seen of numbers, as plain data. */
export interface NumberState {
  zeros: number;
  negatives: number;
  /** Finite numbers without a fraction. */
  whole: number;
  infinite: number;
  nan: number;
  moments: MomentState;
  quantiles: QuantileState;
  histogram: HistogramState;
  distinct: DistinctState;
  frequent: FrequentState;
  /** The values that `frequent` counts, by counter. */
  values: Float64Array;
}

const batchSize = 512;
const hash = new Hash64();

/** Numbers of one column, in constant memory. NaN and infinities are counted and in no statistic. */
export class NumberSketch {
  zeros = 0;
  negatives = 0;
  whole = 0;
  infinite = 0;
  nan = 0;
  readonly moments = new MomentSketch();
  readonly quantiles: QuantileSketch;
  readonly histogram: AdaptiveHistogram;
  readonly distinct = new DistinctSketch();
  readonly frequent: FrequentSketch<NumberLabels>;
  readonly #batch = new Float64Array(batchSize);
  #waiting = 0;

  constructor(size: SketchSize) {
    this.quantiles = new QuantileSketch(size.quantiles, 1, size.drawn);
    this.histogram = new AdaptiveHistogram(size.bins);
    this.frequent = new FrequentSketch(size.counters, new NumberLabels(size.counters));
  }

  add(value: number): void {
    hash.number(value);
    this.addHashed(value, hash.high, hash.low);
  }

  /** Takes a number together with a hash that tells it from others that a double does not. */
  addHashed(value: number, high: number, low: number): void {
    if (value - value !== 0) {
      this.#addOdd(value);
      return;
    }
    if (value === 0) this.zeros += 1;
    else if (value < 0) this.negatives += 1;
    if (Math.floor(value) === value) this.whole += 1;
    this.distinct.add(high, low);
    const made = this.frequent.add(high, low);
    if (made >= 0) this.frequent.labels.values[made] = value;
    this.#batch[this.#waiting++] = value;
    if (this.#waiting === batchSize) this.flush();
  }

  #addOdd(value: number): void {
    if (Number.isNaN(value)) {
      this.nan += 1;
      return;
    }
    this.infinite += 1;
    hash.number(value);
    this.distinct.add(hash.high, hash.low);
    const made = this.frequent.add(hash.high, hash.low);
    if (made >= 0) this.frequent.labels.values[made] = value;
  }

  /** Brings what waits into the sketches; to be called before they are read. */
  flush(): void {
    const [values, count] = [this.#batch, this.#waiting];
    if (count === 0) return;
    this.#waiting = 0;
    let [min, max] = [Infinity, -Infinity];
    for (let index = 0; index < count; index += 1) {
      const value = values[index]!;
      if (value < min) min = value;
      if (value > max) max = value;
    }
    this.histogram.addAll(values, count, min, max);
    this.moments.addAll(values, count);
    this.quantiles.addAll(values, count);
  }

  merge(other: NumberState): void {
    this.flush();
    this.zeros += other.zeros;
    this.negatives += other.negatives;
    this.whole += other.whole;
    this.infinite += other.infinite;
    this.nan += other.nan;
    this.moments.merge(other.moments);
    this.quantiles.merge(other.quantiles);
    this.histogram.merge(other.histogram);
    this.distinct.merge(other.distinct);
    const labels = this.frequent.labels.values;
    this.frequent.merge(other.frequent, (counter, theirs) => {
      labels[counter] = other.values[theirs]!;
    });
  }

  state(): NumberState {
    this.flush();
    const { zeros, negatives, whole, infinite, nan } = this;
    return {
      ...{ zeros, negatives, whole, infinite, nan },
      moments: { ...this.moments },
      quantiles: this.quantiles.state(),
      histogram: this.histogram.state(),
      distinct: this.distinct.state(),
      frequent: this.frequent.state(),
      values: this.frequent.labels.values.slice(0, this.frequent.size),
    };
  }
}
