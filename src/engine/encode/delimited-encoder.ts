import type { ExportOptions } from '../../data/export';
import { ByteWriter } from './byte-writer';
import type { ExportColumn } from './export-columns';
import type { EncodedPiece, TableEncoder } from './table-encoder';
import { eachBatch, type TextValues } from './text-rows';

const [quote, returnByte, lineFeed, space] = [0x22, 0x0d, 0x0a, 0x20];
/** `=`, `+`, `-`, `@`, tab and return begin a formula in some spreadsheet. */
const formulaStarts = new Set([0x3d, 0x2b, 0x2d, 0x40, 0x09, 0x0d]);
const number = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
const decoder = new TextDecoder();
const encoder = new TextEncoder();

/**
 * CSV as RFC 4180 has it, or TSV with the same quotes: UTF-8, a line of names, lines end with CR LF. A missing value
 * is nothing at all, an empty text is two quotes. With `guardFormulas`, a text that a spreadsheet would run as a
 * formula gets an apostrophe before it, unless it is a number.
 */
export class DelimitedEncoder implements TableEncoder {
  readonly #writer = new ByteWriter();
  readonly #delimiter: number;
  readonly #guards: boolean;
  #guarded = 0;

  constructor(
    private readonly columns: readonly ExportColumn[],
    { format, guardFormulas = true, byteOrderMark = false }: ExportOptions,
  ) {
    this.#delimiter = format === 'tsv' ? 0x09 : 0x2c;
    this.#guards = guardFormulas;
    if (byteOrderMark) this.#writer.text('\ufeff');
    columns.forEach(({ name }, index) => {
      const bytes = encoder.encode(name);
      this.#separate(index);
      this.#writeText(bytes, 0, bytes.length);
    });
    this.#endLine();
  }

  write(ipc: Uint8Array): Promise<EncodedPiece> {
    const styles = this.columns.map(({ style }) => style);
    const rowCount = eachBatch(ipc, styles, (columns, rows) => {
      for (let row = 0; row < rows; row += 1) this.#writeRow(columns, row);
    });
    return Promise.resolve({ parts: [this.#writer.take()], rowCount, notes: [] });
  }

  end(): Promise<EncodedPiece> {
    const notes = this.#guarded === 0 ? [] : [guardedWords(this.#guarded)];
    return Promise.resolve({ parts: [this.#writer.take()], rowCount: 0, notes });
  }

  #writeRow(columns: readonly TextValues[], row: number): void {
    columns.forEach((values, index) => {
      this.#separate(index);
      if (values.isPresent(row)) this.#writeValue(values, row, index);
      else if (columns.length === 1) this.#writeEmpty();
    });
    this.#endLine();
  }

  #writeValue(values: TextValues, row: number, index: number): void {
    values.find(row);
    const { style } = this.columns[index]!;
    if (style === 'number' || style === 'boolean')
      this.#writer.copy(values.bytes, values.start, values.end);
    else this.#writeText(values.bytes, values.start, values.end);
  }

  #writeText(bytes: Uint8Array, start: number, end: number): void {
    if (start === end) return this.#writeEmpty();
    const isGuarded = this.#guards && isFormula(bytes, start, end);
    if (isGuarded) this.#guarded += 1;
    if (!this.#needsQuotes(bytes, start, end)) {
      if (isGuarded) this.#writer.byte(0x27);
      return this.#writer.copy(bytes, start, end);
    }
    this.#writer.byte(quote);
    if (isGuarded) this.#writer.byte(0x27);
    this.#writer.reserve(2 * (end - start));
    for (let at = start; at < end; at += 1) {
      if (bytes[at] === quote) this.#writer.byte(quote);
      this.#writer.byte(bytes[at]!);
    }
    this.#writer.byte(quote);
  }

  /** Spaces at the ends too, since some readers take them away. */
  #needsQuotes(bytes: Uint8Array, start: number, end: number): boolean {
    if (bytes[start] === space || bytes[end - 1] === space) return true;
    for (let at = start; at < end; at += 1) {
      const byte = bytes[at]!;
      if (byte === this.#delimiter || byte === quote || byte === returnByte || byte === lineFeed)
        return true;
    }
    return false;
  }

  /** An empty text; in a table of one column a missing value too, since an empty line would be no row. */
  #writeEmpty(): void {
    this.#writer.byte(quote);
    this.#writer.byte(quote);
  }

  #separate(index: number): void {
    if (index > 0) this.#writer.byte(this.#delimiter);
  }

  #endLine(): void {
    this.#writer.byte(returnByte);
    this.#writer.byte(lineFeed);
  }
}

function isFormula(bytes: Uint8Array, start: number, end: number): boolean {
  if (!formulaStarts.has(bytes[start]!)) return false;
  return end - start > 64 || !number.test(decoder.decode(bytes.subarray(start, end)));
}

function guardedWords(count: number): string {
  const texts =
    count === 1 ? '1 text that begins' : `${count.toLocaleString('en')} texts that begin`;
  return `${texts} like a formula got an apostrophe before ${count === 1 ? 'it' : 'them'}.`;
}
