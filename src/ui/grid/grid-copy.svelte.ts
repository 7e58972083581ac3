import { isCancelled, toAppError } from '../../data/app-error';
import { countWords } from '../../data/format';
import type { CopyFormat } from '../../state/grid/copy-formats';
import type { SelectedSpan } from '../../state/grid/grid-selection.svelte';
import type { GridState } from '../../state/grid/grid.svelte';

/** Copies what is selected, and says how that went. */
export class GridCopy {
  message: string | undefined = $state();
  isProblem = $state(false);
  #copying: AbortController | undefined;

  /** What the copy panel offers first. */
  format: CopyFormat = $state('tsv');
  withNames = $state(true);

  constructor(
    private readonly grid: GridState,
    /** What an INSERT names. */
    private readonly table: string,
    /** Told of each copy: how many rows of which columns. */
    private readonly oncopy: (rows: number, columns: readonly string[]) => void,
  ) {}

  /** The browser is about to copy: gives it our text instead of what it would find selected. */
  handle(event: ClipboardEvent): void {
    event.preventDefault();
    void this.run();
  }

  /** Brings the selected cells from the engine and puts them on the clipboard. */
  async run({
    format = 'tsv',
    withNames = false,
  }: { format?: CopyFormat; withNames?: boolean } = {}): Promise<void> {
    const { grid, table } = this;
    const { span } = grid;
    if (!span) return;
    this.#copying?.abort();
    const copying = new AbortController();
    this.#copying = copying;
    try {
      const how = {
        format,
        withNames,
        table,
        onProgress: (share: number) => this.#progress(share),
      };
      const text = await grid.copyText(span, how, copying.signal);
      await navigator.clipboard.writeText(text);
      this.oncopy(span.rows.last - span.rows.first + 1, columnNames(grid, span));
      this.say(`Copied ${spanWords(span)}${formatWords[format]}.`);
    } catch (thrown) {
      if (isCancelled(thrown)) return;
      this.say(problemWords(thrown), true);
    } finally {
      if (this.#copying === copying) this.#copying = undefined;
    }
  }

  get isCopying(): boolean {
    return this.#copying !== undefined;
  }

  /** What is said goes, and what is being copied is given up. */
  dismiss(): void {
    this.#copying?.abort();
    this.message = undefined;
  }

  #progress(share: number): void {
    if (share >= 1) return;
    this.isProblem = false;
    this.message = `Copying: ${Math.floor(100 * share)} %`;
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

const formatWords: Record<CopyFormat, string> = {
  tsv: '',
  csv: ' as CSV',
  markdown: ' as Markdown',
  sql: ' as SQL',
  json: ' as JSON',
};

function columnNames({ columns }: GridState, { columns: { first, last } }: SelectedSpan): string[] {
  return Array.from({ length: last - first + 1 }, (_, i) => columns.at(first + i).name);
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
