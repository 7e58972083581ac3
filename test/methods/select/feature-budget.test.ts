import { describe, expect, it } from 'vitest';
import { findExcluded, noBudget } from '../../../src/methods/select/feature-budget';

const column = (cost: number, sensitivity = 'internal' as const, isWanted = true) => ({
  cost,
  sensitivity,
  isWanted,
});

describe('findExcluded', () => {
  it('keeps everything without limits', () => {
    expect(findExcluded([column(5), column(7)], noBudget)).toEqual([null, null]);
  });

  it('takes the wanted columns in order, each as long as it still fits', () => {
    const columns = [column(5), column(4), column(2), column(1)];
    expect(findExcluded(columns, { maxCost: 8, mostSensitive: null })).toEqual([
      null,
      'costs 4, of 8 only 3 is left',
      null,
      null,
    ]);
  });

  it('counts no cost of a column that is not wanted', () => {
    const columns = [column(5, 'internal', false), column(4)];
    expect(findExcluded(columns, { maxCost: 4, mostSensitive: null })).toEqual([null, null]);
  });

  it('keeps out what is too sensitive, wanted or not', () => {
    const columns = [
      { cost: 1, sensitivity: 'special category' as const, isWanted: false },
      { cost: 1, sensitivity: 'personal' as const, isWanted: true },
    ];
    expect(findExcluded(columns, { maxCost: 1, mostSensitive: 'personal' })).toEqual([
      'is special category, the limit is personal',
      null,
    ]);
  });

  it('lets decimal costs fill the limit exactly', () => {
    const columns = [column(0.1), column(0.2)];
    expect(findExcluded(columns, { maxCost: 0.3, mostSensitive: null })).toEqual([null, null]);
  });
});
