import { isCancelled, toAppError, type AppError } from '../../data/app-error';
import type { TableInfo } from '../../data/table';
import { LinkedCounts, type Brush } from '../../engine/cube/linked-counts';
import type { RowCube, RowSpan } from '../../engine/cube/row-cube';
import type { CrossfilterReport } from '../../operators/profile/crossfilter';
import { fineBinsQuery, leftOutQuery } from '../../operators/profile/crossfilter-words';
import { brushFilters } from './brush-filter';
import type { TableFilter } from './table-filter.svelte';

export type { Brush } from '../../engine/cube/linked-counts';

export interface CrossfilterServices {
  /** The answer of one statement as Arrow IPC bytes. */
  query(sql: string, signal?: AbortSignal): Promise<Uint8Array>;
  createCube(rowCount: number, dimensions: number): RowCube;
  /** Counts while the engine leaves the processor to it. */
  inPeace<T>(count: () => Promise<T>): Promise<T>;
  /** Runs what may take seconds where it can be seen and cancelled. */
  work<T>(
    signal: AbortSignal,
    task: (signal: AbortSignal, onProgress: (share: number) => void) => Promise<T>,
  ): Promise<T>;
}

/** How long a brush rests before all other views of the table follow. */
const restMs = 300;

/**
 * Pictures of a table that filter each other while a brush moves. The brush is written to the table's filter when it
 * rests; what others ask of the table leaves rows out here.
 */
