import { countWords } from '../../data/format';
import { ByteWriter } from './byte-writer';
import { columnLetters, excelSheetRows, sheetName } from './excel-limits';
import {
  contentTypes,
  rootRelations,
  sheetEnd,
  sheetStart,
  styleOf,
  styles,
  workbook,
  workbookRelations,
} from './excel-parts';
import { excelTextEnd, writeXmlText, xmlAttribute } from './excel-text';
import type { ExportColumn } from './export-columns';
import type { EncodedPiece, TableEncoder } from './table-encoder';
import { eachBatch, type TextValues } from './text-rows';
import { ZipWriter } from './zip-writer';

/** A sheet of more is too large for a zip without its extension. */
const largestSheetBytes = 3.5 * 2 ** 30;
const encoder = new TextEncoder();
const [rowStart, tagEnd, rowEnd, valueEnd, textEnd] = [
  '<row r="',
  '">',
  '</row>',
  '</v></c>',
  '</t></is></c>',
].map((text) => encoder.encode(text)) as [
  Uint8Array,
  Uint8Array,
  Uint8Array,
  Uint8Array,
  Uint8Array,
];
const inline = 't="inlineStr"><is><t xml:space="preserve">';
/** Between the place of a cell and its value. */
const valueStart = {
  number: encoder.encode('"><v>'),
  boolean: encoder.encode('" t="b"><v>'),
  date: encoder.encode(`" s="${styleOf.date}"><v>`),
  datetime: encoder.encode(`" s="${styleOf.datetime}"><v>`),
  text: encoder.encode(`" ${inline}`),
  name: encoder.encode(`" s="${styleOf.name}" ${inline}`),
};

/**
 * An Excel workbook (ECMA-376), written from front to end: rows beyond what a sheet holds go on in the next one.
 * All texts are inline, so that none of them is ever a formula; missing values have no cell.
 */
export class ExcelEncoder implements TableEncoder {
  readonly #zip = new ZipWriter(true);
  readonly #writer = new ByteWriter();
  readonly #cellStarts: Uint8Array[];
  readonly #sheets: string[] = [];
  #row = 0;
  #rowDigits: Uint8Array = new Uint8Array();
  #cut = 0;

  constructor(
    private readonly columns: readonly ExportColumn[],
    private readonly name: string,
    private readonly sheetRows: number = excelSheetRows,
  ) {
    this.#cellStarts = columns.map((_, index) => encoder.encode(`<c r="${columnLetters(index)}`));
  }

  async write(ipc: Uint8Array): Promise<EncodedPiece> {
    if (this.#sheets.length === 0) await this.#begin();
    const batches: { columns: TextValues[]; rows: number }[] = [];
    const valueStyles = this.columns.map(({ style }) => style);
    const rowCount = eachBatch(ipc, valueStyles, (columns, rows) =>
      batches.push({ columns, rows }),
    );
    for (const { columns, rows } of batches) await this.#writeBatch(columns, rows);
    return { parts: this.#zip.take(), rowCount, notes: [] };
  }

  async end(): Promise<EncodedPiece> {
    if (this.#sheets.length === 0) await this.#begin();
    await this.#endSheet();
    await this.#zip.add('xl/workbook.xml', workbook(this.#sheets));
    await this.#zip.add('xl/_rels/workbook.xml.rels', workbookRelations(this.#sheets.length));
    this.#zip.end();
    return { parts: this.#zip.take(), rowCount: 0, notes: this.#notes() };
  }

  async #begin(): Promise<void> {
    await this.#zip.add('[Content_Types].xml', contentTypes);
    await this.#zip.add('_rels/.rels', rootRelations);
    await this.#zip.add('xl/styles.xml', styles);
    this.#beginSheet();
  }

  #beginSheet(): void {
    this.#sheets.push(xmlAttribute(sheetName(this.name, this.#sheets.length)));
    this.#zip.begin(`xl/worksheets/sheet${this.#sheets.length}.xml`);
    this.#writer.text(sheetStart(this.columns.map(columnWidth)));
    this.#row = 1;
    this.#rowDigits = encoder.encode('1');
    this.#writer.text('<row r="1">');
    this.columns.forEach(({ name }, index) => {
      const bytes = encoder.encode(name);
      this.#writeText(bytes, 0, bytes.length, index, valueStart.name);
    });
    this.#writer.copy(rowEnd);
  }

  async #endSheet(): Promise<void> {
    this.#writer.text(sheetEnd);
    await this.#zip.write(this.#writer.take());
    await this.#zip.endEntry();
  }

  async #writeBatch(columns: readonly TextValues[], rows: number): Promise<void> {
    for (let row = 0; row < rows; row += 1) {
      if (this.#row > this.sheetRows || this.#zip.entryBytes > largestSheetBytes) {
        await this.#endSheet();
        this.#beginSheet();
      }
      this.#writeRow(columns, row);
      if (this.#writer.length > 2 ** 20) await this.#zip.write(this.#writer.take());
    }
  }

  #writeRow(columns: readonly TextValues[], row: number): void {
    this.#row += 1;
    this.#rowDigits = encoder.encode(String(this.#row));
    this.#writer.copy(rowStart);
    this.#writer.copy(this.#rowDigits);
    this.#writer.copy(tagEnd);
    columns.forEach((values, index) => {
      if (!values.isPresent(row)) return;
      values.find(row);
      this.#writeValue(values, index);
    });
    this.#writer.copy(rowEnd);
  }

  #writeValue({ bytes, start, end }: TextValues, index: number): void {
    const { style } = this.columns[index]!;
    const isDate = style === 'date' || style === 'datetime';
    if (style === 'boolean') {
      this.#beginCell(index, valueStart.boolean);
      this.#writer.byte(bytes[start] === 0x74 ? 0x31 : 0x30);
      this.#writer.copy(valueEnd);
    } else if (isDate || (style === 'number' && bytes[end - 1]! <= 0x39)) {
      this.#beginCell(index, isDate ? valueStart[style] : valueStart.number);
      this.#writer.copy(bytes, start, end);
      this.#writer.copy(valueEnd);
    } else this.#writeText(bytes, start, end, index, valueStart.text);
  }

  #writeText(bytes: Uint8Array, start: number, end: number, index: number, tag: Uint8Array): void {
    const fits = excelTextEnd(bytes, start, end);
    if (fits < end) this.#cut += 1;
    this.#beginCell(index, tag);
    writeXmlText(this.#writer, bytes, start, fits);
    this.#writer.copy(textEnd);
  }

  #beginCell(index: number, tag: Uint8Array): void {
    this.#writer.copy(this.#cellStarts[index]!);
    this.#writer.copy(this.#rowDigits);
    this.#writer.copy(tag);
  }

  #notes(): string[] {
    const count = this.#sheets.length;
    return [
      ...(count > 1 ? [`The rows stand on ${count} sheets, since one holds 1,048,576.`] : []),
      ...(this.#cut > 0
        ? [
            `${countWords(this.#cut, 'text was', 'texts were')} cut at the 32,767 characters that a cell holds.`,
          ]
        : []),
    ];
  }
}

function columnWidth({ name, style }: ExportColumn): number {
  const values = style === 'datetime' ? 23 : style === 'date' ? 11 : 9;
  return Math.max(values, Math.min(40, name.length + 2));
}
