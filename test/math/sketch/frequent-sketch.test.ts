import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/math/random';
import { NumberLabels, TextLabels } from '../../../src/math/sketch/frequent-labels';
import { FrequentSketch } from '../../../src/math/sketch/frequent-sketch';
import { Hash64 } from '../../../src/math/sketch/hash64';

const hash = new Hash64();

/** Values 0, 1, 2, … with frequencies that fall as a power: few are frequent, many are rare. */
function skewed(length: number, seed: number): number[] {
  const random = createRandom(seed);
  return Array.from({ length }, () => Math.floor(1 / (1 - random.next())) - 1);
}

function sketchOf(values: number[], capacity: number): FrequentSketch<NumberLabels> {
  const sketch = new FrequentSketch(capacity, new NumberLabels(capacity));
  for (const value of values) {
    hash.number(value);
    const made = sketch.add(hash.high, hash.low);
    if (made >= 0) sketch.labels.values[made] = value;
  }
  return sketch;
}

function countsOf(values: number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function expectBounds(sketch: FrequentSketch<NumberLabels>, values: number[]): void {
  const exact = countsOf(values);
  const kept = new Set(sketch.order().map((counter) => sketch.labels.values[counter]!));
  for (const counter of sketch.order()) {
    const count = exact.get(sketch.labels.values[counter]!)!;
    expect(sketch.count(counter)).toBeLessThanOrEqual(count);
    expect(sketch.count(counter) + sketch.error).toBeGreaterThanOrEqual(count);
  }
  for (const [value, count] of exact) {
    if (!kept.has(value)) expect(count).toBeLessThanOrEqual(sketch.error);
  }
}

describe('FrequentSketch', () => {
  it('counts exactly while all values have a counter', () => {
    const values = skewed(2_000, 1).map((value) => value % 50);
    const sketch = sketchOf(values, 64);
    expect(sketch.error).toBe(0);
    expect(sketch.total).toBe(2_000);
    const found = sketch
      .order()
      .map((counter) => [sketch.labels.values[counter], sketch.count(counter)]);
    const exact = [...countsOf(values)].sort((one, other) => other[1] - one[1]);
    expect(found.map(([, count]) => count)).toEqual(exact.map(([, count]) => count));
    expect(new Map(found as [number, number][])).toEqual(countsOf(values));
  });

  it('is within its bounds for every value, kept or not', () => {
    for (let seed = 1; seed <= 5; seed += 1) {
      const values = skewed(50_000, seed);
      const sketch = sketchOf(values, 256);
      expect(sketch.error).toBeGreaterThan(0);
      expect(sketch.error).toBeLessThanOrEqual((2 * values.length) / 256);
      expectBounds(sketch, values);
    }
  });

  it('finds nothing frequent where each value stands once', () => {
    const sketch = sketchOf(
      Array.from({ length: 20_000 }, (_, index) => index),
      128,
    );
    const most = sketch.order()[0];
    expect(most === undefined ? 0 : sketch.count(most)).toBeLessThanOrEqual(sketch.error);
  });

  it('keeps its bounds when parts are merged', () => {
    const parts = [skewed(30_000, 7), skewed(10_000, 8), skewed(20_000, 9)];
    const merged = new FrequentSketch(256, new NumberLabels(256));
    for (const part of parts) {
      const sketch = sketchOf(part, 256);
      merged.merge(structuredClone(sketch.state()), (counter, theirs) => {
        merged.labels.values[counter] = sketch.labels.values[theirs]!;
      });
    }
    expect(merged.total).toBe(60_000);
    expectBounds(merged, parts.flat());
  });
});

describe('TextLabels', () => {
  it('keeps the first bytes of a text, also when it moves', () => {
    const labels = new TextLabels(4, 8);
    const bytes = new TextEncoder().encode('a longer text');
    labels.set(3, bytes, 2, 6);
    labels.set(2, bytes, 0, bytes.length);
    labels.move(3, 1);
    expect(new TextDecoder().decode(labels.get(1))).toBe('long');
    expect(new TextDecoder().decode(labels.get(2))).toBe('a longer');
  });
});
