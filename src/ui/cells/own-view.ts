import type { Component } from 'svelte';
import type { CellRun } from '../../state/runs/cell-run';
import type { Cell, Workbench } from '../../state/workbench.svelte';

/** What every view of its own gets. */
export interface OwnViewProps {
  workbench: Workbench;
  cell: Cell;
  run: CellRun;
}

/** A view that an operator brings along, because its work is interactive. */
export interface OwnView {
  load: () => Promise<{ default: Component<OwnViewProps> }>;
  /**
   * What the view stands in for: the figures and tables below the words, the form above them, in whose place it is
   * then, or everything between header and next steps. Without it, the view stands between words and figures.
   */
  replaces?: 'figures' | 'form' | 'all';
}
