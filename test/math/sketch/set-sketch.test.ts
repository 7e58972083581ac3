import { describe, expect, it } from 'vitest';
import {
  compareSets,
  countDistinct,
  hashSpan,
  sketchHashes,
  type SetSketch,
} from '../../../src/math/sketch/set-sketch';
import { createRandom } from '../../../src/math/random';

/** Sketches of two sets of `one` and `other` values of which `both` are in both. */
function draw(
  random: () => number,
  one: number,
  other: number,
  both: number,
): [SetSketch, SetSketch] {
  const hashes = Array.from({ length: one + other - both }, () => Math.floor(random() * hashSpan));
  return [sketch(hashes.slice(0, one)), sketch(hashes.slice(one - both))];
}

function sketch(hashes: number[]): SetSketch {
  const sorted = Float64Array.from(hashes).sort();
  return { hashes: sorted.slice(0, sketchHashes), isWhole: sorted.length < sketchHashes };
}

describe('the comparison of two sets by sketches', () => {
  it('is exact where both are whole', () => {
    const [first, second] = draw(createRandom(1).next, 100, 400, 80);
    const { firstInSecond, secondInFirst, shared } = compareSets(first, second);
    expect(firstInSecond).toEqual({ share: 0.8, low: 0.8, high: 0.8 });
    expect(secondInFirst).toEqual({ share: 0.2, low: 0.2, high: 0.2 });
    expect(shared).toEqual({ share: 80 / 420, low: 80 / 420, high: 80 / 420 });
    expect(countDistinct(first)).toBe(100);
  });

  it.each([
    [5_000, 5_000, 5_000],
    [5_000, 20_000, 4_000],
    [3_000, 3_000, 300],
    [300, 2_000, 150],
    [2_000, 2_000, 0],
  ])('covers the truth of %i and %i values with %i in both', (one, other, both) => {
    const random = createRandom(one + other + both).next;
    const rounds = 60;
    const covered = { firstInSecond: 0, secondInFirst: 0, shared: 0 };
    const truth = {
      firstInSecond: both / one,
      secondInFirst: both / other,
      shared: both / (one + other - both),
    };
    for (let round = 0; round < rounds; round += 1) {
      const overlap = compareSets(...draw(random, one, other, both));
      for (const name of ['firstInSecond', 'secondInFirst', 'shared'] as const) {
        const { share, low, high } = overlap[name];
        expect(low).toBeLessThanOrEqual(share);
        expect(high).toBeGreaterThanOrEqual(share);
        if (low <= truth[name] + 1e-12 && truth[name] <= high + 1e-12) covered[name] += 1;
      }
    }
    for (const count of Object.values(covered)) expect(count / rounds).toBeGreaterThanOrEqual(0.88);
  });

  it('counts different values within some four standard errors', () => {
    const random = createRandom(7).next;
    for (const size of [600, 10_000, 100_000]) {
      const [first] = draw(random, size, 0, 0);
      expect(Math.abs(countDistinct(first) / size - 1)).toBeLessThan(4 / Math.sqrt(510));
    }
  });

  it('knows nothing of a set that is far smaller than the other', () => {
    const first = { hashes: Float64Array.from([hashSpan - 2, hashSpan - 1]), isWhole: true };
    const second = sketch(Array.from({ length: 2000 }, (_, value) => value * 1000));
    expect(compareSets(first, second).firstInSecond).toEqual({ share: NaN, low: 0, high: 1 });
  });

  it('has no shares of a set without values', () => {
    const empty = { hashes: new Float64Array(), isWhole: true };
    expect(compareSets(empty, empty).shared.share).toBeNaN();
    expect(countDistinct(empty)).toBe(0);
  });
});
