import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/math/random';
import { MomentSketch } from '../../../src/math/sketch/moment-sketch';
import { samples } from '../samples';

const names = ['mean', 'variance', 'std', 'skewness', 'kurtosis'] as const;

describe('MomentSketch', () => {
  it.each(samples.moments)('agrees with pandas in parts of any size ($mean, $std)', (expected) => {
    const values = Float64Array.from(expected.values.filter((value) => value !== null));
    for (const size of [1, 2, 3, 7, 1000]) {
      const sketch = new MomentSketch();
      for (let start = 0; start < values.length; start += size) {
        const part = values.subarray(start, start + size);
        sketch.addAll(part, part.length);
      }
      const found = sketch.read();
      for (const name of names) {
        const wanted = expected[name] ?? NaN;
        if (Number.isNaN(wanted)) expect(found[name]).toBeNaN();
        else expect((found[name] - wanted) / Math.max(1, Math.abs(wanted))).toBeCloseTo(0, 9);
      }
    }
  });

  it('is the same in whatever order parts are merged', () => {
    const random = createRandom(5);
    const parts = Array.from({ length: 9 }, (_, part) => {
      const sketch = new MomentSketch();
      const values = Float64Array.from(
        { length: 40 * part + 1 },
        () => random.normal() ** 3 + part,
      );
      sketch.addAll(values, values.length);
      return sketch;
    });
    const forward = new MomentSketch();
    const backward = new MomentSketch();
    for (const part of parts) forward.merge(structuredClone(part));
    for (const part of parts.toReversed()) backward.merge(structuredClone(part));
    for (const name of names) expect(forward.read()[name]).toBeCloseTo(backward.read()[name], 9);
    expect([forward.count, forward.min, forward.max]).toEqual([
      backward.count,
      backward.min,
      backward.max,
    ]);
  });

  it('loses no digits to a large mean', () => {
    const values = Float64Array.from({ length: 10_000 }, (_, index) => 1e9 + (index % 2));
    const sketch = new MomentSketch();
    for (let start = 0; start < 10_000; start += 100)
      sketch.addAll(values.subarray(start, start + 100), 100);
    expect(sketch.read().variance).toBeCloseTo((0.25 * 10_000) / 9_999, 9);
  });

  it('has no moments of nothing', () => {
    const sketch = new MomentSketch();
    sketch.merge(new MomentSketch());
    expect(sketch.read()).toMatchObject({ count: 0, mean: NaN, variance: NaN });
  });
});
