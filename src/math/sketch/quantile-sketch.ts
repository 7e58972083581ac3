/** A sketch as plain data: values by level, each standing for `2 ** level` numbers. */
export interface QuantileState {
  size: number;
  count: number;
  levels: Float64Array[];
  /** Sum over all that was decided by lot of the square of half the range of its error in rank. */
  squaredWeights: number;
  coin: number;
}

/** Compactors smaller than this cost more in sorting than they save in memory. */
const smallest = 256;
/** Shrink factor from one level to the one below. */
const shrink = 2 / 3;
/** Hoeffding's bound for 99 %: square root of 2 ln(2 / 0.01). */
const confidence = Math.sqrt(2 * Math.log(200));

/**
 * Quantiles of a stream of numbers in some 3 × `size` values of memory. Values wait in compactors; a full
 * one is sorted and every other value, from a coin's toss on, moves up with double weight. Exact as long as
 * nothing was halved. Karnin, Lang and Liberty, Optimal quantile approximation in streams (2016).
 */
export class QuantileSketch {
  count = 0;
  squaredWeights = 0;
  #levels: Float64Array[] = [new Float64Array(smallest)];
  #sizes: number[] = [0];
  #coin: number;

  /**
   * With `drawn` above 0, one of each 2 ** drawn neighbours, drawn by lot, stands for them: for very many values
   * that adds little to the error, and spares sorting most of them.
   */
  constructor(
    readonly size = 4096,
    seed = 1,
    private readonly drawn = 0,
  ) {
    this.#coin = seed | 1;
  }

  static from(state: QuantileState): QuantileSketch {
    const sketch = new QuantileSketch(state.size, state.coin);
    sketch.merge(state);
    return sketch;
  }

  get isExact(): boolean {
    return this.squaredWeights === 0;
  }

  /**
   * How far the share of values at or below an answer may be from what was asked for, as a share of all, with
   * a probability of 99 %: from what was decided by lot, by Hoeffding's inequality.
   */
  get rankError(): number {
    return this.count === 0 ? 0 : (confidence * Math.sqrt(this.squaredWeights)) / this.count;
  }

  /** Takes the first `count` numbers of `values`; none may be NaN. */
  addAll(values: Float64Array, count: number): void {
    this.count += count;
    if (this.drawn === 0) return this.#append(0, values.subarray(0, count));
    const group = 2 ** this.drawn;
    const groups = Math.floor(count / group);
    const picked = new Float64Array(groups);
    for (let index = 0; index < groups; index += 1)
      picked[index] = values[index * group + (this.#shift() & (group - 1))]!;
    this.squaredWeights += (groups * group * group) / 4;
    while (this.#levels.length <= this.drawn) this.#addLevel();
    this.#append(this.drawn, picked);
    this.#append(0, values.subarray(groups * group, count));
  }

  merge(other: QuantileState): void {
    this.count += other.count;
    this.squaredWeights += other.squaredWeights;
    // From the top down, so that what moves up finds the number of levels settled.
    for (let level = other.levels.length - 1; level >= 0; level -= 1) {
      while (this.#levels.length <= level) this.#addLevel();
      this.#append(level, other.levels[level]!);
    }
  }

  /** The values that stand for all, ascending, with the weight of each and of those before it. */
  weighted(): { values: Float64Array; upTo: Float64Array } {
    const all = this.#levels.flatMap((values, level) =>
      Array.from(values.subarray(0, this.#sizes[level]), (value) => [value, 2 ** level] as const),
    );
    all.sort((one, other) => one[0] - other[0]);
    let sum = 0;
    return {
      values: Float64Array.from(all, ([value]) => value),
      upTo: Float64Array.from(all, ([, weight]) => (sum += weight)),
    };
  }

  /** Quantiles for probabilities 0..1, by linear interpolation as long as the sketch is exact; NaN of nothing. */
  quantiles(probabilities: readonly number[]): number[] {
    const { values, upTo } = this.weighted();
    return probabilities.map((probability) => {
      if (values.length === 0) return NaN;
      const position = probability * (this.count - 1);
      const low = values[placeOf(upTo, Math.floor(position))]!;
      if (!this.isExact) return low;
      const high = values[placeOf(upTo, Math.ceil(position))]!;
      return low === high ? low : low + (position - Math.floor(position)) * (high - low);
    });
  }

  state(): QuantileState {
    const { size, count, squaredWeights } = this;
    const levels = this.#levels.map((values, level) => values.slice(0, this.#sizes[level]));
    return { size, count, levels, squaredWeights, coin: this.#coin };
  }

  #capacity(level: number): number {
    return Math.max(smallest, Math.ceil(this.size * shrink ** (this.#levels.length - 1 - level)));
  }

  #append(level: number, values: Float64Array): void {
    for (let from = 0; from < values.length;) {
      const room = this.#roomAt(level);
      const some = values.subarray(from, from + room);
      this.#levels[level]!.set(some, this.#sizes[level]);
      this.#sizes[level]! += some.length;
      from += some.length;
    }
    if (this.#sizes[level]! >= this.#capacity(level)) this.#compact(level);
  }

  /** Free places of a level, once it was halved or grown where it must be. */
  #roomAt(level: number): number {
    const capacity = this.#capacity(level);
    if (this.#sizes[level]! >= capacity) this.#compact(level);
    if (this.#levels[level]!.length < capacity) {
      const wanted = Math.min(capacity, 2 * Math.max(smallest, this.#levels[level]!.length));
      const grown = new Float64Array(wanted);
      grown.set(this.#levels[level]!.subarray(0, this.#sizes[level]));
      if (this.#sizes[level] === this.#levels[level]!.length) this.#levels[level] = grown;
    }
    return this.#levels[level]!.length - this.#sizes[level]!;
  }

  #compact(level: number): void {
    if (level + 1 === this.#levels.length) this.#addLevel();
    const size = this.#sizes[level]!;
    const even = size - (size % 2);
    const values = this.#levels[level]!;
    values.subarray(0, even).sort();
    const kept = new Float64Array(even / 2);
    const first = this.#toss();
    for (let index = 0; index < kept.length; index += 1) kept[index] = values[2 * index + first]!;
    if (even < size) values[0] = values[even]!;
    this.#sizes[level] = size - even;
    this.squaredWeights += 4 ** level;
    this.#append(level + 1, kept);
  }

  #addLevel(): void {
    this.#levels.push(new Float64Array(smallest));
    this.#sizes.push(0);
  }

  #toss(): number {
    return (this.#shift() >>> 16) & 1;
  }

  /** Marsaglia's xorshift. */
  #shift(): number {
    let coin = this.#coin;
    coin ^= coin << 13;
    coin ^= coin >>> 17;
    coin ^= coin << 5;
    this.#coin = coin;
    return coin;
  }
}

/** The first place whose running weight exceeds `position`. */
function placeOf(upTo: Float64Array, position: number): number {
  let [low, high] = [0, upTo.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (upTo[middle]! <= position) low = middle + 1;
    else high = middle;
  }
  return low;
}
