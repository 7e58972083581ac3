import type { PanelState } from './screen/panels.svelte';
import type { Workbench } from './workbench.svelte';

/** What was just done, and how it is taken back. */
export interface Toast {
  words: string;
  undo: () => void;
}

/** What those who do things for a person need of the screen. */
export interface Desk {
  readonly workbench: Workbench;
  readonly panels: PanelState;
  toast: Toast | undefined;
  /** Selects a cell and brings it into view. */
  goTo(id: string): void;
  /** Shows what failed. */
  attempt(work: Promise<unknown>): void;
}
