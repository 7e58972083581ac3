import { describe, expect, it } from 'vitest';
import { placePanel } from '../../../src/ui/controls/place';

const viewport = { width: 1000, height: 800 };
const at = (
  left: number,
  top: number,
): { left: number; right: number; top: number; bottom: number } => ({
  left,
  right: left + 100,
  top,
  bottom: top + 28,
});

describe('placePanel', () => {
  it('opens below its trigger, at its start or its end', () => {
    expect(placePanel(at(200, 100), 300, 'start', viewport)).toMatchObject({ left: 200, top: 132 });
    expect(placePanel(at(600, 100), 300, 'end', viewport)).toMatchObject({ left: 400, top: 132 });
  });

  it('stays inside the window', () => {
    expect(placePanel(at(950, 100), 300, 'start', viewport).left).toBe(692);
    expect(placePanel(at(0, 100), 300, 'end', viewport).left).toBe(8);
  });

  it('opens upwards where there is more room', () => {
    const placement = placePanel(at(200, 700), 300, 'start', viewport);
    expect(placement).toMatchObject({ top: undefined, bottom: 104, maxHeight: 688 });
  });

  it('is never higher than its room', () => {
    expect(placePanel(at(200, 400), 300, 'start', viewport).maxHeight).toBe(360);
  });
});
