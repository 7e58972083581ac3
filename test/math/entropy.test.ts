import { describe, expect, it } from 'vitest';
import { entropy, entropyBits, imbalance } from '../../src/math/entropy';
import { samples } from './samples';

function countValues(values: (number | null)[]): number[] {
  const counts = new Map<number, number>();
  for (const value of values) {
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts.values()];
}

describe('entropy', () => {
  it.each(samples.moments)('agrees with scipy.stats.entropy ($entropy)', (expected) => {
    expect(entropy(countValues(expected.values))).toBeCloseTo(expected.entropy, 12);
  });

  it('is one bit for a fair coin and nothing for a sure thing', () => {
    expect(entropyBits([5, 5, 0])).toBeCloseTo(1, 15);
    expect(entropy([7])).toBe(0);
    expect(entropy([])).toBe(0);
  });

  it('refuses a count below zero', () => {
    expect(() => entropy([1, -2])).toThrow('count below zero: -2');
  });
});

describe('imbalance', () => {
  it('is 0 for even counts, and grows as one value takes over', () => {
    expect(imbalance([10, 10, 10])).toBeCloseTo(0, 15);
    expect(imbalance([17303, 5489])).toBeCloseTo(0.2036, 4);
    expect(imbalance([999, 1])).toBeGreaterThan(0.98);
  });

  it('is 0 where there is nothing to compare', () => {
    expect(imbalance([5, 0])).toBe(0);
    expect(imbalance([])).toBe(0);
  });
});
