import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/math/random';
import { keepRate, SelectionSampler } from '../../src/math/row-sampling';

function sample(total: number, size: number, seed: number): number[] {
  const sampler = new SelectionSampler(total, size, createRandom(seed));
  return Array.from({ length: total }, (_, row) => row).filter(() => sampler.next());
}

describe('SelectionSampler', () => {
  it('takes exactly so many, all where there are fewer', () => {
    for (let seed = 0; seed < 50; seed += 1) expect(sample(100, 13, seed)).toHaveLength(13);
    expect(sample(5, 9, 1)).toEqual([0, 1, 2, 3, 4]);
    expect(sample(5, 0, 1)).toEqual([]);
  });

  it('gives every set of rows the same chance', () => {
    const counts = new Map<string, number>();
    const rounds = 30_000;
    for (let seed = 0; seed < rounds; seed += 1) {
      const set = sample(6, 3, seed).join('');
      counts.set(set, (counts.get(set) ?? 0) + 1);
    }
    expect(counts.size).toBe(20);
    const expected = rounds / 20;
    const chiSquared = [...counts.values()].reduce(
      (sum, n) => sum + (n - expected) ** 2 / expected,
      0,
    );
    // 99.9 % of a chi-squared distribution with 19 degrees of freedom (SciPy: chi2.ppf(0.999, 19)).
    expect(chiSquared).toBeLessThan(43.82);
  });
});

describe('keepRate', () => {
  it('keeps enough but for a chance that is negligible', () => {
    expect(keepRate(1_000, 10_000, 0)).toBeGreaterThan(0.1);
    expect(keepRate(1_000, 1_000_000, 0.02)).toBeLessThan(0.0014);
    expect(keepRate(1_000, 1_100, 0)).toBe(1);
    const random = createRandom(5);
    const rate = keepRate(100, 5_000, 0);
    for (let round = 0; round < 200; round += 1) {
      let kept = 0;
      for (let row = 0; row < 5_000; row += 1) if (random.next() < rate) kept += 1;
      expect(kept).toBeGreaterThanOrEqual(100);
    }
  });
});
