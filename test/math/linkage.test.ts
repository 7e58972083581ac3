import { describe, expect, it } from 'vitest';
import { averageLinkage, cutTree, leafOrder } from '../../src/math/linkage';
import { samples } from './samples';

/** Cluster numbers in order of first appearance, so that two namings can be compared. */
function renumber(clusters: number[]): number[] {
  const order = [...new Set(clusters)];
  return clusters.map((cluster) => order.indexOf(cluster));
}

describe('averageLinkage', () => {
  it.each(samples.clusters)('agrees with scipy.cluster.hierarchy ($count points)', (expected) => {
    const { distances, count } = expected;
    const merges = averageLinkage(distances, count);
    merges.forEach((merge, index) => {
      const [left, right, distance, size] = expected.merges[index]!;
      expect(merge).toMatchObject({ left, right, size });
      expect(merge.distance).toBeCloseTo(distance, 12);
    });
    expect(merges).toHaveLength(count - 1);
    expect(Array.from(cutTree(merges, count, expected.cut))).toEqual(renumber(expected.clusters));
    expect(Array.from(leafOrder(merges, count))).toEqual(expected.leaves);
  });

  it('joins what is equal first, also among many ties', () => {
    const merges = averageLinkage(new Float64Array(36), 6);
    expect(merges).toHaveLength(5);
    expect(merges.every(({ distance }) => distance === 0)).toBe(true);
    expect(Array.from(leafOrder(merges, 6)).sort()).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('needs no merge for one member or none', () => {
    expect(averageLinkage([0], 1)).toEqual([]);
    expect(averageLinkage([], 0)).toEqual([]);
    expect(Array.from(leafOrder([], 1))).toEqual([0]);
    expect(Array.from(leafOrder([], 0))).toEqual([]);
    expect(Array.from(cutTree([], 2, 1))).toEqual([0, 1]);
  });

  it('refuses what is no matrix of distances', () => {
    expect(() => averageLinkage([0, 1], 2)).toThrow('2 distances are not a 2 × 2 matrix');
    expect(() => averageLinkage([0, NaN, NaN, 0], 2)).toThrow('a distance is NaN');
  });
});
