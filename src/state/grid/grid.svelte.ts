import { toAppError, type AppError } from '../../data/app-error';
import { findColumn, type ColumnInfo, type TableInfo } from '../../data/table';
import type { CopyRequest } from './grid-copy';
import { GridColumns, type ColumnSettings } from './grid-columns.svelte';
import { searchedColumns, wherePredicate, type ColumnFilter } from '../filter/grid-filter';
import type { FilterPart } from '../filter/grid-filter-words';
import { GridLookup, type CountedValue } from './grid-lookup';
import type { SortKey } from './grid-query';
import { GridSelection, type SelectedSpan } from './grid-selection.svelte';
import { GridTiles, type GridQuery } from './grid-tiles.svelte';
import { createView, dropView, type GridView } from './grid-view';
import { TableFilter, type FilterSettings } from '../filter/table-filter.svelte';

/** What a person has set up on a grid; kept while the table behind it changes. */
export interface GridSettings {
  sorts: readonly SortKey[];
  filter: FilterSettings;
  columns: ColumnSettings;
}

export interface GridServices {
  query: GridQuery;
  /** Runs what may take seconds where it can be seen and cancelled. */
  work<T>(signal: AbortSignal, task: (signal: AbortSignal) => Promise<T>): Promise<T>;
}

/** A table on the screen: which of its rows are shown, in which order, and the cells that have come so far. */
export class GridState {
  readonly columns: GridColumns;
  readonly tiles: GridTiles;
  readonly lookup: GridLookup;
  readonly selection = new GridSelection();
  /** Whether there is any column of texts. */
  readonly canSearch: boolean;
  sorts: readonly SortKey[] = $state.raw([]);
  /** The rows shown now. Replaced as a whole when a new order or choice of rows has been made. */
  view: GridView = $state.raw({ name: undefined, rowCount: 0 });
  isWorking = $state(false);
  error: AppError | undefined = $state.raw();
  #building: AbortController | undefined;
  #built: Promise<void> = Promise.resolve();
  readonly #unsubscribe: () => void;

  constructor(
    readonly table: TableInfo,
    private readonly services: GridServices,
    settings?: GridSettings,
    /** Which rows are looked at; shared with everything else that shows the table. */
    readonly filter = new TableFilter(table),
  ) {
    this.columns = new GridColumns(table.columns, settings?.columns);
    this.tiles = new GridTiles(table, services.query);
    this.lookup = new GridLookup(table, services.query, () => this.view.name);
    this.view = { name: undefined, rowCount: table.rowCount };
    this.canSearch = searchedColumns(table.columns).length > 0;
    this.#unsubscribe = filter.subscribe(() => void this.#rebuild());
    if (settings) this.#restore(settings);
    if (this.sorts.length > 0 || this.isFiltered) void this.#rebuild();
  }

  get settings(): GridSettings {
    const { sorts, filter, columns } = this;
    return { sorts, filter: filter.settings, columns: columns.settings };
  }

  /** The predicate of all that is asked of the rows. */
  get where(): string | undefined {
    return this.filter.where;
  }

  get isFiltered(): boolean {
    return this.filter.isFiltered;
  }

  get search(): string {
    return this.filter.search;
  }

  /** How many rows and columns are shown. */
  get extent(): { rows: number; columns: number } {
    return { rows: this.view.rowCount, columns: this.columns.visible.length };
  }

  /** The selected cells; `undefined` where there are none. */
  get span(): SelectedSpan | undefined {
    return this.selection.span(this.extent);
  }

  sortOf(column: string): SortKey | undefined {
    return this.sorts.find((key) => key.column === column);
  }

  filterOf(column: string): ColumnFilter | undefined {
    return this.filter.filterOf(column);
  }

  /** Ascending, then descending, then as in the table. `beside` keeps the other columns' order. */
  toggleSort(column: string, beside = false): Promise<void> {
    const current = this.sortOf(column);
    const descending = current === undefined ? false : current.descending ? undefined : true;
    return this.sortBy(column, descending, beside);
  }

