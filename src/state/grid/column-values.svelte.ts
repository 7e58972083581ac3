import { toAppError, type AppError } from '../../data/app-error';
import type { ColumnInfo } from '../../data/table';
import {
  countValuesQuery,
  createValuesQuery,
  valuesPageQuery,
  type ValuesOrder,
} from './column-values-query';
import type { CountedValue } from './grid-lookup';
import { createViewSchema } from './grid-query';
import { dropView } from './grid-view';
import type { GridServices } from './grid.svelte';
import type { TableFilter } from '../filter/table-filter.svelte';

/** Values on a page. */
export const valuesPageLength = 50;

let lastList = 0;

/**
 * All distinct values of a column, page by page, however many there are. They are counted over the rows that the
 * other conditions on the table leave, and a click on one filters everything that shows the table.
 */
export class ColumnValues {
  /** The values of the page shown; `undefined` until the first ones are there. */
  rows: readonly CountedValue[] | undefined = $state.raw();
  page = $state(0);
  /** Distinct values in the list, and the rows that they stand for. */
  valueCount = $state(0);
  rowCount = $state(0);
  isWorking = $state(false);
  error: AppError | undefined = $state.raw();
  #order: ValuesOrder = $state('count');
  #containing = $state('');
  readonly pageCount = $derived(Math.max(1, Math.ceil(this.valueCount / valuesPageLength)));
  /** Values that the table's filter asks for, missing as `null`. */
  readonly chosen: readonly (string | null)[] = $derived.by(() => {
    const filter = this.filter.filterOf(this.column.name);
    return filter?.test === 'values' && !filter.exclude ? filter.values : [];
  });
  #list: string | undefined;
  #counted: string | undefined;
  #building: AbortController | undefined;
  readonly #stopFollowing: () => void;

  constructor(
    private readonly services: GridServices,
    private readonly filter: TableFilter,
    readonly column: ColumnInfo,
  ) {
    this.#stopFollowing = filter.subscribe(() => void this.#follow());
    void this.#build();
  }

  get order(): ValuesOrder {
    return this.#order;
  }

  get containing(): string {
    return this.#containing;
  }

  sortBy(order: ValuesOrder): void {
    if (order === this.#order) return;
    this.#order = order;
    void this.#build();
  }

  search(text: string): void {
    if (text === this.#containing) return;
    this.#containing = text;
    void this.#build();
  }

  /** Turns to a page, the nearest one there is. */
  async turnTo(page: number): Promise<void> {
    this.page = Math.min(Math.max(0, page), this.pageCount - 1);
    await this.#attempt(async (signal) => this.#readPage(signal));
  }

  /** Asks for a value in every view of the table, or no longer. */
  toggle(value: string | null): void {
    const { name } = this.column;
    const isChosen = this.chosen.includes(value);
    const values = isChosen
      ? this.chosen.filter((known) => known !== value)
      : [...this.chosen, value];
    if (values.length === 0) this.filter.clear(name);
    else this.filter.setFilter({ test: 'values', column: name, values });
  }

  retry(): void {
    void this.#build();
  }

  close(): void {
    this.#stopFollowing();
    this.#building?.abort();
    dropView(this.services.query, this.#list);
  }

  /** What is asked of this column itself changes no count. */
  async #follow(): Promise<void> {
    if (this.filter.whereWithout(this.column.name) !== this.#counted) await this.#build();
  }

  async #build(): Promise<void> {
    await this.#attempt(async (signal) => {
      const where = this.filter.whereWithout(this.column.name);
      this.#counted = where;
      const list = `values_${(lastList += 1)}`;
      const request = { where, order: this.#order, containing: this.#containing };
      const { query } = this.services;
      await this.services.work(signal, async (inner) => {
        await query(createViewSchema, inner);
        await query(createValuesQuery(this.filter.table, this.column, list, request), inner);
      });
      if (signal.aborted) return dropView(query, list);
      dropView(query, this.#list);
      this.#list = list;
      const counted = await query(countValuesQuery(list), signal);
      this.valueCount = counted.numbers('value_count')[0]!;
      this.rowCount = counted.numbers('row_count')[0]!;
      this.page = 0;
      await this.#readPage(signal);
    });
  }

  async #readPage(signal: AbortSignal): Promise<void> {
    if (this.#list === undefined) return;
    const first = this.page * valuesPageLength;
    const sql = valuesPageQuery(this.#list, first, valuesPageLength);
    const answer = await this.services.query(sql, signal);
    if (signal.aborted) return;
    const rows = answer.numbers('row_count');
    this.rows = answer.texts('value').map((value, at) => ({ value, rows: rows[at]! }));
  }

  /** Newest wins; the values shown stay until the new ones are there. */
  async #attempt(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this.#building?.abort();
    const building = new AbortController();
    this.#building = building;
    this.isWorking = true;
    this.error = undefined;
    try {
      await work(building.signal);
    } catch (thrown) {
      if (!building.signal.aborted) this.error = toAppError(thrown);
    } finally {
      if (this.#building === building) this.isWorking = false;
    }
  }
}
