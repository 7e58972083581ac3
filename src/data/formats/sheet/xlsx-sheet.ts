import { serialText } from './excel-dates';
import type { SerialKind } from './excel-formats';
import type { SharedTexts } from './shared-texts';
import { largestSheet, parseRange, type SheetRange } from './sheet-range';
import { cellKinds, SheetRow } from './sheet-row';
import { decodeEscapes } from './xlsx-workbook';
import { XmlFault, type XmlHandler, type XmlTag } from './xml-scanner';

/** What a sheet needs of its workbook. */
export interface WorkbookFacts {
  shared: SharedTexts;
  kinds: readonly SerialKind[];
  is1904: boolean;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const underscore = 0x5f;

/** The rows of a worksheet, cell by cell, as its XML says them (ECMA-376, 18.3). */
export class XlsxSheetReader implements XmlHandler {
  readonly merged: SheetRange[] = [];
  /** Cells that hold an error, by its name. */
  readonly errors = new Map<string, number>();
  /** Formulas that were never computed. */
  uncomputed = 0;
  /** Numbers under a date format that are no dates. */
  oddDates = 0;
  readonly #row = new SheetRow();
  #column = -1;
  #type = 'n';
  #style = 0;
  #taking = false;
  #hasFormula = false;
  #isEmpty = true;
  #inReading = false;

  constructor(
    private readonly workbook: WorkbookFacts,
    private readonly onRow: (row: SheetRow) => void,
    private readonly range: SheetRange | undefined,
  ) {}

  open(name: string, tag: XmlTag): void {
    switch (name) {
      case 'row':
        this.#openRow(tag);
        break;
      case 'c':
        this.#openCell(tag);
        break;
      case 'v':
        this.#taking = true;
        break;
      case 't':
        this.#taking = !this.#inReading;
        break;
      case 'rPh':
        this.#inReading = true;
        break;
      case 'f':
        this.#hasFormula = true;
        break;
      case 'mergeCell':
        this.#addMerged(tag.attribute('ref') ?? '');
    }
  }

  text(bytes: Uint8Array, start: number, end: number): void {
    if (!this.#taking) return;
    this.#isEmpty = false;
    this.#row.append(bytes, start, end);
  }

  close(name: string): void {
    switch (name) {
      case 'v':
      case 't':
        this.#taking = false;
        break;
      case 'rPh':
        this.#inReading = false;
        break;
      case 'c':
        this.#closeCell();
        break;
      case 'row':
        if (this.#isWanted(this.#row.number - 1)) this.onRow(this.#row);
    }
  }

  #openRow(tag: XmlTag): void {
    const number = Number(tag.attribute('r') ?? this.#row.number + 1);
    if (!(number > this.#row.number && number <= largestSheet.rows))
      throw new XmlFault(`row ${number} stands behind row ${this.#row.number}`);
    this.#row.clear(number);
    this.#column = -1;
  }

  #openCell(tag: XmlTag): void {
    const before = this.#column;
    this.#column = tag.find('r') ? columnOf(tag) : before + 1;
    if (!(this.#column > before && this.#column < largestSheet.columns))
      throw new XmlFault(`cell ${tag.attribute('r')} stands in the wrong place`);
    this.#type = tag.attribute('t') ?? 'n';
    this.#style = tag.find('s') ? readWhole(tag.bytes, tag.valueStart, tag.valueEnd) : 0;
    this.#hasFormula = false;
    this.#isEmpty = true;
  }

  #closeCell(): void {
    const { range } = this;
    const isOutside =
      range && (this.#column < range.firstColumn || this.#column > range.lastColumn);
    if (this.#isEmpty && this.#hasFormula && !isOutside) this.uncomputed += 1;
    if (this.#isEmpty || isOutside) return this.#row.drop();
    switch (this.#type) {
      case 's':
        return this.#closeShared();
      case 'str':
      case 'inlineStr':
        return this.#closeText(this.#row.pending);
      case 'b':
        return this.#closeAs(this.#row.pending[0] === 0x31 ? 'true' : 'false');
      case 'e':
        return this.#closeError();
      case 'd':
        return this.#closeAs(decoder.decode(this.#row.pending).replace(/T00:00:00(\.0+)?$/, ''));
      default:
        return this.#closeNumber();
    }
  }

  #closeShared(): void {
    const text = this.workbook.shared.at(this.#readIndex());
    this.#closeText(text);
  }

  #readIndex(): number {
    const { pending } = this.#row;
    return readWhole(pending, 0, pending.length);
  }

  #closeText(text: Uint8Array): void {
    const isPending = text.buffer === this.#row.pending.buffer;
    const escaped = text.includes(underscore)
      ? encoder.encode(decodeEscapes(decoder.decode(text)))
      : text;
    if (!isPending || escaped !== text) {
      this.#row.drop();
      this.#row.append(escaped);
    }
    if (escaped.length === 0) return this.#row.drop();
    this.#row.close(this.#column, cellKinds.text);
  }

  #closeAs(text: string): void {
    this.#row.drop();
    this.#row.append(encoder.encode(text));
    this.#row.close(this.#column, cellKinds.value);
  }

  #closeError(): void {
    const name = decoder.decode(this.#row.pending);
    this.errors.set(name, (this.errors.get(name) ?? 0) + 1);
    this.#row.drop();
  }

  #closeNumber(): void {
    const kind = this.workbook.kinds[this.#style] ?? 'number';
    if (kind === 'number') return this.#row.close(this.#column, cellKinds.value);
    const serial = Number(decoder.decode(this.#row.pending));
    const text = serialText(serial, kind, this.workbook.is1904);
    if (text !== undefined) return this.#closeAs(text);
    this.oddDates += 1;
    this.#row.close(this.#column, cellKinds.value);
  }

  #isWanted(row: number): boolean {
    const { range } = this;
    return !range || (row >= range.firstRow && row <= range.lastRow);
  }

  #addMerged(reference: string): void {
    const range = parseRange(reference);
    if (range) this.merged.push(range);
  }
}

/** The column of a reference: `AB12` is 27. */
function columnOf({ bytes, valueStart, valueEnd }: XmlTag): number {
  let index = 0;
  for (let at = valueStart; at < valueEnd; at += 1) {
    const code = bytes[at]! & 0xdf;
    if (code < 0x41 || code > 0x5a) break;
    index = index * 26 + code - 64;
  }
  return index - 1;
}

function readWhole(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at += 1) value = value * 10 + bytes[at]! - 0x30;
  return value;
}
