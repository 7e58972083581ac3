import { isCancelled, toAppError } from '../../data/app-error';
import { countWords } from '../../data/format';
import type { SelectedSpan } from '../../state/grid-selection.svelte';
import type { GridState } from '../../state/grid.svelte';

/** Copies what is selected, and says how that went. */
export class GridCopy {
  message: string | undefined = $state();
  isProblem = $state(false);
  #copying: AbortController | undefined;

  constructor(private readonly grid: GridState) {}

  /** The browser is about to copy: gives it our text instead of what it would find selected. */
  handle(event: ClipboardEvent): void {
    event.preventDefault();
    void this.run();
  }

  /** Brings the selected cells from the engine and puts them on the clipboard. */
  async run({ withNames = false } = {}): Promise<void> {
    const { grid } = this;
    const span = grid.selection.span(grid.columns.visible.length);
    if (!span || grid.view.rowCount === 0) return;
    this.#copying?.abort();
    const copying = new AbortController();
    this.#copying = copying;
    try {
      const text = await grid.copyText(span, withNames, copying.signal);
      await navigator.clipboard.writeText(text);
      this.say(`Copied ${spanWords(span)}.`);
    } catch (thrown) {
      if (isCancelled(thrown)) return;
      this.say(problemWords(thrown), true);
    }
  }

  dismiss(): void {
    this.message = undefined;
  }

  /** Shows a line over the rows, which goes by itself. */
  say(message: string, isProblem = false): void {
    this.message = message;
    this.isProblem = isProblem;
    const shownMs = isProblem ? 8000 : 3000;
    setTimeout(() => {
      if (this.message === message) this.dismiss();
    }, shownMs);
  }
}

function spanWords({ rows, columns }: SelectedSpan): string {
  const rowCount = rows.last - rows.first + 1;
  const columnCount = columns.last - columns.first + 1;
  if (rowCount * columnCount === 1) return 'the value';
  return `${countWords(rowCount, 'row')} × ${countWords(columnCount, 'column')}`;
}

function problemWords(thrown: unknown): string {
  if (thrown instanceof DOMException || thrown instanceof TypeError)
    return `The browser did not let the page copy (${thrown.message}). Click into the table and try again.`;
  return toAppError(thrown).message;
}
