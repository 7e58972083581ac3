import { isCancelled, toAppError, type AppError } from '../../data/app-error';
import type { ColumnInfo } from '../../data/table';
import type { RecordValue } from './grid-lookup';
import { headerRow } from './grid-selection.svelte';
import type { GridState } from './grid.svelte';

/** Columns of a row that are shown at once. */
const fieldsAtOnce = 100;

/** A column of the row that is shown. */
export interface RecordField {
  /** Index of the column in the table. */
  index: number;
  column: ColumnInfo;
  isHidden: boolean;
  /** The column that keeps its texts as they stand in the file. */
  written?: { index: number; column: ColumnInfo };
}

/** One row of a grid, whole: that of the active cell. */
export class GridRecord {
  isOpen = $state(false);
  /** Only columns whose name contains this. */
  query = $state('');
  page = $state(0);
  error: AppError | undefined = $state.raw();
  /** Row of what is shown, and of the table, to which the values belong. */
  loaded: { row: number; sourceRow: number } | undefined = $state.raw();
  #values: ReadonlyMap<number, RecordValue> = $state.raw(new Map<number, RecordValue>());
  #loading: AbortController | undefined;

  /** Columns in the order of the grid, those that it hides behind them. */
  readonly fields: readonly RecordField[] = $derived.by(() => this.#fields());
  readonly pageCount = $derived(Math.max(1, Math.ceil(this.fields.length / fieldsAtOnce)));
  readonly shown: readonly RecordField[] = $derived(
    this.fields.slice(this.page * fieldsAtOnce, (this.page + 1) * fieldsAtOnce),
  );

  constructor(private readonly grid: GridState) {}

  /** Shows the row of the active cell, with its column in view. */
  open(): void {
    if (this.grid.selection.active.row === headerRow) return;
    this.isOpen = true;
    this.#turnTo(this.grid.columns.visible[this.grid.selection.active.column]);
  }

  close(): void {
    this.isOpen = false;
    this.#loading?.abort();
  }

  search(query: string): void {
    this.query = query;
    this.page = 0;
  }

  valueOf(index: number): RecordValue | undefined {
    return this.#values.get(index);
  }

  /** Brings the fields of a row; values shown stay until the new ones are there. Newest wins. */
  async load(row: number, fields: readonly RecordField[]): Promise<void> {
    this.#loading?.abort();
    const loading = new AbortController();
    this.#loading = loading;
    try {
      const asked = fields.flatMap((field) => (field.written ? [field, field.written] : [field]));
      const columns = asked.map(({ column }) => column);
      const { sourceRow, values } = await this.grid.lookup.record(row, columns, loading.signal);
      if (loading.signal.aborted) return;
      this.#values = new Map(asked.map(({ index }, place) => [index, values[place]!]));
      this.loaded = { row, sourceRow };
      this.error = undefined;
    } catch (thrown) {
      if (!loading.signal.aborted && !isCancelled(thrown)) this.error = toAppError(thrown);
    }
  }

  /** The next part of a long text. */
  async more({ index, column }: Pick<RecordField, 'index' | 'column'>): Promise<void> {
    const known = this.#values.get(index);
    const { loaded } = this;
    if (!known || known.text === null || !loaded) return;
    try {
      const { text, characters } = await this.grid.lookup.more(
        loaded.row,
        column,
        known.characters,
      );
      if (this.#values.get(index) !== known) return;
      const grown = {
        ...known,
        text: known.text + text,
        characters: known.characters + characters,
      };
      this.#values = new Map(this.#values).set(index, grown);
    } catch (thrown) {
      if (!isCancelled(thrown)) this.error = toAppError(thrown);
    }
  }

  #turnTo(index: number | undefined): void {
    const place = this.fields.findIndex(
      (field) => field.index === index || field.written?.index === index,
    );
    this.page = place < 0 ? 0 : Math.floor(place / fieldsAtOnce);
  }

  #fields(): RecordField[] {
    const { table, columns } = this.grid;
    const visible = new Set(columns.visible);
    const wanted = this.query.trim().toLowerCase();
    const hidden = visible.size === table.columns.length ? [] : table.columns.keys();
    const all = [...columns.visible, ...[...hidden].filter((index) => !visible.has(index))];
    const placeOf = new Map(table.columns.map(({ name }, index) => [name, index]));
    const writtenOf = ({ writtenIn }: ColumnInfo): RecordField['written'] => {
      const index = writtenIn === undefined ? undefined : placeOf.get(writtenIn);
      return index === undefined ? undefined : { index, column: table.columns[index]! };
    };
    // A text stands with the value that it was.
    const texts = new Set(table.columns.flatMap((column) => writtenOf(column)?.index ?? []));
    return all
      .filter((index) => !texts.has(index))
      .map((index) => {
        const column = table.columns[index]!;
        return { index, column, isHidden: !visible.has(index), written: writtenOf(column) };
      })
      .filter(({ column }) => wanted === '' || column.name.toLowerCase().includes(wanted));
  }
}
