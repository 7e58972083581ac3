import { isCancelled, toAppError, type AppError } from '../data/app-error';
import { findOperator } from '../operators/operator-list';
import type { Workbench } from './workbench.svelte';

/** The picture above a column: as little as it takes to draw it. */
export interface HeaderPicture {
  name: string;
  /** Share of the rows shown that have no value. */
  missingShare: number;
  distinct: number;
  distinctIsEstimate: boolean;
  picture: HeaderHistogram | HeaderValues;
}

/** Counts of the rows shown; `totals` those of all rows where a filter holds. Times are ms since 1970 UTC. */
export interface HeaderHistogram {
  kind: 'histogram';
  /** One more than there are counts. */
  edges: number[];
  counts: number[];
  totals?: number[];
}

/** The most frequent values; `others` counts the rows of all the rest. */
export interface HeaderValues {
  kind: 'values';
  labels: string[];
  counts: number[];
  others: number;
  totals?: number[];
}

const operatorId = 'profile.headers';

/** The pictures in the headers of a grid, and which column's menu is open. */
export class GridHeaders {
  /** Name of the column whose menu is open. */
  menuOf: string | undefined = $state();
  error: AppError | undefined = $state.raw();
  #pictures: ReadonlyMap<string, HeaderPicture> = $state.raw(new Map<string, HeaderPicture>());
  #loading: AbortController | undefined;

  constructor(
    private readonly workbench: Workbench,
    private readonly cellId: string,
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

  /** Draws the rows under `where`; the newest wish wins, and what was drawn stays until it is fulfilled. */
  async draw(where: string | undefined): Promise<void> {
    if (!findOperator(operatorId)) return;
    this.#loading?.abort();
    const loading = new AbortController();
    this.#loading = loading;
    try {
      const pictures = await this.#load(where ?? '', loading.signal);
      if (loading.signal.aborted) return;
      this.#pictures = new Map(pictures.map((picture) => [picture.name, picture]));
      this.error = undefined;
    } catch (thrown) {
      if (!loading.signal.aborted && !isCancelled(thrown)) this.error = toAppError(thrown);
    }
  }

  close(): void {
    this.#loading?.abort();
  }

  async #load(where: string, signal: AbortSignal): Promise<HeaderPicture[]> {
    const result = await this.workbench.runs.preview<{ columns: HeaderPicture[] }>(
      operatorId,
      { table: this.cellId },
      { where },
      { key: `headers of ${this.cellId}`, priority: 'interactive', signal },
    );
    return result.columns;
  }
}
