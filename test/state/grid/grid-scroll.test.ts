import { describe, expect, it } from 'vitest';
import { barExtent, followBar, placeAt, placeOfRow } from '../../../src/state/grid/grid-scroll';

const short = { contentPx: 28_000, viewPx: 400 };
const tall = { contentPx: 84_000_000, viewPx: 400 };
const top = { barPx: 0, contentPx: 0 };

describe('barExtent', () => {
  it('is the height of the rows, up to what browsers can lay out', () => {
    expect(barExtent(short)).toBe(28_000);
    expect(barExtent(tall)).toBe(15_000_000);
  });
});

describe('followBar', () => {
  it('moves rows with the bar where both are equally tall', () => {
    expect(followBar(top, 5_000, short)).toEqual({ barPx: 5_000, contentPx: 5_000 });
  });

  it('moves rows pixel by pixel on small moves in a tall table', () => {
    expect(followBar({ barPx: 1_000, contentPx: 70_000 }, 1_100, tall)).toEqual({
      barPx: 1_100,
      contentPx: 70_100,
    });
  });

  it('goes to the same share of the whole on large moves', () => {
    const { contentPx } = followBar(top, (15_000_000 - 400) / 2, tall);
    expect(contentPx).toBeCloseTo((84_000_000 - 400) / 2, 3);
  });

  it('reaches the very last row', () => {
    expect(followBar(top, 15_000_000 - 400, tall).contentPx).toBe(84_000_000 - 400);
  });

  it('reaches the first row when small moves end at the top near it', () => {
    expect(followBar({ barPx: 50, contentPx: 300 }, 0, tall)).toEqual(top);
  });

  it('puts the bar back when it ends before the rows do', () => {
    const place = followBar({ barPx: 50, contentPx: 50_000 }, 0, tall);
    expect(place.contentPx).toBe(49_950);
    expect(place.barPx).toBe(Math.round((49_950 / (84_000_000 - 400)) * (15_000_000 - 400)));
  });
});

describe('placeAt', () => {
  it.each([0, 28 * 1_234_567, 84_000_000 - 400])('shows %d px with the bar at its share', (px) => {
    const place = placeAt(px, tall);
    expect(place.contentPx).toBe(px);
    expect(place.barPx / (15_000_000 - 400)).toBeCloseTo(px / (84_000_000 - 400), 5);
  });

  it('stays inside', () => {
    expect(placeAt(-5, short).contentPx).toBe(0);
    expect(placeAt(99_999, short).contentPx).toBe(27_600);
    expect(placeAt(50, { contentPx: 100, viewPx: 400 })).toEqual(top);
  });
});

describe('placeOfRow', () => {
  it('does not move for a row that is seen', () => {
    const place = { barPx: 100, contentPx: 100 };
    expect(placeOfRow(place, { topPx: 200, heightPx: 28 }, short)).toBe(place);
  });

  it('moves as little as needed', () => {
    expect(placeOfRow(top, { topPx: 500, heightPx: 28 }, short).contentPx).toBe(128);
    const below = { barPx: 1_000, contentPx: 1_000 };
    expect(placeOfRow(below, { topPx: 500, heightPx: 28 }, short).contentPx).toBe(500);
  });
});
