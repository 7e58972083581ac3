import type { Cell } from '../../notebook/document';
import type { RunState } from '../runs/runs.svelte';

/** The cells of the open notebook, in order, and what became of them: what lists and panels look at. */
export interface OpenNotebook {
  readonly cells: readonly Cell[];
  readonly runs: RunState;
  readonly selectedId?: string;
}
