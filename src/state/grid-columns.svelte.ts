import type { ColumnInfo } from '../data/table';

/** Widths a column may have. */
export const columnWidthsPx = {
  least: 64,
  suggestedLeast: 128,
  usual: 148,
  suggestedMost: 260,
  most: 640,
};

/** Up to this many columns all are drawn; of more only those in view. */
const drawnAlways = 16;

/** Columns drawn beyond each edge of the view. */
const spareColumns = 2;

export interface ColumnWindow {
  /** Positions among the visible columns: first, and one past the last. */
  first: number;
  end: number;
}

/** What a person has set up on the columns, by name. */
export interface ColumnSettings {
  hidden: ReadonlySet<string>;
  widths: ReadonlyMap<string, number>;
}

/** Which columns are shown, how wide they are, and where each one begins. */
export class GridColumns {
  readonly #all: readonly ColumnInfo[];
  #hidden: ReadonlySet<string> = $state.raw(new Set<string>());
  #widths: ReadonlyMap<string, number> = $state.raw(new Map<string, number>());
  /** Indices into the table's columns, in the order shown. */
  readonly visible: readonly number[] = $derived.by(() =>
    this.#all.flatMap(({ name }, index) => (this.#hidden.has(name) ? [] : [index])),
  );
  /** Left edge of each visible column and, last, the width of all. */
  readonly edgesPx: Float64Array = $derived.by(() => this.#measure());

  constructor(columns: readonly ColumnInfo[], settings?: ColumnSettings) {
    this.#all = columns;
    if (!settings) return;
    this.#widths = settings.widths;
    if (columns.some(({ name }) => !settings.hidden.has(name))) this.#hidden = settings.hidden;
  }

  get settings(): ColumnSettings {
    return { hidden: this.#hidden, widths: this.#widths };
  }

  get totalPx(): number {
    return this.edgesPx[this.visible.length]!;
  }

  get hiddenNames(): string[] {
    return this.#all.map(({ name }) => name).filter((name) => this.#hidden.has(name));
  }

  /** The column at a position among the visible ones. */
  at(position: number): ColumnInfo {
    return this.#all[this.visible[position]!]!;
  }

  widthPx(position: number): number {
    return this.edgesPx[position + 1]! - this.edgesPx[position]!;
  }

  resize(name: string, widthPx: number): void {
    const { least, most } = columnWidthsPx;
    const width = Math.round(Math.min(most, Math.max(least, widthPx)));
    this.#widths = new Map(this.#widths).set(name, width);
  }

  /** Widths that fit what the columns hold, for those whose width nobody has set. */
  suggest(widths: ReadonlyMap<string, number>): void {
    const { suggestedLeast: least, suggestedMost: most } = columnWidthsPx;
    const suggested = [...widths].map(([name, width]): [string, number] => [
      name,
      Math.round(Math.min(most, Math.max(least, width))),
    ]);
    this.#widths = new Map([...suggested, ...this.#widths]);
  }

  /** One column always stays. */
  hide(name: string): void {
    if (this.visible.length > 1) this.#hidden = new Set(this.#hidden).add(name);
  }

  show(name: string): void {
    this.#hidden = new Set([...this.#hidden].filter((known) => known !== name));
  }

  showAll(): void {
    this.#hidden = new Set();
  }

  /** The columns to draw where `leftPx` to `leftPx + viewPx` is seen. */
  window(leftPx: number, viewPx: number): ColumnWindow {
    const count = this.visible.length;
    if (count <= drawnAlways) return { first: 0, end: count };
    const first = Math.max(0, this.#find(leftPx) - spareColumns);
    const end = Math.min(count, this.#find(leftPx + viewPx) + 1 + spareColumns);
    return { first, end };
  }

  /** Position of the column that covers `px`: the last whose left edge is not beyond it. */
  #find(px: number): number {
    let low = 0;
    let high = this.visible.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.edgesPx[middle]! <= px) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #measure(): Float64Array {
    const edges = new Float64Array(this.visible.length + 1);
    this.visible.forEach((index, position) => {
      const { name } = this.#all[index]!;
      edges[position + 1] = edges[position]! + (this.#widths.get(name) ?? usualWidth(name));
    });
    return edges;
  }
}

/** Wide enough for the name, within reason. */
function usualWidth(name: string): number {
  const { usual, most } = columnWidthsPx;
  return Math.min(most / 2, Math.max(usual, 56 + 8 * name.length));
}
