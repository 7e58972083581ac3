import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/math/random';
import { thinLine } from '../../../src/methods/evaluate/thin-line';

describe('thinLine', () => {
  it('keeps a short line whole', () => {
    expect([...thinLine(Float64Array.of(0, 1, 2), Float64Array.of(0, 5, 0), 3)]).toEqual([0, 1, 2]);
  });

  it('keeps corners and drops what lies on straight lines', () => {
    const x = Float64Array.from({ length: 101 }, (_, index) => index);
    const y = x.map((value) => (value < 50 ? value : 100 - value));
    expect([...thinLine(x, y, 20)]).toEqual([0, 50, 100]);
  });

  it('keeps both ends and rising order', () => {
    const random = createRandom(4);
    const x = Float64Array.from({ length: 500 }, (_, index) => index / 500);
    const y = x.map(() => random.next());
    const kept = thinLine(x, y, 40);
    expect(kept.length).toBe(40);
    expect([kept[0], kept.at(-1)]).toEqual([0, 499]);
    expect(kept.every((index, place) => place === 0 || index > kept[place - 1]!)).toBe(true);
  });

  it('comes nearer with more points', () => {
    const x = Float64Array.from({ length: 2000 }, (_, index) => index / 2000);
    const y = x.map((value) => Math.sin(12 * value) + Math.sin(70 * value) / 5);
    const errors = [10, 40, 160].map((limit) => largestError(x, y, thinLine(x, y, limit)));
    expect(errors[1]!).toBeLessThan(errors[0]!);
    expect(errors[2]!).toBeLessThan(0.02);
  });
});

function largestError(x: Float64Array, y: Float64Array, kept: Uint32Array): number {
  let largest = 0;
  for (let place = 1; place < kept.length; place += 1) {
    const [from, to] = [kept[place - 1]!, kept[place]!];
    for (let index = from; index <= to; index += 1) {
      const share = (x[index]! - x[from]!) / (x[to]! - x[from]!);
      const drawn = y[from]! + share * (y[to]! - y[from]!);
      largest = Math.max(largest, Math.abs(y[index]! - drawn));
    }
  }
  return largest;
}