export class CrossfilterState {
  /** Replaced at each step: bars of all views, and how many rows are chosen. */
  shown: { bars: readonly Uint32Array[]; chosen: number } = $state.raw({ bars: [], chosen: 0 });
  /** Bars of all rows, which those chosen stand before. */
  totals: readonly Uint32Array[] = $state.raw([]);
  brushes: readonly (Brush | undefined)[] = $state.raw([]);
  status: 'loading' | 'ready' | 'failed' = $state('loading');
  /** How much has been read, 0..1. */
  share = $state(0);
  error: AppError | undefined = $state.raw();
  readonly #cube: RowCube;
  readonly #counts: LinkedCounts;
  readonly #ended = new AbortController();
  readonly #written = new Map<string, string>();
  readonly #unsubscribe: () => void;
  #building: Promise<void> = Promise.resolve();
  /** What is counted before it is asked for. */
  #ahead: { view: number; stop: AbortController } | undefined;
  #wantedActive: number | undefined;
  #where: string | undefined;
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly report: CrossfilterReport,
    readonly table: TableInfo,
    readonly filter: TableFilter,
    private readonly services: CrossfilterServices,
  ) {
    this.#cube = services.createCube(table.rowCount, report.axes.length);
    this.#counts = new LinkedCounts(this.#cube, report.views);
    this.brushes = report.views.map(() => undefined);
    this.#unsubscribe = filter.subscribe(() => void this.#follow());
    void this.#load();
  }

  get isBrushed(): boolean {
    return this.brushes.some((brush) => brush !== undefined);
  }

  /** Makes the brush of a view ready to be moved; call it as soon as the pointer or the focus comes near. */
  prepare(view: number): void {
    if (this.status !== 'ready' || this.#wantedActive === view) return;
    this.#wantedActive = view;
    void this.#build(view);
  }

  /** Moves the brush of a view, or takes it away. At once where the view is prepared. */
  brush(view: number, brush: Brush | undefined): void {
    this.brushes = this.brushes.map((each, index) => (index === view ? brush : each));
    this.#stopAhead(view);
    if (this.status !== 'ready') return;
    if (this.#counts.active === view) this.#step(view);
    else this.prepare(view);
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => this.settle(), restMs);
  }

  /** Takes all brushes away. */
  clear(): void {
    this.brushes = this.brushes.map(() => undefined);
    this.#forget();
    void this.#build(this.#wantedActive ?? 0);
    this.settle();
  }

  /** Hands the brushes over to the filter of the table. */
  settle(): void {
    clearTimeout(this.#rest);
    void this.#countAhead();
    const wanted = brushFilters(this.report, this.brushes);
    const gone = [...this.#written.keys()].filter((column) => !wanted.has(column));
    if (
      gone.length === 0 &&
      [...wanted].every(([column, each]) => this.#written.get(column) === JSON.stringify(each))
    )
      return;
    const others = this.filter.filters.filter(
      ({ column }) => !wanted.has(column) && !gone.includes(column),
    );
    this.#written.clear();
    for (const [column, each] of wanted) this.#written.set(column, JSON.stringify(each));
    this.filter.set({ filters: [...others, ...wanted.values()] });
  }

  /** Frees the rows; the filter stays. */
  close(): void {
    clearTimeout(this.#rest);
    this.#ended.abort();
    this.#unsubscribe();
    this.#cube.close();
  }

  async #load(): Promise<void> {
    const { axes } = this.report;
    const { relation } = this.table;
    try {
      await this.services.work(this.#ended.signal, (signal, onProgress) =>
        this.#cube.load(
          (span: RowSpan) => this.services.query(fineBinsQuery(relation, axes, span), signal),
          signal,
          (share) => {
            this.share = share;
            onProgress(share);
          },
        ),
      );
      await this.#counts.activate(0, [], this.#ended.signal);
      this.#counts.step(undefined);
      this.totals = this.#counts.bars.map((bars) => bars.slice());
      this.#counts.forget();
      this.#where = undefined;
      this.status = 'ready';
      await this.#follow();
    } catch (thrown) {
      this.#fail(thrown);
    }
  }

  /** Takes over what is asked of the table elsewhere: conditions that are not from here leave rows out. */
  async #follow(): Promise<void> {
    if (this.status !== 'ready') return;
    const overruled = [...this.#written].filter(
      ([column, written]) => JSON.stringify(this.filter.filterOf(column)) !== written,
    );
    for (const [column] of overruled) this.#dropBrushes(column);
    const where = this.filter.whereWithout(...this.#written.keys());
    const isSame = where === this.#where;
    if (isSame && overruled.length === 0 && this.shown.bars.length > 0) return;
    try {
      this.#stopAhead();
      if (!isSame) await this.#leave(where);
      this.#forget();
      await this.#build(this.#wantedActive ?? 0);
      await this.#countAhead();
    } catch (thrown) {
      this.#fail(thrown);
    }
  }

  async #leave(where: string | undefined): Promise<void> {
    this.#where = where;
    const { relation } = this.table;
    const ask = (span: RowSpan): Promise<Uint8Array> =>
      this.services.query(leftOutQuery(relation, where!, span), this.#ended.signal);
    await this.#cube.leave(where === undefined ? undefined : ask, this.#ended.signal);
  }

  #dropBrushes(column: string): void {
    this.#written.delete(column);
    const { axes, views } = this.report;
    const names = views.map((view) => view.axes.map(({ dimension }) => axes[dimension]!.column));
    this.brushes = this.brushes.map((brush, view) =>
      names[view]!.includes(column) ? undefined : brush,
    );
  }

  /** Builds follow one another; only the newest wish is built. */
  #build(view: number): Promise<void> {
    this.#wantedActive = view;
    this.#stopAhead(view);
    const next = this.#building.then(async () => {
      if (this.#wantedActive !== view || this.#ended.signal.aborted) return;
      const start = performance.now();
      await this.services.inPeace(() =>
        this.#counts.activate(view, this.brushes, this.#ended.signal),
      );
      performance.measure('crossfilter build', { start, end: performance.now() });
      this.#step(view);
    });
    this.#building = next.catch((thrown: unknown) => {
      // Of two wishes the newer one ends a count ahead that the older one has waited for.
      if (!isCancelled(thrown)) this.#fail(thrown);
    });
    return this.#building;
  }

  #forget(): void {
    this.#stopAhead();
    this.#counts.forget();
  }

  /** Leaves the workers to what is wanted now, unless that is what they count: `view`, whose own brush is free. */
  #stopAhead(view?: number): void {
    if (this.#ahead && this.#ahead.view !== view) this.#ahead.stop.abort();
  }

  /** While no brush moves: counts for the pictures that the pointer may come to next, nearest first, one at a time. */
  async #countAhead(): Promise<void> {
    const { brushes } = this;
    const from = this.#wantedActive ?? 0;
    const nearest = this.report.views
      .map((_, view) => view)
      .sort((one, other) => Math.abs(one - from) - Math.abs(other - from));
    for (const view of nearest) {
      await this.#building;
      if (this.#ahead || this.brushes !== brushes || this.status !== 'ready') return;
      const stop = new AbortController();
      this.#ahead = { view, stop };
      try {
        const signal = AbortSignal.any([stop.signal, this.#ended.signal]);
        await this.#counts.countAhead(view, brushes, signal);
      } catch (thrown) {
        if (!stop.signal.aborted) return this.#fail(thrown);
      } finally {
        this.#ahead = undefined;
      }
    }
  }

  #step(view: number): void {
    this.#counts.step(this.brushes[view]);
    this.shown = { bars: this.#counts.bars, chosen: this.#counts.chosenRows };
  }

  #fail(thrown: unknown): void {
    if (this.#ended.signal.aborted) return;
    this.error = toAppError(thrown);
    this.status = 'failed';
  }
}
