import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { readColumns } from '../../../src/data/columns';
import { GridState } from '../../../src/state/grid/grid.svelte';
import { GridWindow } from '../../../src/state/grid/grid-window.svelte';
import { GridBars } from '../../../src/ui/grid/grid-bars';
import { createNodeEngine } from '../../support/node-engine';

/** The scrolled element, as far as its bars go: a browser takes whole pixels of its screen. */
interface Bars {
  scrollTop: number;
  scrollLeft: number;
}

const restMs = 160;
let grid: GridState;

beforeAll(async () => {
  const engine = await createNodeEngine();
  const table = await engine.table('SELECT i AS id FROM range(3000000) r(i)');
  grid = new GridState(table, {
    query: async (sql, signal) => readColumns(await engine.session.query(sql, signal)),
    work: (signal, task) => task(signal),
  });
});

function open(): { view: GridWindow; bars: GridBars; element: Bars } {
  const view = new GridWindow(grid);
  view.heightPx = 400;
  view.widthPx = 400;
  const bars = new GridBars(view);
  const element = { scrollTop: 0, scrollLeft: 0 };
  bars.element = element as HTMLElement;
  return { view, bars, element };
}

describe('GridBars', () => {
  it('follows the view to a row, and the view follows the bars', () => {
    const { view, bars, element } = open();
    bars.reveal({ row: 2_999_999, column: 0 });
    expect(element.scrollTop).toBe(view.barExtentPx - 400);
    bars.scrolled();
    element.scrollTop = view.barExtentPx / 2;
    bars.scrolled();
    expect(Math.abs(view.seen.first - 1_500_000)).toBeLessThan(100);
  });

  it('does not take the bars back from a person who moves them as the view comes to rest', async () => {
    const { view, bars, element } = open();
    bars.reveal({ row: 2_999_999, column: 0 });
    element.scrollTop -= 0.5;
    bars.scrolled();
    const middle = view.barExtentPx / 2;
    element.scrollTop = middle;
    expect(bars.isAhead).toBe(true);
    await wait(2 * restMs);
    expect(element.scrollTop).toBe(middle);
    bars.scrolled();
    expect(bars.isAhead).toBe(false);
    expect(Math.abs(view.seen.first - 1_500_000)).toBeLessThan(100);
  });
});
