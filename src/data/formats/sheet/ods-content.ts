import { largestSheet, type SheetRange } from './sheet-range';
import { cellKinds, SheetRow } from './sheet-row';
import { XmlFault, type XmlHandler, type XmlTag } from './xml-scanner';

const encoder = new TextEncoder();
/** A row that says it is repeated may make as many cells: no person fills more in this way. */
const mostRepeated = 5_000_000;
const valueAttributes: Record<string, string> = {
  float: 'office:value',
  percentage: 'office:value',
  currency: 'office:value',
  date: 'office:date-value',
  time: 'office:time-value',
  boolean: 'office:boolean-value',
  string: 'office:string-value',
};

/** The rows of one sheet in the `content.xml` of an OpenDocument spreadsheet (ISO/IEC 26300, part 3, 9). */
export class OdsContentReader implements XmlHandler {
  /** All sheets met so far, in order. */
  readonly sheets: { name: string; rows: number }[] = [];
  readonly merged: SheetRange[] = [];
  errors = 0;
  readonly #row = new SheetRow();
  /** Filled cells of the row, before they are repeated. */
  #column = 0;
  #rowRepeats = 1;
  #cellRepeats = 1;
  #kind = '';
  #spans = { rows: 1, columns: 1 };
  #isError = false;
  #lines = 0;
  #inText = 0;
  #inNote = 0;
  #isWanted = false;

  /** `wanted` tells whether the rows of a sheet are asked for. */
  constructor(
    private readonly wanted: (name: string, index: number) => boolean,
    private readonly onRow: (row: SheetRow) => void,
    private readonly range?: SheetRange,
  ) {}

  open(name: string, tag: XmlTag): void {
    switch (name) {
      case 'table':
        return this.#openSheet(tag.attribute('table:name') ?? '');
      case 'table-row':
        return this.#openRow(tag);
      case 'table-cell':
      case 'covered-table-cell':
        return this.#openCell(tag);
      case 'annotation':
        this.#inNote += 1;
        break;
      case 'p':
        return this.#openText();
      case 's':
        return this.#space(' '.repeat(Math.min(1000, Number(tag.attribute('text:c') ?? 1))));
      case 'tab':
        return this.#space('\t');
      case 'line-break':
        return this.#space('\n');
    }
  }

  text(bytes: Uint8Array, start: number, end: number): void {
    if (this.#isTaking) this.#row.append(bytes, start, end);
  }

  close(name: string): void {
    switch (name) {
      case 'table-row':
        return this.#closeRow();
      case 'table-cell':
      case 'covered-table-cell':
        return this.#closeCell();
      case 'annotation':
        this.#inNote -= 1;
        break;
      case 'p':
        this.#inText -= 1;
    }
  }

  /** The text of a cell counts where it has no value of its own; notes on it never do. */
  get #isTaking(): boolean {
    return this.#isWanted && this.#kind === '' && this.#inText > 0 && this.#inNote === 0;
  }

  #openSheet(name: string): void {
    this.#isWanted = this.wanted(name, this.sheets.length);
    this.sheets.push({ name, rows: 0 });
    this.#row.clear(0);
    this.#rowRepeats = 1;
  }

  #openRow(tag: XmlTag): void {
    const before = this.#row.number + this.#rowRepeats - 1;
    this.#rowRepeats = repeats(tag, 'table:number-rows-repeated', largestSheet.rows);
    this.#row.clear(before + 1);
    this.#column = 0;
  }

  #openCell(tag: XmlTag): void {
    this.#cellRepeats = repeats(tag, 'table:number-columns-repeated', largestSheet.columns);
    this.#spans = {
      rows: repeats(tag, 'table:number-rows-spanned', largestSheet.rows),
      columns: repeats(tag, 'table:number-columns-spanned', largestSheet.columns),
    };
    this.#lines = 0;
    this.#isError = tag.attribute('calcext:value-type') === 'error';
    const type = tag.attribute('office:value-type') ?? '';
    const value = tag.attribute(valueAttributes[type] ?? 'office:value');
    this.#kind = value === undefined ? '' : type;
    if (value !== undefined && this.#isWanted) this.#row.append(encoder.encode(plain(value, type)));
  }

  #openText(): void {
    this.#inText += 1;
    if (this.#isTaking && this.#lines > 0) this.#space('\n');
    this.#lines += 1;
  }

  #space(text: string): void {
    if (this.#isTaking) this.#row.append(encoder.encode(text));
  }

  #closeCell(): void {
    const { range } = this;
    const isEmpty = this.#row.pending.length === 0;
    if (this.#isError && !isEmpty) this.errors += 1;
    if (isEmpty || this.#isError || !this.#isWanted) this.#row.drop();
    else {
      const isText = this.#kind === '' || this.#kind === 'string';
      const bytes = this.#row.pending.slice();
      this.#row.drop();
      for (let index = 0; index < this.#cellRepeats; index += 1) {
        const column = this.#column + index;
        if (column >= largestSheet.columns) break;
        if (range && (column < range.firstColumn || column > range.lastColumn)) continue;
        this.#row.append(bytes);
        this.#row.close(column, isText ? cellKinds.text : cellKinds.value);
      }
      this.#addMerged();
    }
    this.#column += this.#cellRepeats;
  }

  #addMerged(): void {
    const { rows, columns } = this.#spans;
    if (rows * columns === 1) return;
    const firstRow = this.#row.number - 1;
    this.merged.push({
      firstRow,
      lastRow: firstRow + rows - 1,
      firstColumn: this.#column,
      lastColumn: this.#column + columns - 1,
    });
  }

  #closeRow(): void {
    const sheet = this.sheets.at(-1);
    if (!sheet || this.#row.columns.length === 0) return;
    const first = this.#row.number;
    if (this.#rowRepeats * this.#row.columns.length > mostRepeated)
      throw new XmlFault(`row ${first} says it is repeated ${this.#rowRepeats} times`);
    for (let index = 0; index < this.#rowRepeats; index += 1) {
      this.#row.number = first + index;
      if (this.#row.number > largestSheet.rows) break;
      sheet.rows += 1;
      if (this.#isInRange(this.#row.number - 1)) this.onRow(this.#row);
    }
    this.#row.number = first;
  }

  #isInRange(row: number): boolean {
    return !this.range || (row >= this.range.firstRow && row <= this.range.lastRow);
  }
}

function repeats(tag: XmlTag, name: string, most: number): number {
  if (!tag.find(name)) return 1;
  const count = Number(tag.attribute(name));
  return count >= 1 ? Math.min(count, most) : 1;
}

/** Dates without a time of day as dates, times of day as `13:45:00`, all else as written. */
function plain(value: string, type: string): string {
  if (type === 'date') return value.replace(/T00:00:00(\.0+)?$/, '').replace('T', ' ');
  if (type !== 'time') return value;
  const [, hours, minutes = '0', seconds = '0'] =
    /^P(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)$/.exec(value) ?? [];
  if (hours === undefined) return value;
  return [hours, minutes, seconds.replace(/[.]0+$/, '')]
    .map((part) => part.padStart(2, '0'))
    .join(':');
}
