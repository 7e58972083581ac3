import { describe, expect, it } from 'vitest';
import {
  chiSquared,
  cramersV,
  crossTabulate,
  isBijection,
  mutualInformation,
} from '../../src/math/contingency';
import { createRandom } from '../../src/math/random';
import { samples } from './samples';

describe('crossTabulate', () => {
  it.each(samples.tables)('leads to the measures of SciPy (V = $cramersV)', (expected) => {
    const { a, b, rows, columns } = expected;
    const table = crossTabulate(a, rows, b, columns);
    expect(chiSquared(table)).toBeCloseTo(expected.chiSquared, 9);
    expect(cramersV(table)).toBeCloseTo(expected.cramersV, 12);
    expect(mutualInformation(table)).toBeCloseTo(expected.mutualInformation, 12);
  });

  it('counts the same whether the table is small or too large to be held whole', () => {
    const random = createRandom(5);
    const rows = Array.from({ length: 500 }, () => random.below(9) - 1);
    const columns = Array.from({ length: 500 }, () => random.below(9) - 1);
    const dense = crossTabulate(rows, 8, columns, 8);
    const sparse = crossTabulate(rows, 4000, columns, 4000);
    expect(sparse.total).toBe(dense.total);
    expect(chiSquared(sparse)).toBeCloseTo(chiSquared(dense), 9);
    expect(cramersV(sparse)).toBeCloseTo(cramersV(dense), 12);
  });

  it('refuses columns of different lengths', () => {
    expect(() => crossTabulate([0], 1, [0, 0], 1)).toThrow('lengths differ: 1 and 2');
  });
});

describe('cramersV', () => {
  it('is 1 where one side decides the other, and about 0 by chance', () => {
    const random = createRandom(9);
    const codes = Array.from({ length: 2000 }, () => random.below(5));
    const others = codes.map(() => random.below(5));
    expect(cramersV(crossTabulate(codes, 5, codes, 5))).toBeCloseTo(1, 12);
    expect(cramersV(crossTabulate(codes, 5, others, 5))).toBeLessThan(0.05);
  });

  it('has no value where a side does not vary, or where all values differ', () => {
    expect(cramersV(crossTabulate([0, 0], 1, [0, 1], 2))).toBeNaN();
    expect(cramersV(crossTabulate([], 2, [], 2))).toBeNaN();
    expect(cramersV(crossTabulate([0, 1, 2], 3, [0, 1, 2], 3))).toBeNaN();
  });
});

describe('isBijection', () => {
  it('tells one to one from one to many', () => {
    expect(isBijection(crossTabulate([0, 1, 1], 2, [1, 0, 0], 2))).toBe(true);
    expect(isBijection(crossTabulate([0, 1, 1], 2, [0, 0, 0], 1))).toBe(false);
    expect(isBijection(crossTabulate([], 2, [], 2))).toBe(false);
  });
});
