import { findColumn, type TableInfo } from '../../data/table';
import { wherePredicate, type ColumnFilter } from './grid-filter';
import { filterParts, type FilterPart } from './grid-filter-words';

/** What a person has asked of the rows of a table, as plain data. */
export interface FilterSettings {
  filters: readonly ColumnFilter[];
  search: string;
  /** A condition typed in SQL, '' for none. */
  expression: string;
}

const everything: FilterSettings = { filters: [], search: '', expression: '' };

/**
 * Which rows of a table are looked at now: one for each table, shared by everything that shows it, so that a
 * click in a chart filters the grid and the other way round. Changes are told to subscribers at once. It outlives the
 * view that asks for it first, so nothing in it is derived: that would end with the view.
 */
export class TableFilter {
  #settings: FilterSettings = $state.raw(everything);
  readonly #listeners = new Set<() => void>();
  #isUntouched = true;

  constructor(readonly table: TableInfo) {}

  get settings(): FilterSettings {
    return this.#settings;
  }

  /** At most one a column. */
  get filters(): readonly ColumnFilter[] {
    return this.#settings.filters;
  }

  /** Text that any column of texts contains. */
  get search(): string {
    return this.#settings.search;
  }

  get expression(): string {
    return this.#settings.expression;
  }

  /** All that is asked as one SQL predicate over the columns by name; `undefined` for all rows. */
  get where(): string | undefined {
    return this.#where(this.filters);
  }

  /** What is asked, part by part, in words; each can be taken away by itself. */
  get parts(): readonly FilterPart[] {
    return filterParts(this.#settings);
  }

  get isFiltered(): boolean {
    return this.where !== undefined;
  }

  filterOf(column: string): ColumnFilter | undefined {
    return this.filters.find((filter) => filter.column === column);
  }

  /** The predicate without the conditions on `columns`: the rows that a picture of theirs is drawn over. */
  whereWithout(...columns: string[]): string | undefined {
    return this.#where(this.filters.filter(({ column }) => !columns.includes(column)));
  }

  /** Puts a filter in place of the one that its column had. */
  setFilter(filter: ColumnFilter): void {
    const place = this.filters.findIndex(({ column }) => column === filter.column);
    const filters = [...this.filters];
    filters.splice(place < 0 ? filters.length : place, place < 0 ? 0 : 1, filter);
    this.set({ filters });
  }

  /** Takes the filter of a column away; without a column everything that is asked. */
  clear(column?: string): void {
    if (column === undefined) this.set(everything);
    else this.set({ filters: this.filters.filter((filter) => filter.column !== column) });
  }

  /** Takes one part away. */
  remove(part: FilterPart): void {
    if (part.kind === 'column') this.clear(part.column);
    else this.set({ [part.kind]: '' });
  }

  setSearch(search: string): void {
    this.set({ search });
  }

  /** A condition in SQL over the columns; '' for none. */
  setExpression(expression: string): void {
    this.set({ expression: expression.trim() });
  }

  /** Several changes as one. */
  set(change: Partial<FilterSettings>): void {
    const next = { ...this.#settings, ...change };
    if (JSON.stringify(next) === JSON.stringify(this.#settings)) return;
    this.#isUntouched = false;
    this.#settings = next;
    for (const listener of this.#listeners) listener();
  }

  /**
   * Takes over what was asked of an older table of the same cell, as far as this one has the columns; not where
   * something has been asked here already. Tells no one.
   */
  takeOver({ filters, search, expression }: FilterSettings): void {
    if (!this.#isUntouched) return;
    const known = filters.filter(({ column }) => findColumn(this.table, column));
    this.#settings = { filters: known, search, expression };
    this.#isUntouched = false;
  }

  /** Calls back after each change; answers how to stop that. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #where(filters: readonly ColumnFilter[]): string | undefined {
    const { search, expression } = this.#settings;
    return wherePredicate(this.table.columns, filters, search, expression);
  }
}

/** The filters of all tables of a notebook, by fingerprint. */
export class TableFilters {
  readonly #known = new Map<string, TableFilter>();

  of(table: TableInfo): TableFilter {
    const known = this.#known.get(table.fingerprint);
    if (known) return known;
    const made = new TableFilter(table);
    this.#known.set(table.fingerprint, made);
    return made;
  }

  /** Forgets what was asked: another notebook begins. */
  forget(): void {
    this.#known.clear();
  }
}
