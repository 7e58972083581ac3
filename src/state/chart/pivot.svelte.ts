import type { PivotPick } from './pivot-filter';
import { formatCount, formatNumber, formatShare } from '../../data/format';
import { groupLabel, type PivotResult, type ShareBase } from '../../operators/prepare/pivot';

/** A cell as it is drawn. */
export interface PivotCell {
  text: string;
  isMissing: boolean;
  /** How dark it is shaded, 0 to 1; `undefined` for totals and what has no number. */
  heat: number | undefined;
}

/** A place in the pivot as drawn; columns below 0 are the labels of rows, -1 the last of them. */
export interface PivotPlace {
  row: number;
  column: number;
}

/** So many rows are drawn at once. */
const pageRows = 50;

/** A pivot on the screen: its rows in the order chosen, page by page, what each cell shows, and where the keyboard is. */
export class PivotState {
  page = $state(0);
  /** The column that rows are ordered by, `undefined` for their own order. */
  sorting: { column: number; descending: boolean } | undefined = $state.raw();
  active: PivotPlace = $state.raw({ row: 0, column: 0 });
  readonly columnLabels: string[] = $derived.by(() => this.#columnLabels());
  /** Places of rows in the result, in the order shown; "other" stays last, totals behind it. */
  readonly order: number[] = $derived.by(() => this.#order());
  readonly #heat: [low: number, high: number] = $derived.by(() => this.#heatRange());

  constructor(
    private readonly result: () => PivotResult,
    private readonly share: () => ShareBase,
    private readonly totals: () => boolean,
  ) {}

  get rowCount(): number {
    return this.result().rows.length;
  }

  /** Columns with that of totals, where there is one. */
  get width(): number {
    return this.columnLabels.length;
  }

  /** Places of the columns shown, that of totals last. */
  get places(): number[] {
    return this.columnLabels.map((_, column) => column);
  }

  get pageCount(): number {
    return Math.max(1, Math.ceil(this.rowCount / pageRows));
  }

  /** Places of the rows on this page; the line of totals is one more on each. */
  get shown(): number[] {
    const start = Math.min(this.page, this.pageCount - 1) * pageRows;
    const rows = this.order.slice(start, start + pageRows);
    return this.totals() ? [...rows, this.rowCount] : rows;
  }

  /** Labels that each row has. */
  get labelCount(): number {
    return Math.max(1, this.result().rowKeys.length);
  }

  /** The groups behind a place that is drawn: of a row, a column, or a cell where both cross. */
  pickAt({ row, column }: PivotPlace): PivotPick {
    const { rows, columns } = this.result();
    const place = this.shown[row];
    return {
      ...(place !== undefined && place < rows.length ? { row: place } : {}),
      ...(column >= 0 && column < columns.length ? { column } : {}),
      ...(column < 0 ? { labels: this.labelCount + column + 1 } : {}),
    };
  }

  get hasTotalColumn(): boolean {
    return this.totals() && this.result().columns.length > 1;
  }

  isTotal(row: number): boolean {
    return row === this.rowCount;
  }

  rowLabels(row: number): string[] {
    const { rows, rowKeys } = this.result();
    const count = Math.max(1, rowKeys.length);
    const group = rows[row];
    const only = this.isTotal(row) ? 'Total' : group === undefined ? 'other' : undefined;
    if (only !== undefined) return [only, ...Array.from({ length: count - 1 }, () => '')];
    return group!.length === 0 ? ['all'] : group!.map((label) => groupLabel([label]));
  }

  cell(row: number, column: number): PivotCell {
    const { texts } = this.result();
    const place = this.#place(row, column);
    const text = texts[place] ?? null;
    if (text === null) return { text: '–', isMissing: true, heat: undefined };
    const value = this.#valueAt(row, column);
    return { text: this.#format(value, text), isMissing: false, heat: this.#heatOf(row, column) };
  }

  /** Descending, then ascending, then the pivot's own order. */
  sortBy(column: number): void {
    const { sorting } = this;
    if (sorting?.column !== column) this.sorting = { column, descending: true };
    else this.sorting = sorting.descending ? { column, descending: false } : undefined;
    this.page = 0;
  }

  turn(by: number): void {
    this.page = Math.max(0, Math.min(this.pageCount - 1, this.page + by));
    this.active = { row: 0, column: this.active.column };
  }

  /** Where a key takes the keyboard; `undefined` for other keys. */
  move(key: string, toEdge: boolean): PivotPlace | undefined {
    const { row, column } = this.active;
    const [rows, columns] = [this.shown.length, this.width];
    const moves: Record<string, PivotPlace> = {
      ArrowUp: { row: toEdge ? 0 : row - 1, column },
      ArrowDown: { row: toEdge ? rows - 1 : row + 1, column },
      ArrowLeft: { row, column: toEdge ? 0 : column - 1 },
      ArrowRight: { row, column: toEdge ? columns - 1 : column + 1 },
      Home: { row: toEdge ? 0 : row, column: 0 },
      End: { row: toEdge ? rows - 1 : row, column: columns - 1 },
    };
    const next = moves[key];
    if (!next) return undefined;
    this.active = {
      row: Math.max(0, Math.min(rows - 1, next.row)),
      column: Math.max(-this.labelCount, Math.min(columns - 1, next.column)),
    };
    return this.active;
  }

  #columnLabels(): string[] {
    const { columns, measure } = this.result();
    const labels = columns.map((group) => groupLabel(group, measure));
    return this.hasTotalColumn ? [...labels, 'Total'] : labels;
  }

  #order(): number[] {
    const { rows } = this.result();
    const places = rows.flatMap((group, place) => (group === undefined ? [] : [place]));
    const other = rows.flatMap((group, place) => (group === undefined ? [place] : []));
    const { sorting } = this;
    if (!sorting) return [...places, ...other];
    const sign = sorting.descending ? -1 : 1;
    const key = (row: number): number => this.#valueAt(row, sorting.column);
    const sorted = places.sort((one, two) => compare(key(one), key(two), sign));
    return [...sorted, ...other];
  }

  #valueAt(row: number, column: number): number {
    const { values, rows, columns } = this.result();
    const value = values[this.#place(row, column)]!;
    const share = this.share();
    if (share === 'value') return value;
    const base = {
      row: this.#place(row, columns.length),
      column: this.#place(rows.length, column),
      total: this.#place(rows.length, columns.length),
    }[share];
    return value / values[base]!;
  }

  #place(row: number, column: number): number {
    return row * (this.result().columns.length + 1) + column;
  }

