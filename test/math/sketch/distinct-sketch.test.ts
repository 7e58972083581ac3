import { describe, expect, it } from 'vitest';
import { DistinctSketch, distinctError } from '../../../src/math/sketch/distinct-sketch';
import { Hash64 } from '../../../src/math/sketch/hash64';

const hash = new Hash64();
const encoder = new TextEncoder();

function addNumbers(sketch: DistinctSketch, from: number, to: number): DistinctSketch {
  for (let value = from; value < to; value += 1) {
    hash.number(value);
    sketch.add(hash.high, hash.low);
  }
  return sketch;
}

function addTexts(sketch: DistinctSketch, prefix: string, count: number): DistinctSketch {
  for (let value = 0; value < count; value += 1) {
    const bytes = encoder.encode(`${prefix}${value}`);
    hash.bytes(bytes, 0, bytes.length);
    sketch.add(hash.high, hash.low);
  }
  return sketch;
}

describe('DistinctSketch', () => {
  it('is exact up to 2,048 values, repeated or not', () => {
    const sketch = new DistinctSketch();
    expect(sketch.estimate()).toBe(0);
    for (let round = 0; round < 3; round += 1) addNumbers(sketch, 0, 2048);
    expect(sketch.isExact).toBe(true);
    expect(sketch.estimate()).toBe(2048);
    sketch.add(0, 0);
    expect(sketch.isExact).toBe(true);
    expect(sketch.estimate()).toBe(2049);
    addNumbers(sketch, 5000, 5001);
    expect(sketch.isExact).toBe(false);
  });

  it('errs by 0.81 % on average for numbers and for texts of any count', () => {
    const errors: number[] = [];
    for (const count of [3_000, 10_000, 40_000, 100_000]) {
      for (let round = 0; round < 4; round += 1) {
        const numbers = addNumbers(new DistinctSketch(), round * 1e7, round * 1e7 + count);
        const texts = addTexts(new DistinctSketch(), `${round} user-`, count);
        errors.push(numbers.estimate() / count - 1, texts.estimate() / count - 1);
      }
    }
    const rootMeanSquare = Math.sqrt(
      errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length,
    );
    expect(rootMeanSquare).toBeLessThan(1.3 * distinctError);
    expect(Math.max(...errors.map(Math.abs))).toBeLessThan(3.5 * distinctError);
    expect(distinctError).toBeCloseTo(0.0081, 4);
  });

  it('merges to the very sketch of all values', () => {
    const whole = addNumbers(new DistinctSketch(), 0, 50_000);
    const merged = new DistinctSketch();
    for (const [from, to] of [
      [0, 30_000],
      [20_000, 49_000],
      [48_999, 50_000],
    ] as const)
      merged.merge(structuredClone(addNumbers(new DistinctSketch(), from, to).state()));
    expect(merged.estimate()).toBe(whole.estimate());
    expect(merged.state()).toEqual(whole.state());
  });

  it('counts small parts that are merged exactly', () => {
    const merged = addTexts(new DistinctSketch(), 'a', 100);
    merged.merge(addTexts(new DistinctSketch(), 'a', 120).state());
    merged.merge(addTexts(new DistinctSketch(), 'b', 20).state());
    expect(merged.estimate()).toBe(140);
    expect(DistinctSketch.from(merged.state()).estimate()).toBe(140);
  });

  it('takes 0 and -0 as one value', () => {
    const sketch = new DistinctSketch();
    for (const value of [0, -0]) {
      hash.number(value);
      sketch.add(hash.high, hash.low);
    }
    expect(sketch.estimate()).toBe(1);
  });
});
