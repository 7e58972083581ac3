import { describe, expect, it } from 'vitest';
import {
  foldRows,
  groupFolds,
  randomFolds,
  stratifiedFolds,
  timeFolds,
} from '../../../src/methods/train/folds';
import { createRandom } from '../../../src/math/random';

const random = createRandom(4);
const strata = Int32Array.from(
  { length: 503 },
  () => Math.floor(random.next() ** 2 * 4) - (random.next() < 0.05 ? 9 : 0),
).map((code) => Math.max(code, -1));

const counts = (values: Int32Array, keep: (row: number) => boolean, size: number): number[] => {
  const found = new Array<number>(size).fill(0);
  values.forEach((value, row) => {
    if (value >= 0 && keep(row)) found[value]! += 1;
  });
  return found;
};

const spread = (values: number[]): number => Math.max(...values) - Math.min(...values);

describe('stratifiedFolds', () => {
  it('differ by at most one row in each stratum and at most one in total', () => {
    for (const folds of [2, 3, 5, 10]) {
      const foldOf = stratifiedFolds(strata, folds, 1);
      for (const stratum of [0, 1, 2, 3])
        expect(spread(counts(foldOf, (row) => strata[row] === stratum, folds))).toBeLessThanOrEqual(
          1,
        );
      expect(spread(counts(foldOf, () => true, folds))).toBeLessThanOrEqual(1);
    }
  });

  it('leave out rows without a stratum, and only those', () => {
    const foldOf = stratifiedFolds(strata, 5, 1);
    foldOf.forEach((fold, row) => expect(fold < 0).toBe(strata[row]! < 0));
  });

  it('are the same for the same seed and others for another', () => {
    expect(stratifiedFolds(strata, 5, 1)).toEqual(stratifiedFolds(strata, 5, 1));
    expect(stratifiedFolds(strata, 5, 2)).not.toEqual(stratifiedFolds(strata, 5, 1));
  });

  it('refuse fewer than two folds and more folds than rows', () => {
    expect(() => stratifiedFolds(strata, 1, 1)).toThrow('folds: 1: at least 2');
    expect(() => randomFolds(3, 4, 1)).toThrow('folds: 4: more than the 3 rows');
  });
});

describe('groupFolds', () => {
  const groups = Int32Array.from({ length: 300 }, (_, row) => (row % 50 === 0 ? -1 : row % 17));

  it('keep a group in one fold', () => {
    const foldOf = groupFolds(groups, 4, 1);
    for (let group = 0; group < 17; group += 1) {
      const folds = new Set(foldOf.filter((_, row) => groups[row] === group));
      expect(folds.size).toBe(1);
    }
  });

  it('differ by no more than the largest group', () => {
    expect(spread(counts(groupFolds(groups, 4, 1), () => true, 4))).toBeLessThanOrEqual(18);
  });
});

describe('timeFolds', () => {
  const times = Float64Array.from({ length: 120 }, (_, row) => (row === 7 ? NaN : (row * 37) % 40));

  it('validate only on what comes after all that they learn from', () => {
    for (const { train, validation } of timeFolds(times, 4)) {
      const last = Math.max(...train.map((row) => times[row]!));
      expect(validation.length).toBeGreaterThan(0);
      expect(Math.min(...validation.map((row) => times[row]!))).toBeGreaterThan(last);
      expect([...train, ...validation]).not.toContain(7);
    }
  });

  it('learn from ever more rows', () => {
    const sizes = timeFolds(times, 4).map(({ train }) => train.length);
    expect([...sizes].sort((one, other) => one - other)).toEqual(sizes);
  });
});

describe('foldRows', () => {
  it('gives every row to validation once', () => {
    const pairs = foldRows(stratifiedFolds(strata, 5, 1), 5);
    const validated = pairs.flatMap(({ validation }) => [...validation]).sort((a, b) => a - b);
    expect(validated).toEqual([...strata.keys()].filter((row) => strata[row]! >= 0));
    for (const { train, validation } of pairs) {
      const inTraining = new Set(train);
      expect(validation.some((row) => inTraining.has(row))).toBe(false);
      expect(train.length + validation.length).toBe(validated.length);
    }
  });
});