  #format(value: number, text: string): string {
    if (this.share() !== 'value') return formatShare(value);
    if (/^-?\d+$/.test(text)) return formatCount(BigInt(text)).replace('-', '−');
    const isNumber = !Number.isNaN(value) || text === 'nan';
    return isNumber ? formatNumber(value, 5) : text;
  }

  #heatRange(): [low: number, high: number] {
    const { rows, columns } = this.result();
    let [low, high] = [Infinity, -Infinity];
    for (let row = 0; row < rows.length; row += 1) {
      for (let column = 0; column < columns.length; column += 1) {
        const value = this.#valueAt(row, column);
        if (!Number.isFinite(value)) continue;
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    return [low, high];
  }

  #heatOf(row: number, column: number): number | undefined {
    const { rows, columns } = this.result();
    const value = this.#valueAt(row, column);
    if (row >= rows.length || column >= columns.length || !Number.isFinite(value)) return undefined;
    const [low, high] = this.#heat;
    return high > low ? (value - low) / (high - low) : undefined;
  }
}

/** What has no value stands last both ways. */
function compare(one: number, two: number, sign: number): number {
  if (Number.isNaN(one) || Number.isNaN(two))
    return Number(Number.isNaN(one)) - Number(Number.isNaN(two));
  return sign * (one - two);
}
