import { describe, expect, it } from 'vitest';
import { planCounts, type CountedColumn } from '../../../src/methods/select/count-plan';
import { binCodes, describeBins } from '../../../src/methods/select/target-coding';

describe('binCodes', () => {
  it('closes bins on the right', () => {
    const values = Float64Array.of(-5, 1, 1.5, 2, 3, NaN, Infinity);
    expect([...binCodes(values, Float64Array.of(1, 2), 99)]).toEqual([0, 0, 1, 1, 2, 99, 2]);
  });
});

describe('describeBins', () => {
  it('puts bins into words', () => {
    expect(describeBins([1, 2.34567])).toEqual(['≤ 1', '> 1 to 2.346', '> 2.346']);
    expect(describeBins([])).toEqual(['all']);
  });
});

describe('planCounts', () => {
  it('groups columns of few values together, up to 20,000 combinations', () => {
    const { packs, tall, fetched } = planCounts(
      [named('a', 99), named('b', 199), named('c', 1), named('d', 9)],
      2,
      false,
    );
    expect(packs.map((pack) => pack.map(({ name }) => name))).toEqual([['c', 'd', 'a'], ['b']]);
    expect([tall, fetched]).toEqual([[], []]);
  });

  it('fetches numbers of many values, and counts names of many values without naming them', () => {
    const columns = [named('id', 60_000), { ...named('x', 60_000), form: 'number' as const }];
    const { packs, tall, fetched } = planCounts(columns, 2, false);
    expect([packs, tall, fetched]).toEqual([[], [columns[0]], [columns[1]]]);
  });

  it('reads names of many values where classes are many', () => {
    expect(planCounts([named('id', 60_000)], 65, false).packs).toHaveLength(1);
  });

  it('fetches all numbers where asked', () => {
    const column = { ...named('x', 3), form: 'number' as const };
    expect(planCounts([column], 2, true).fetched).toEqual([column]);
  });
});

function named(name: string, distinct: number): CountedColumn {
  return { name, form: 'name', key: `"${name}"`, value: `"${name}"::VARCHAR`, distinct };
}
