import type { ColumnInfo } from '../../data/table';

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
  /** Kept at the left edge, from left to right. */
  pinned: readonly string[];
  /** All names in the order chosen; `undefined` for that of the table. */
  order: readonly string[] | undefined;
}

/** Which columns are shown, in which order, how wide they are, and where each one begins. */
export class GridColumns {
  readonly #all: readonly ColumnInfo[];
  #hidden: ReadonlySet<string> = $state.raw(new Set<string>());
  #widths: ReadonlyMap<string, number> = $state.raw(new Map<string, number>());
  /** Indices into the table's columns. */
  #pinned: readonly number[] = $state.raw([]);
  /** All indices in the order chosen; pinned ones stand before them. */
  #order: readonly number[] | undefined = $state.raw();
  /** Indices into the table's columns, in the order shown: the pinned ones first. */
  readonly visible: readonly number[] = $derived.by(() => this.#arrange());
  /** How many of the visible columns are pinned. */
  readonly pinnedCount: number = $derived(
    this.#pinned.filter((index) => !this.#hidden.has(this.#all[index]!.name)).length,
  );
  /** Left edge of each visible column and, last, the width of all. */
  readonly edgesPx: Float64Array = $derived.by(() => this.#measure());

  constructor(columns: readonly ColumnInfo[], settings?: ColumnSettings) {
    this.#all = columns;
    if (settings) this.#restore(settings);
  }

  get settings(): ColumnSettings {
    const nameOf = (index: number): string => this.#all[index]!.name;
    return {
      hidden: this.#hidden,
      widths: this.#widths,
      pinned: this.#pinned.map(nameOf),
      order: this.#order?.map(nameOf),
    };
  }

  get totalPx(): number {
    return this.edgesPx[this.visible.length]!;
  }

  /** Width of the pinned columns. */
  get pinnedPx(): number {
    return this.edgesPx[this.pinnedCount]!;
  }

  get hiddenNames(): string[] {
    return [...this.#hidden];
  }

  /** Whether columns stand where a person put them: in another order, pinned or hidden. */
  get isArranged(): boolean {
    return this.#hidden.size > 0 || this.#pinned.length > 0 || this.#order !== undefined;
  }

  /** The column at a position among the visible ones. */
  at(position: number): ColumnInfo {
    return this.#all[this.visible[position]!]!;
  }

  /** Where a column stands among the visible ones; -1 where it is hidden. */
  positionOf(name: string): number {
    return this.visible.findIndex((index) => this.#all[index]!.name === name);
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

  isPinned(name: string): boolean {
    return this.#pinned.some((index) => this.#all[index]!.name === name);
  }

  /** Keeps a column at the left edge, behind those that are there, or lets it go where it belongs. */
  togglePin(name: string): void {
    const index = this.#indexOf(name);
    this.#pinned = this.#pinned.includes(index)
      ? this.#pinned.filter((known) => known !== index)
      : [...this.#pinned, index];
  }

  /**
   * Moves a visible column to a position; pinned ones stay among the pinned, others among the others. Answers
   * where it stands then.
   */
  move(name: string, position: number): number {
    const [index, from] = [this.#indexOf(name), this.positionOf(name)];
    if (from < 0) return from;
    const isPinned = from < this.pinnedCount;
    const [first, last] = isPinned
      ? [0, this.pinnedCount - 1]
      : [this.pinnedCount, this.visible.length - 1];
    const to = Math.max(first, Math.min(last, position));
    if (to === from) return from;
    const neighbour = this.visible[to]!;
    if (isPinned) this.#pinned = moved(this.#pinned, index, neighbour, to > from);
    else this.#order = moved(this.#order ?? this.#natural(), index, neighbour, to > from);
    return to;
  }

  /** All columns as in the table, widths apart. */
  rearrange(): void {
    this.#hidden = new Set();
    this.#pinned = [];
    this.#order = undefined;
  }

  /**
   * The columns beside the pinned ones that are drawn where `leftPx` to `leftPx + viewPx` is seen, the first
   * `coveredPx` of it under the pinned ones.
   */
  window(leftPx: number, viewPx: number, coveredPx = 0): ColumnWindow {
    const { pinnedCount } = this;
    const count = this.visible.length;
    if (count <= drawnAlways) return { first: pinnedCount, end: count };
    const first = this.#find(leftPx + coveredPx) - spareColumns;
    const end = Math.min(count, this.#find(leftPx + viewPx) + 1 + spareColumns);
    return { first: Math.max(pinnedCount, first), end: Math.max(pinnedCount, end) };
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

  #arrange(): number[] {
    const isShown = (index: number): boolean => !this.#hidden.has(this.#all[index]!.name);
    const pinned = new Set(this.#pinned);
    const others = (this.#order ?? this.#natural()).filter((index) => !pinned.has(index));
    return [...this.#pinned, ...others].filter(isShown);
  }

  #natural(): number[] {
    return this.#all.map((_, index) => index);
  }

  #indexOf(name: string): number {
    return this.#all.findIndex((column) => column.name === name);
  }

  #restore({ hidden, widths, pinned, order }: ColumnSettings): void {
    const indexOf = new Map(this.#all.map(({ name }, index) => [name, index]));
    const known = (names: readonly string[]): number[] =>
      names.flatMap((name) => indexOf.get(name) ?? []);
    this.#widths = widths;
    this.#pinned = known(pinned);
    if (order) this.#order = [...new Set([...known(order), ...this.#natural()])];
    const kept = [...hidden].filter((name) => indexOf.has(name));
    if (kept.length < this.#all.length) this.#hidden = new Set(kept);
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

/** `index` taken out and put before its new neighbour, or behind it. */
function moved(
  order: readonly number[],
  index: number,
  neighbour: number,
  behind: boolean,
): number[] {
  const rest = order.filter((known) => known !== index);
  rest.splice(rest.indexOf(neighbour) + (behind ? 1 : 0), 0, index);
  return rest;
}

/** Wide enough for the name, within reason. */
function usualWidth(name: string): number {
  const { usual, most } = columnWidthsPx;
  return Math.min(most / 2, Math.max(usual, 56 + 8 * name.length));
}
