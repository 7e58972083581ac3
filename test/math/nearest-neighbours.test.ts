import { describe, expect, it } from 'vitest';
import {
  countWithin,
  neighbourDistances,
  sortedNeighbourDistances,
  type Points,
} from '../../src/math/nearest-neighbours';
import { createRandom, type Random } from '../../src/math/random';

describe('neighbourDistances', () => {
  it('agrees with looking at every pair', () => {
    const random = createRandom(2);
    for (const k of [1, 3, 7]) {
      const points = randomPoints(400, random);
      expect(neighbourDistances(points, k)).toEqual(bruteForce(points, k));
    }
  });

  it('agrees with looking at every pair where many points coincide', () => {
    const random = createRandom(3);
    const points = {
      xs: Float64Array.from({ length: 300 }, () => random.below(3)),
      ys: Float64Array.from({ length: 300 }, () => random.below(4)),
    };
    expect(neighbourDistances(points, 3)).toEqual(bruteForce(points, 3));
  });

  it('refuses more neighbours than there are', () => {
    const points = { xs: new Float64Array(3), ys: new Float64Array(3) };
    expect(() => neighbourDistances(points, 3)).toThrow('k: 3: from 1 to 2');
  });
});

describe('sortedNeighbourDistances', () => {
  it('agrees with looking at every pair', () => {
    const random = createRandom(6);
    const xs = Float64Array.from({ length: 200 }, () => Math.round(random.normal() * 40)).sort();
    const points = { xs, ys: new Float64Array(200) };
    expect(sortedNeighbourDistances(xs, 4)).toEqual(bruteForce(points, 4));
  });

  it('refuses more neighbours than there are', () => {
    expect(() => sortedNeighbourDistances(Float64Array.of(1, 2), 2)).toThrow('k: 2: from 1 to 1');
  });
});

describe('countWithin', () => {
  it('counts both ends', () => {
    expect(countWithin(Float64Array.of(1, 2, 2, 3, 5), 3, 1)).toBe(3);
    expect(countWithin(Float64Array.of(1, 2, 2, 3, 5), 9, 1)).toBe(0);
  });
});

function randomPoints(count: number, random: Random): Points {
  const draw = (): Float64Array => Float64Array.from({ length: count }, () => random.normal());
  return { xs: draw(), ys: draw() };
}

function bruteForce({ xs, ys }: Points, k: number): Float64Array {
  return Float64Array.from(xs, (x, point) => {
    const distances = Array.from(xs, (other, index) =>
      index === point ? Infinity : Math.max(Math.abs(x - other), Math.abs(ys[point] - ys[index])),
    );
    return distances.sort((one, two) => one - two)[k - 1];
  });
}
