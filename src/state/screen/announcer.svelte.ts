import type { Cell } from '../../notebook/document';
import type { CellRun, RunStatus } from '../runs/cell-run';

const spoken: Partial<Record<RunStatus, (cell: Cell, run: CellRun) => string>> = {
  running: (cell) => `${cell.name} is running.`,
  done: (cell) => `${cell.name} is done.`,
  failed: (cell, run) => `${cell.name} failed: ${run.error?.message ?? ''}`,
  cancelled: (cell) => `${cell.name} was cancelled.`,
};

/** Says in words, for the live region, what became of runs. */
export class Announcer {
  message = $state('');
  readonly #known = new Map<string, RunStatus>();

  say(message: string): void {
    this.message = message;
  }

  /** Looks at all cells and speaks of those whose status changed since the last look. */
  observe(cells: readonly Cell[], runs: { of(id: string): CellRun }): void {
    const said = cells.map((cell) => this.#change(cell, runs.of(cell.id))).filter(Boolean);
    if (said.length > 0) this.message = said.join(' ');
  }

  #change(cell: Cell, run: CellRun): string | undefined {
    if (this.#known.get(cell.id) === run.status) return undefined;
    this.#known.set(cell.id, run.status);
    return spoken[run.status]?.(cell, run);
  }
}
