import { isCancelled, toAppError, type AppError } from '../../data/app-error';
import { allOf } from '../../data/sql';
import type { ChartReport } from '../../operators/profile/chart';
import { areaFilters, pickFilters, type ChartArea } from './chart-filter';
import type { ColumnFilter } from '../filter/grid-filter';
import type { TableFilter } from '../filter/table-filter.svelte';

/** Makes the chart of those rows that meet a condition. */
export type ChartPreview = (where: string) => Promise<ChartReport>;

/** The chart of a cell over the rows that the table shows now, and what clicks on it ask of the table. */
export class ChartState {
  /** What is drawn: the cell's own chart, or that of the filtered rows. */
  shown: ChartReport = $state.raw() as ChartReport;
  isWorking = $state(false);
  error: AppError | undefined = $state.raw();
  #wanted = '';

  constructor(
    private readonly whole: ChartReport,
    private readonly filter: TableFilter,
    private readonly preview: ChartPreview,
  ) {
    this.shown = whole;
  }

  /** Whether fewer rows are drawn than the cell's own. */
  get isFiltered(): boolean {
    return this.shown !== this.whole;
  }

  /** Follows the filter of the table; the newest answer wins, and until it comes the old one stays. */
  async follow(where: string | undefined): Promise<void> {
    const condition = allOf(this.whole.where, where ?? '');
    this.#wanted = condition;
    this.error = undefined;
    if (where === undefined) {
      this.isWorking = false;
      this.shown = this.whole;
      return;
    }
    this.isWorking = true;
    try {
      const found = await this.preview(condition);
      if (this.#wanted === condition) this.shown = found;
    } catch (thrown) {
      const error = toAppError(thrown);
      if (this.#wanted === condition && !isCancelled(error)) this.error = error;
    } finally {
      if (this.#wanted === condition) this.isWorking = false;
    }
  }

  /** A click on a mark: filters by its bins, or takes that filter away again. */
  pick(trace: number, bins: readonly number[]): void {
    this.#toggle(pickFilters(this.shown, trace, bins));
  }

  brush(area: ChartArea): void {
    this.#toggle(areaFilters(this.shown, area));
  }

  #toggle(filters: readonly ColumnFilter[]): void {
    if (filters.length === 0) return;
    const isSame = filters.every(
      (each) => JSON.stringify(this.filter.filterOf(each.column)) === JSON.stringify(each),
    );
    const others = this.filter.filters.filter(
      ({ column }) => !filters.some((each) => each.column === column),
    );
    this.filter.set({ filters: isSame ? others : [...others, ...filters] });
  }
}