  /** `descending` undefined takes the column out of the order. */
  sortBy(column: string, descending: boolean | undefined, beside = false): Promise<void> {
    const keys = beside ? [...this.sorts] : this.sorts.filter((key) => key.column === column);
    const place = keys.findIndex((key) => key.column === column);
    const key = descending === undefined ? [] : [{ column, descending }];
    keys.splice(place < 0 ? keys.length : place, place < 0 ? 0 : 1, ...key);
    this.sorts = keys;
    return this.#rebuild();
  }

  /** The order of the table again. */
  clearSorts(): Promise<void> {
    this.sorts = [];
    return this.#rebuild();
  }

  /** Puts a filter in place of the one that its column had; this and what follows resolve once the rows are shown. */
  setFilter(filter: ColumnFilter): Promise<void> {
    this.filter.setFilter(filter);
    return this.#built;
  }

  removeFilter(column: string): Promise<void> {
    this.filter.clear(column);
    return this.#built;
  }

  removePart(part: FilterPart): Promise<void> {
    this.filter.remove(part);
    return this.#built;
  }

  setSearch(text: string): Promise<void> {
    this.filter.setSearch(text);
    return this.#built;
  }

  /** All rows again, in the order chosen. */
  clearFilters(): Promise<void> {
    this.filter.clear();
    return this.#built;
  }

  /** Everything anew: after a failure, and after the engine was started again. */
  retry(): Promise<void> {
    return this.#rebuild();
  }

  /** Most frequent values of a column among the rows that the other filters leave. */
  values(
    column: ColumnInfo,
    options: { containing?: string; limit: number; signal?: AbortSignal },
  ): Promise<CountedValue[]> {
    const { containing = '', limit, signal } = options;
    const { filters, search, expression } = this.filter;
    const others = filters.filter((filter) => filter.column !== column.name);
    if (containing !== '') others.push({ test: 'contains', column: column.name, text: containing });
    const where = wherePredicate(this.table.columns, others, search, expression);
    return this.lookup.values(column, where, limit, signal);
  }

  /** Selected cells in a format for the clipboard. */
  copyText(
    { rows, columns }: SelectedSpan,
    how: Omit<CopyRequest, 'rows' | 'columns'>,
    signal?: AbortSignal,
  ): Promise<string> {
    const count = columns.last - columns.first + 1;
    const chosen = Array.from({ length: count }, (_, i) => this.columns.at(columns.first + i));
    return this.lookup.copyText({ ...how, rows, columns: chosen }, signal);
  }

  /** Cancels what is under way and drops the view. */
  close(): void {
    this.#unsubscribe();
    this.#building?.abort();
    this.tiles.close();
    dropView(this.services.query, this.view.name);
  }

  #restore({ sorts, filter }: GridSettings): void {
    this.sorts = sorts.filter(({ column }) => findColumn(this.table, column));
    this.filter.takeOver(filter);
  }

  #rebuild(): Promise<void> {
    this.#built = this.#build();
    return this.#built;
  }

  /** Newest wins: an older view under way is cancelled; the rows shown stay until the new ones are there. */
  async #build(): Promise<void> {
    this.#building?.abort();
    const building = new AbortController();
    this.#building = building;
    this.error = undefined;
    this.isWorking = true;
    try {
      const view = await this.#createView(building.signal);
      if (building.signal.aborted) dropView(this.services.query, view.name);
      else this.#swap(view);
    } catch (thrown) {
      if (!building.signal.aborted) this.error = toAppError(thrown);
    } finally {
      if (this.#building === building) this.isWorking = false;
    }
  }

  #createView(signal: AbortSignal): Promise<GridView> {
    const { where, sorts, table, services } = this;
    const create = (inner: AbortSignal): Promise<GridView> =>
      createView(services.query, table, where, sorts, inner);
    return where === undefined && sorts.length === 0
      ? create(signal)
      : services.work(signal, create);
  }

  #swap(view: GridView): void {
    const old = this.view;
    this.view = view;
    this.tiles.show(view.name, view.rowCount);
    this.selection.keepWithin(view.rowCount, this.columns.visible.length);
    dropView(this.services.query, old.name);
  }
}
