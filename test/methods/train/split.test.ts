import { describe, expect, it } from 'vitest';
import {
  groupSplit,
  rankStrata,
  rowsOfPart,
  stratifiedSplit,
  timeSplit,
  type SplitShares,
} from '../../../src/methods/train/split';
import { createRandom } from '../../../src/math/random';

const usual: SplitShares = [0.7, 0.15, 0.15];

describe('stratifiedSplit', () => {
  it('keeps the shares of every stratum to the row, and the totals too', () => {
    const random = createRandom(2);
    for (let trial = 0; trial < 50; trial += 1) {
      const strata = Int32Array.from({ length: 40 + random.below(400) }, () =>
        Math.floor(random.next() ** 2 * 5),
      );
      const assignment = stratifiedSplit(strata, usual, trial);
      for (let stratum = 0; stratum < 5; stratum += 1) {
        const own = assignment.filter((_, row) => strata[row] === stratum);
        usual.forEach((share, part) => {
          const count = rowsOfPart(own, part).length;
          expect(Math.abs(count - share * own.length)).toBeLessThan(2);
        });
      }
      usual.forEach((share, part) =>
        expect(
          Math.abs(rowsOfPart(assignment, part).length - share * strata.length),
        ).toBeLessThanOrEqual(1.5),
      );
    }
  });

  it('gives a stratum of one row to training', () => {
    const strata = new Int32Array(100);
    strata[42] = 1;
    expect(stratifiedSplit(strata, usual, 1)[42]).toBe(0);
  });

  it('leaves out rows without a stratum', () => {
    expect([...stratifiedSplit(Int32Array.of(-1, 0, 0, 0), [1, 0, 0], 1)]).toEqual([3, 0, 0, 0]);
  });

  it('gives a part of share 0 no row', () => {
    const assignment = stratifiedSplit(new Int32Array(97), [0.8, 0, 0.2], 1);
    expect(rowsOfPart(assignment, 1)).toHaveLength(0);
  });

  it('is the same for the same seed and another for another', () => {
    const strata = new Int32Array(200);
    expect(stratifiedSplit(strata, usual, 3)).toEqual(stratifiedSplit(strata, usual, 3));
    expect(stratifiedSplit(strata, usual, 4)).not.toEqual(stratifiedSplit(strata, usual, 3));
  });

  it('refuses shares that do not add up', () => {
    expect(() => stratifiedSplit(new Int32Array(9), [0.5, 0.2, 0.2], 1)).toThrow(
      'shares: 0.5, 0.2, 0.2: none below 0, together 1',
    );
  });
});

describe('groupSplit', () => {
  it('keeps a group in one part, and parts near their shares', () => {
    const groups = Int32Array.from({ length: 1000 }, (_, row) => row % 83);
    const assignment = groupSplit(groups, usual, 1);
    for (let group = 0; group < 83; group += 1)
      expect(new Set(assignment.filter((_, row) => groups[row] === group)).size).toBe(1);
    usual.forEach((share, part) =>
      expect(Math.abs(rowsOfPart(assignment, part).length - 1000 * share)).toBeLessThan(14),
    );
  });

  it('takes a row without a group as a group of its own', () => {
    const assignment = groupSplit(new Int32Array(100).fill(-1), usual, 1);
    expect(rowsOfPart(assignment, 0)).toHaveLength(70);
  });
});

describe('timeSplit', () => {
  it('tests on the latest rows and parts no time', () => {
    const times = Float64Array.from({ length: 200 }, (_, row) =>
      Math.floor(((row * 13) % 200) / 7),
    );
    const assignment = timeSplit(times, usual);
    const bounds = [0, 1, 2].map((part) => rowsOfPart(assignment, part).map((row) => times[row]!));
    expect(Math.max(...bounds[0]!)).toBeLessThan(Math.min(...bounds[1]!));
    expect(Math.max(...bounds[1]!)).toBeLessThan(Math.min(...bounds[2]!));
  });

  it('leaves out rows without a time', () => {
    expect(timeSplit(Float64Array.of(NaN, 1, 2), [1, 0, 0])[0]).toBe(3);
  });

  it('puts all rows of one time into training', () => {
    expect([...timeSplit(new Float64Array(5), usual)]).toEqual([0, 0, 0, 0, 0]);
  });
});

describe('rankStrata', () => {
  it('cuts into tenths by rank, ties together', () => {
    const values = Float64Array.from({ length: 100 }, (_, row) => row);
    expect([...new Set(rankStrata(values))]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect([...rankStrata(Float64Array.of(5, 5, 5, NaN))]).toEqual([0, 0, 0, -1]);
  });
});
