import { describe, expect, it } from 'vitest';
import { quantiles } from '../../../src/math/quantiles';
import { createRandom } from '../../../src/math/random';
import { QuantileSketch } from '../../../src/math/sketch/quantile-sketch';

const probabilities = [0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1];

/** Ranks of the answers against those asked for, as shares; `values` are 0 … n − 1 in some order. */
function rankErrors(sketch: QuantileSketch, length: number): number[] {
  const found = sketch.quantiles(probabilities);
  return found.map((value, index) => Math.abs((value + 1) / length - probabilities[index]!));
}

function shuffled(length: number, seed: number): Float64Array {
  const random = createRandom(seed);
  const values = Float64Array.from({ length }, (_, index) => index);
  for (let last = length - 1; last > 0; last -= 1) {
    const other = random.below(last + 1);
    [values[last], values[other]] = [values[other]!, values[last]!];
  }
  return values;
}

function sketchOf(values: Float64Array, size: number, seed: number, part = 512): QuantileSketch {
  const sketch = new QuantileSketch(size, seed);
  for (let start = 0; start < values.length; start += part) {
    const some = values.subarray(start, start + part);
    sketch.addAll(some, some.length);
  }
  return sketch;
}

describe('QuantileSketch', () => {
  it('is exact for what fits, as NumPy interpolates', () => {
    const values = Float64Array.of(5, 1, 4, 1, 5, 9, 2, 6, 5, 3);
    const sketch = sketchOf(values, 1024, 1, 3);
    expect(sketch.isExact).toBe(true);
    expect(sketch.rankError).toBe(0);
    expect(sketch.quantiles(probabilities)).toEqual([...quantiles(values, probabilities)]);
  });

  it('holds the rank error it claims in 99 of 100 answers', () => {
    const length = 100_000;
    let [answers, beyond] = [0, 0];
    for (let seed = 1; seed <= 25; seed += 1) {
      const sketch = sketchOf(shuffled(length, seed), 512, seed);
      expect(sketch.isExact).toBe(false);
      expect(sketch.rankError).toBeLessThan(0.03);
      const errors = rankErrors(sketch, length);
      answers += errors.length;
      beyond += errors.filter((error) => error > sketch.rankError + 1 / length).length;
    }
    expect(beyond / answers).toBeLessThanOrEqual(0.01);
  });

  it('claims less than 0.25 % at its usual size for ten million values', () => {
    const sketch = new QuantileSketch();
    const values = new Float64Array(1000);
    const random = createRandom(1);
    for (let part = 0; part < 10_000; part += 1) {
      for (let index = 0; index < 1000; index += 1) values[index] = random.next();
      sketch.addAll(values, 1000);
    }
    expect(sketch.rankError).toBeLessThan(0.0025);
    sketch.quantiles(probabilities).forEach((value, index) => {
      expect(Math.abs(value - probabilities[index]!)).toBeLessThan(sketch.rankError + 0.0005);
    });
    const kept = sketch.state().levels.reduce((sum, level) => sum + level.length, 0);
    expect(kept).toBeLessThan(4 * 4096);
  });

  it('keeps its claim when parts are merged, sorted or not', () => {
    const length = 200_000;
    for (const order of ['shuffled', 'ascending'] as const) {
      const values = order === 'shuffled' ? shuffled(length, 4) : shuffled(length, 4).sort();
      const merged = new QuantileSketch(512, 9);
      for (let part = 0; part < 10; part += 1) {
        const some = values.subarray(part * 20_000, (part + 1) * 20_000);
        merged.merge(structuredClone(sketchOf(some, 512, part + 1).state()));
      }
      expect(merged.count).toBe(length);
      const weights = merged.weighted().upTo;
      expect(weights[weights.length - 1]).toBe(length);
      for (const error of rankErrors(merged, length))
        expect(error).toBeLessThan(merged.rankError + 1 / length);
    }
  });

  it('has no quantile of nothing', () => {
    expect(new QuantileSketch().quantiles([0.5])).toEqual([NaN]);
    expect(new QuantileSketch().rankError).toBe(0);
  });
});
