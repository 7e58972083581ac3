import { describe, expect, it } from 'vitest';
import { nextTab } from '../../../src/ui/privacy/tab-keys';

describe('keys among tabs', () => {
  it('lead to the neighbours, around the ends', () => {
    expect([0, 1, 2].map((from) => nextTab('ArrowRight', from, 3))).toEqual([1, 2, 0]);
    expect([0, 1, 2].map((from) => nextTab('ArrowLeft', from, 3))).toEqual([2, 0, 1]);
  });

  it('lead to the ends by Home and End, and nowhere by any other', () => {
    expect([nextTab('Home', 2, 3), nextTab('End', 0, 3), nextTab('a', 0, 3)]).toEqual([
      0,
      2,
      undefined,
    ]);
  });
});
