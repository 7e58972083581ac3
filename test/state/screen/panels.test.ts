import { describe, expect, it } from 'vitest';
import { PanelState } from '../../../src/state/screen/panels.svelte';
import { FakeMediaQuery } from '../media-query';

const create = (
  leftFits: boolean,
  rightFits: boolean,
): { panels: PanelState; left: FakeMediaQuery; right: FakeMediaQuery } => {
  const [left, right] = [new FakeMediaQuery(leftFits), new FakeMediaQuery(rightFits)];
  return { panels: new PanelState(left, right), left, right };
};

describe('PanelState', () => {
  it('docks panels where they fit, and folds them where they do not', () => {
    const { panels, right } = create(true, true);
    expect([panels.left, panels.right]).toEqual([true, true]);
    right.set(false);
    expect([panels.left, panels.right]).toEqual([true, false]);
    right.set(true);
    expect(panels.right).toBe(true);
  });

  it('closes drawers but not docked panels', () => {
    const { panels } = create(true, false);
    panels.toggleRight();
    panels.closeDrawers();
    expect([panels.left, panels.right]).toEqual([true, false]);
  });

  it('has one drawer open at a time', () => {
    const { panels } = create(false, false);
    panels.toggleLeft();
    panels.toggleRight();
    expect([panels.left, panels.right]).toEqual([false, true]);
    panels.toggleLeft();
    expect([panels.left, panels.right]).toEqual([true, false]);
  });

  it('has one overlay at a time', () => {
    const { panels } = create(true, true);
    panels.show('tasks');
    panels.show('privacy');
    panels.hide('tasks');
    expect(panels.overlay).toBe('privacy');
    panels.hide('privacy');
    expect(panels.overlay).toBeUndefined();
  });
});
