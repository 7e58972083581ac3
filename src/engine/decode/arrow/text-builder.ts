import { utf8, type Column } from '@uwdata/flechette';
import { loneSurrogates } from '../../../data/formats/json/json-node';
import { countUtf8 } from '../../../data/formats/text/utf8';
import { columnOf, packValidity } from './arrow-column';
import type { ColumnBuilder, WrittenValue } from './column-builder';
import { grown } from './grown';
import { compactJson } from '../json/compact-json';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

/** Texts of any length, as UTF-8; whatever is no text is kept as it was written. */
export class TextBuilder implements ColumnBuilder {
  repeated = 0;
  repaired = 0;
  #bytes: Uint8Array;
  #size = 0;
  /** Row that the next offset is for. */
  #row = 0;
  #offsets: Int32Array;
  #isSet: Uint8Array;

  constructor(capacity: number) {
    this.#offsets = new Int32Array(capacity + 1);
    this.#isSet = new Uint8Array(capacity);
    this.#bytes = new Uint8Array(capacity);
  }

  set(row: number, value: WrittenValue): void {
    this.unset(row);
    this.#reach(row + 1);
    this.#isSet[row] = 1;
    this.#append(value);
  }

  unset(row: number): void {
    if (this.#isSet[row] !== 1) return;
    this.repeated += 1;
    this.#isSet[row] = 0;
    this.#size = this.#offsets[row]!;
  }

  truncate(row: number): void {
    if (this.#row <= row) return;
    this.#size = this.#offsets[row]!;
    this.#isSet.fill(0, row);
    this.#row = row;
  }

  size(): number {
    return this.#size;
  }

  finish(rowCount: number): Column<unknown> {
    this.#reach(rowCount + 1);
    const buffers = packValidity(this.#isSet, rowCount);
    const column = columnOf(utf8(), {
      ...buffers,
      length: rowCount,
      offsets: this.#offsets.slice(0, rowCount + 1),
      values: this.#bytes.slice(0, this.#size),
    });
    this.#isSet.fill(0);
    this.#size = 0;
    this.#row = 0;
    return column;
  }

  /** Ends the texts of all rows before this one. */
  #reach(row: number): void {
    this.#offsets = grown(this.#offsets, row + 1);
    this.#isSet = grown(this.#isSet, row);
    while (this.#row < row) this.#offsets[this.#row++] = this.#size;
  }

  #append(value: WrittenValue): void {
    const { start, end, hasEscapes, hasHighBytes } = value;
    if (value.kind === 'nested') return this.#append(compactJson(value));
    const { bytes } = value;
    const isMalformed = hasHighBytes && countUtf8(bytes, start, end).invalid > 0;
    if (value.kind === 'text' && hasEscapes) {
      const text = JSON.parse(`"${decoder.decode(bytes.subarray(start, end))}"`) as string;
      const whole = text.replace(loneSurrogates, '\ufffd');
      if (isMalformed || whole !== text) this.repaired += 1;
      return this.#push(encoder.encode(whole));
    }
    if (isMalformed) {
      this.repaired += 1;
      return this.#push(encoder.encode(decoder.decode(bytes.subarray(start, end))));
    }
    this.#push(bytes.subarray(start, end));
  }

  #push(bytes: Uint8Array): void {
    if (this.#size + bytes.length > this.#bytes.length) this.#grow(this.#size + bytes.length);
    this.#bytes.set(bytes, this.#size);
    this.#size += bytes.length;
  }

  #grow(size: number): void {
    const larger = new Uint8Array(Math.max(size, this.#bytes.length * 2));
    larger.set(this.#bytes.subarray(0, this.#size));
    this.#bytes = larger;
  }
}
