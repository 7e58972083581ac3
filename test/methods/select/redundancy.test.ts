import { describe, expect, it } from 'vitest';
import { orderByMrmr } from '../../../src/methods/select/mrmr';
import { clusterColumns, type RelevantColumn } from '../../../src/methods/select/redundancy';
import fixture from '../../fixtures/select/redundancy.json';

const columns: RelevantColumn[] = fixture.relevance.map((relevance, index) => ({
  name: `c${index}`,
  relevance,
  isNumber: true,
}));

describe('clusterColumns', () => {
  it.each(['0.6', '0.7', '0.9'] as const)('cuts at association %s as SciPy does', (threshold) => {
    const { clusters, merges } = clusterColumns(columns, fixture.association, Number(threshold));
    const expected = new Map<number, string[]>();
    fixture.clusters[threshold].forEach((number, index) => {
      expected.set(number, [...(expected.get(number) ?? []), `c${index}`]);
    });
    const found = clusters.map((cluster) => [...cluster.columns].sort());
    expect(found.sort()).toEqual([...expected.values()].map((names) => names.sort()).sort());
    merges.forEach(({ distance }, step) => expect(distance).toBeCloseTo(fixture.heights[step], 9));
  });

  it('keeps the most relevant column of a cluster', () => {
    const { clusters } = clusterColumns(named([0.1, 0.3, 0.2]), matrix(3, 0.95), 0.9);
    expect(clusters).toEqual([{ columns: ['b', 'c', 'a'], representative: 'b', weakest: 0.95 }]);
  });

  it('prefers a number among equals', () => {
    const pair = named([0.2, 0.2001]);
    pair[1].isNumber = false;
    const { clusters } = clusterColumns(pair, matrix(2, 1), 0.9);
    expect(clusters[0].representative).toBe('a');
  });

  it('takes an undefined association for none', () => {
    const { clusters } = clusterColumns(named([1, 1]), [1, NaN, NaN, 1], 0.5);
    expect(clusters.map(({ columns: members }) => members)).toEqual([['a'], ['b']]);
  });

  it('clusters nothing and one column', () => {
    expect(clusterColumns([], [], 0.7)).toEqual({ clusters: [], merges: [] });
    expect(clusterColumns(named([1]), [1], 0.7).clusters).toHaveLength(1);
  });
});

describe('orderByMrmr', () => {
  it('is the order of mrmr_selection', () => {
    const order = orderByMrmr(fixture.relevance, fixture.association);
    expect(order.map(({ index }) => index)).toEqual(fixture.mrmr);
  });

  it('puts a copy of the best column behind one that is new', () => {
    const order = orderByMrmr([0.3, 0.3, 0.1], [1, 1, 0.05, 1, 1, 0.05, 0.05, 0.05, 1]);
    expect(order.map(({ index }) => index)).toEqual([0, 2, 1]);
    expect(order[1]).toEqual({ index: 2, relevance: 0.1, redundancy: 0.05, score: 2 });
  });

  it('puts columns without relevance last', () => {
    expect(orderByMrmr([0, 0.1, 0], matrix(3, 0)).map(({ index }) => index)).toEqual([1, 0, 2]);
  });

  it('refuses a matrix of another size', () => {
    expect(() => orderByMrmr([1, 2], [1])).toThrow('1 redundancies are not a 2 × 2 matrix');
  });
});

function named(relevances: number[]): RelevantColumn[] {
  return relevances.map((relevance, index) => ({ name: 'abc'[index], relevance, isNumber: true }));
}

function matrix(count: number, association: number): number[] {
  return Array.from({ length: count * count }, (_, cell) =>
    cell % (count + 1) === 0 ? 1 : association,
  );
}
