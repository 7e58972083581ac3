import { describe, expect, it } from 'vitest';
import { drawSlices, estimateRecords } from '../../../src/data/sketch/sample-slices';
import { createRandom } from '../../../src/math/random';

/** Records of very different lengths: every tenth is a hundred times as long as the others. */
const lengths = Array.from({ length: 5_000 }, (_, index) => (index % 10 === 0 ? 2_000 : 20));
const starts: number[] = [];
let size = 0;
for (const length of lengths) {
  starts.push(size);
  size += length;
}

function begin(slice: { start: number; end: number }): number[] {
  return starts.flatMap((start, index) =>
    start >= slice.start && start < slice.end ? [index] : [],
  );
}

describe('drawSlices', () => {
  it('takes all of a small file', () => {
    expect(drawSlices(10, 100, 4, 50, createRandom(1))).toEqual([{ start: 10, end: 100 }]);
  });

  it('draws the same slices for the same seed, one in each part of the file', () => {
    const slices = drawSlices(100, 1_000_100, 10, 1_000, createRandom(7));
    expect(slices).toEqual(drawSlices(100, 1_000_100, 10, 1_000, createRandom(7)));
    slices.forEach(({ start, end }, index) => {
      expect(Math.floor((start - 100) / 100_000)).toBe(index);
      expect(end - start).toBeLessThanOrEqual(1_000);
    });
  });

  it('does not favour long records', () => {
    let [long, all] = [0, 0];
    for (let seed = 1; seed <= 400; seed += 1) {
      for (const slice of drawSlices(0, size, 20, 3_000, createRandom(seed))) {
        const records = begin(slice);
        all += records.length;
        long += records.filter((index) => index % 10 === 0).length;
      }
    }
    expect(long / all).toBeCloseTo(0.1, 2);
  });
});

describe('estimateRecords', () => {
  it('is right on average, and within its interval 95 times of 100', () => {
    let [sum, inside] = [0, 0];
    const rounds = 400;
    for (let seed = 1; seed <= rounds; seed += 1) {
      const slices = drawSlices(0, size, 20, 3_000, createRandom(seed));
      const counts = slices.map((slice) => begin(slice).length);
      const { records, error } = estimateRecords(counts, slices, size);
      sum += records;
      if (Math.abs(records - lengths.length) <= error * records) inside += 1;
    }
    expect(sum / rounds / lengths.length).toBeCloseTo(1, 1);
    expect(inside / rounds).toBeGreaterThan(0.9);
  });

  it('counts a file that was taken whole', () => {
    expect(estimateRecords([7], [{ start: 0, end: 9 }], 9)).toEqual({ records: 7, error: 0 });
  });
});
