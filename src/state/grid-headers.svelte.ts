import { isCancelled, toAppError, type AppError } from '../data/app-error';
import type { TableInfo } from '../data/table';
import type { HeadersReport } from '../operators/profile/headers';
import type { Workbench } from './workbench.svelte';

export type HeaderPicture = HeadersReport['columns'][number];
export type HeaderHistogram = Extract<HeaderPicture['picture'], { kind: 'histogram' }>;
export type HeaderValues = Extract<HeaderPicture['picture'], { kind: 'values' }>;

/** Columns whose pictures are drawn together. */
const blockColumns = 32;

/** The pictures in the headers of a grid, and which column's menu is open. */
export class GridHeaders {
  /** Name of the column whose menu is open. */
  menuOf: string | undefined = $state();
  error: AppError | undefined = $state.raw();
  #pictures: ReadonlyMap<string, HeaderPicture> = $state.raw(new Map<string, HeaderPicture>());
  /** Blocks drawn or under way for these rows. */
  #blocks = new Map<number, AbortController>();
  #where = '';

  constructor(
    private readonly workbench: Workbench,
    private readonly cellId: string,
    private readonly table: TableInfo,
  ) {}

  of(column: string): HeaderPicture | undefined {
    return this.#pictures.get(column);
  }

  openMenu(column: string): void {
    this.menuOf = column;
  }

  closeMenu(): void {
    this.menuOf = undefined;
  }

  /** Draws the columns in view over the rows under `where`. What was drawn over other rows stays until then. */
  want(where: string | undefined, columns: readonly number[]): void {
    if ((where ?? '') !== this.#where) this.#forget();
    this.#where = where ?? '';
    for (const block of new Set(columns.map((index) => Math.floor(index / blockColumns)))) {
      if (this.#blocks.has(block)) continue;
      const loading = new AbortController();
      this.#blocks.set(block, loading);
      void this.#draw(block, loading.signal);
    }
  }

  close(): void {
    this.#forget();
  }

  #forget(): void {
    for (const loading of this.#blocks.values()) loading.abort();
    this.#blocks.clear();
  }

  async #draw(block: number, signal: AbortSignal): Promise<void> {
    try {
      const pictures = await this.#load(block, signal);
      if (signal.aborted) return;
      const drawn = pictures.map((picture) => [picture.name, picture] as const);
      this.#pictures = new Map([...this.#pictures, ...drawn]);
      this.error = undefined;
    } catch (thrown) {
      if (signal.aborted) return;
      this.#blocks.delete(block);
      if (!isCancelled(thrown)) this.error = toAppError(thrown);
    }
  }

  async #load(block: number, signal: AbortSignal): Promise<HeaderPicture[]> {
    const some = this.table.columns.slice(block * blockColumns, (block + 1) * blockColumns);
    const report = await this.workbench.runs.preview<HeadersReport>(
      'profile.headers',
      { table: this.cellId },
      { where: this.#where, columns: some.map(({ name }) => name) },
      { priority: 'interactive', signal },
    );
    return report.columns;
  }
}
