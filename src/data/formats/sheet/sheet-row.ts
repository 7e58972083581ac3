/** Kinds of cells as far as a table cares: text is told from what Excel stores as a value. */
export const cellKinds = { none: 0, text: 1, value: 2 } as const;

/** One row of a sheet: the texts of its filled cells, by column from 0. Used over and over. */
export class SheetRow {
  /** 1-based, as the sheet numbers it. */
  number = 0;
  /** Filled columns, in ascending order. */
  readonly columns: number[] = [];
  readonly kinds: number[] = [];
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  #bytes: Uint8Array = new Uint8Array(4096);
  #size = 0;
  #open = 0;

  clear(number: number): void {
    this.number = number;
    this.columns.length = this.kinds.length = this.#starts.length = this.#ends.length = 0;
    this.#size = this.#open = 0;
  }

  /** Adds to the text of the cell that is being read. */
  append(bytes: Uint8Array, start = 0, end = bytes.length): void {
    const size = this.#size + end - start;
    if (size > this.#bytes.length) this.#grow(size);
    this.#bytes.set(bytes.subarray(start, end), this.#size);
    this.#size = size;
  }

  /** Bytes of the cell that is being read. */
  get pending(): Uint8Array {
    return this.#bytes.subarray(this.#open, this.#size);
  }

  /** Ends the cell that is being read. */
  close(column: number, kind: number): void {
    this.columns.push(column);
    this.kinds.push(kind);
    this.#starts.push(this.#open);
    this.#ends.push(this.#size);
    this.#open = this.#size;
  }

  /** Forgets the cell that is being read. */
  drop(): void {
    this.#size = this.#open;
  }

  /** The text of the filled cell at a position among the filled ones. */
  bytesAt(position: number): Uint8Array {
    return this.#bytes.subarray(this.#starts[position]!, this.#ends[position]!);
  }

  copy(): SheetRow {
    const row = new SheetRow();
    row.clear(this.number);
    this.columns.forEach((column, position) => {
      row.append(this.bytesAt(position));
      row.close(column, this.kinds[position]!);
    });
    return row;
  }

  #grow(size: number): void {
    const larger = new Uint8Array(Math.max(size, 2 * this.#bytes.length));
    larger.set(this.#bytes.subarray(0, this.#size));
    this.#bytes = larger;
  }
}
