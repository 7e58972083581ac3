import { isCancelled, toAppError, type AppError } from '../../data/app-error';
import type { TableInfo } from '../../data/table';
import type { HeadersReport } from '../../operators/profile/headers';
import type { TableFilter } from '../filter/table-filter.svelte';
import type { Workbench } from '../workbench.svelte';

export type HeaderPicture = HeadersReport['columns'][number];
export type HeaderHistogram = Extract<HeaderPicture['picture'], { kind: 'histogram' }>;
export type HeaderValues = Extract<HeaderPicture['picture'], { kind: 'values' }>;

/** Columns whose pictures are drawn together. */
const columnsAtOnce = 32;

/** Pictures under way: of these columns, over the rows under this condition ('' for all). */
interface Drawing {
  where: string;
  names: readonly string[];
  controller: AbortController;
}

/** The pictures in the headers of a grid, and which column's menu is open. */
export class GridHeaders {
  /** Name of the column whose menu is open. */
  menuOf: string | undefined = $state();
  error: AppError | undefined = $state.raw();
  #pictures: ReadonlyMap<string, HeaderPicture> = $state.raw(new Map<string, HeaderPicture>());
  /** The condition under which each picture was drawn. */
  readonly #drawnUnder = new Map<string, string>();
  readonly #drawings = new Set<Drawing>();

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

  /**
   * Draws columns, each over the rows that the filters on other columns leave, so that what a column's own filter
   * leaves out can still be seen and chosen. What was drawn over other rows stays until then.
   */
  want(filter: TableFilter, columns: readonly number[]): void {
    const wanted = new Map(
      columns.map((index) => {
        const { name } = this.table.columns[index]!;
        return [name, filter.whereWithout(name) ?? ''];
      }),
    );
    this.#cancelUnwanted(wanted);
    const missing = [...wanted].filter(([name, where]) => !this.#has(name, where));
    for (const [where, names] of groupByCondition(missing)) {
      for (let start = 0; start < names.length; start += columnsAtOnce)
        void this.#draw(where, names.slice(start, start + columnsAtOnce));
    }
  }

  close(): void {
    for (const { controller } of this.#drawings) controller.abort();
    this.#drawings.clear();
  }

  #has(name: string, where: string): boolean {
    if (this.#drawnUnder.get(name) === where) return true;
    return [...this.#drawings].some(
      (drawing) => drawing.where === where && drawing.names.includes(name),
    );
  }

  #cancelUnwanted(wanted: ReadonlyMap<string, string>): void {
    for (const drawing of this.#drawings) {
      if (drawing.names.some((name) => wanted.get(name) === drawing.where)) continue;
      drawing.controller.abort();
      this.#drawings.delete(drawing);
    }
  }

  async #draw(where: string, names: readonly string[]): Promise<void> {
    const drawing = { where, names, controller: new AbortController() };
    const { signal } = drawing.controller;
    this.#drawings.add(drawing);
    try {
      const report = await this.#load(where, names, signal);
      if (signal.aborted) return;
      for (const name of names) this.#drawnUnder.set(name, where);
      const drawn = report.columns.map((picture) => [picture.name, picture] as const);
      this.#pictures = new Map([...this.#pictures, ...drawn]);
      this.error = undefined;
    } catch (thrown) {
      if (!signal.aborted && !isCancelled(thrown)) this.error = toAppError(thrown);
    } finally {
      this.#drawings.delete(drawing);
    }
  }

  #load(where: string, names: readonly string[], signal: AbortSignal): Promise<HeadersReport> {
    return this.workbench.runs.preview<HeadersReport>(
      'profile.headers',
      { table: this.cellId },
      { where, columns: [...names] },
      { priority: 'interactive', signal, isKept: where === '' },
    );
  }
}

function groupByCondition(wanted: readonly [string, string][]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [name, where] of wanted) {
    const group = groups.get(where) ?? [];
    group.push(name);
    groups.set(where, group);
  }
  return groups;
}
