import { MergedCells } from './merged-cells';
import { cellKinds, type SheetRow } from './sheet-row';
import { findSheetLayout, type SheetLayout } from './sheet-layout';
import type { SheetFacts } from './sheet-range';

/** So many filled rows decide where the table begins. */
const layoutRows = 100;
/** The table can be told to begin behind any of so many filled rows. */
export const mostRowsAbove = 1_000;
const comma = 0x2c;
const quote = 0x22;
const lineEnd = 0x0a;

/** A filled row of a sheet, and where in its CSV it begins. */
export interface SheetRowStart {
  row: number;
  byte: number;
  line: number;
}

/**
 * Writes the rows of a sheet as CSV (commas, doubled quotes, one line end): empty rows are passed over, columns made
 * equal in number, merged cells given their value throughout. Tells where the table seems to begin, and which of its
 * rows name the columns.
 */
export class SheetWriter {
  layout: SheetLayout = { above: 0, header: undefined, headerRows: undefined };
  rowCount = 0;
  /** The first filled rows. */
  readonly starts: SheetRowStart[] = [];
  /** Sheet rows of CSV lines, wherever the two do not run on in step: line, row. */
  readonly steps: [line: number, row: number][] = [];
  firstColumn = Infinity;
  lastColumn = -1;
  #waiting: SheetRow[] | undefined = [];
  #bytes = new Uint8Array(2 ** 16);
  #size = 0;
  #taken = 0;
  #line = 1;
  readonly #fill: MergedCells;

  /** `facts` from an earlier reading, where that showed more than its first rows had promised. */
  constructor(private readonly facts?: SheetFacts) {
    this.#fill = new MergedCells(facts);
  }

  /** Takes a row; it may be used again afterwards. */
  add(row: SheetRow): void {
    if (row.columns.length === 0) return;
    this.firstColumn = Math.min(this.firstColumn, row.columns[0]!);
    this.lastColumn = Math.max(this.lastColumn, row.columns.at(-1)!);
    if (!this.#waiting) return this.#write(row);
    this.#waiting.push(row.copy());
    if (this.#waiting.length === layoutRows) this.#decide();
  }

  finish(): void {
    this.#decide();
  }

  /** The bytes written since the last call. */
  take(): Uint8Array<ArrayBuffer> {
    const bytes = this.#bytes.slice(0, this.#size);
    this.#taken += this.#size;
    this.#size = 0;
    return bytes;
  }

  /** Whether the columns that were written are all that there are. */
  get isWhole(): boolean {
    const { first, last } = this.#columns;
    return this.firstColumn >= first && this.lastColumn <= last;
  }

  #written: { first: number; last: number } | undefined;

  get #columns(): { first: number; last: number } {
    return this.#written ?? { first: this.firstColumn, last: this.lastColumn };
  }

  #decide(): void {
    const rows = this.#waiting;
    if (!rows) return;
    this.#waiting = undefined;
    this.#written = this.facts
      ? { first: this.facts.firstColumn, last: this.facts.lastColumn }
      : this.#columns;
    this.layout = findSheetLayout(rows, this.facts?.merged);
    for (const row of rows) this.#write(row);
  }

  #write(sparse: SheetRow): void {
    const { first, last } = this.#columns;
    const row = this.#fill.apply(sparse);
    const [line = 0, number = -1] = this.steps.at(-1) ?? [];
    if (row.number - number !== this.#line - line) this.steps.push([this.#line, row.number]);
    if (this.starts.length <= mostRowsAbove)
      this.starts.push({ row: row.number, byte: this.#taken + this.#size, line: this.#line });
    let position = 0;
    for (let column = first; column <= last; column += 1) {
      if (column > first) this.#byte(comma);
      if (row.columns[position] !== column) continue;
      this.#cell(row.bytesAt(position), row.kinds[position] === cellKinds.text);
      position += 1;
    }
    this.#byte(lineEnd);
    this.#line += 1;
    this.rowCount += 1;
  }

  #cell(bytes: Uint8Array, isText: boolean): void {
    this.#reserve(2 * bytes.length + 2);
    if (!isText || !needsQuotes(bytes)) {
      this.#bytes.set(bytes, this.#size);
      this.#size += bytes.length;
      return;
    }
    this.#byte(quote);
    for (const byte of bytes) {
      if (byte === quote) this.#bytes[this.#size++] = quote;
      if (byte === lineEnd) this.#line += 1;
      this.#bytes[this.#size++] = byte;
    }
    this.#byte(quote);
  }

  #byte(byte: number): void {
    this.#reserve(1);
    this.#bytes[this.#size++] = byte;
  }

  #reserve(bytes: number): void {
    if (this.#size + bytes <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#size + bytes, 2 * this.#bytes.length));
    larger.set(this.#bytes.subarray(0, this.#size));
    this.#bytes = larger;
  }
}

/** Commas, quotes, line ends, and spaces at either end. */
function needsQuotes(bytes: Uint8Array): boolean {
  if (bytes.length === 0 || bytes[0]! <= 0x20 || bytes.at(-1)! <= 0x20) return true;
  for (const byte of bytes) {
    if (byte === comma || byte === quote || byte === lineEnd || byte === 0x0d || byte === 0x27)
      return true;
  }
  return false;
}
