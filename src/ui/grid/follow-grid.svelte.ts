import { untrack } from 'svelte';
import type { GridWindow } from '../../state/grid/grid-window.svelte';
import type { GridState } from '../../state/grid/grid.svelte';
import { fittingWidths } from './fitting-width';
import type { GridBars } from './grid-bars';

/** Keeps what is loaded and where it is scrolled to in step with what a person does; call it while a component is made. */
export function followGrid(grid: GridState, view: GridWindow, bars: GridBars): void {
  let isFitted = false;
  let wasSeen = false;

  /** What is in view is loaded. */
  $effect(() => {
    const columns = view.drawn.map((position) => grid.columns.visible[position]!);
    const { rows, nextColumns } = view;
    void grid.view;
    untrack(() => {
      if (rows.last >= rows.first) grid.tiles.want(rows, columns, nextColumns);
    });
  });

  /** Other rows, or another order, are looked at from the top. */
  $effect(() => {
    void grid.view;
    untrack(() => view.toTop());
  });

  /** The view moves by itself, as when a row was asked for; the bars follow. */
  $effect(() => {
    void view.barPx;
    untrack(() => bars.follow());
  });

  /** Once the first texts are there, columns take the width that they need. */
  $effect(() => {
    if (isFitted) return;
    const widths = fittingWidths(grid, view.drawn);
    if (widths.size === 0) return;
    isFitted = true;
    untrack(() => grid.columns.suggest(widths));
  });

  /** What opens or closes below the rows does not cover the active one. */
  $effect(() => {
    void view.heightPx;
    untrack(() => {
      if (wasSeen && !bars.isAhead) bars.reveal(grid.selection.active);
    });
  });

  $effect(() => {
    const { row } = grid.selection.active;
    const { first, last } = view.seen;
    wasSeen = row >= first && row <= last;
  });
}
