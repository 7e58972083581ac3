import { ByteWriter } from './byte-writer';
import type { ExportColumn } from './export-columns';
import type { EncodedPiece, TableEncoder } from './table-encoder';
import { eachBatch, type TextValues } from './text-rows';

const [quote, backslash, lineFeed] = [0x22, 0x5c, 0x0a];
const encoder = new TextEncoder();
const jsonNull = encoder.encode('null');
const [firstRow, nextRow] = [encoder.encode('\n'), encoder.encode(',\n')];
const hexDigits = encoder.encode('0123456789abcdef');

/**
 * JSON, one object a row with every column in it: a list of them, or one a line. Numbers have all their digits;
 * what is missing is `null`; NaN and the infinities are texts, since JSON has no numbers for them.
 */
export class JsonEncoder implements TableEncoder {
  readonly #writer = new ByteWriter();
  readonly #keys: Uint8Array[];
  #rowCount = 0;

  constructor(
    private readonly columns: readonly ExportColumn[],
    private readonly isList: boolean,
  ) {
    this.#keys = columns.map(({ name }, index) =>
      encoder.encode(`${index === 0 ? '{' : ','}${JSON.stringify(name)}:`),
    );
    if (isList) this.#writer.text('[');
  }

  write(ipc: Uint8Array): Promise<EncodedPiece> {
    const styles = this.columns.map(({ style }) => style);
    const rowCount = eachBatch(ipc, styles, (columns, rows) => {
      for (let row = 0; row < rows; row += 1) this.#writeRow(columns, row);
    });
    return Promise.resolve({ parts: [this.#writer.take()], rowCount, notes: [] });
  }

  end(): Promise<EncodedPiece> {
    if (this.isList) this.#writer.text(this.#rowCount > 0 ? '\n]\n' : ']\n');
    return Promise.resolve({ parts: [this.#writer.take()], rowCount: 0, notes: [] });
  }

  #writeRow(columns: readonly TextValues[], row: number): void {
    if (this.isList) this.#writer.copy(this.#rowCount > 0 ? nextRow : firstRow);
    this.#rowCount += 1;
    columns.forEach((values, index) => {
      this.#writer.copy(this.#keys[index]!);
      if (values.isPresent(row)) this.#writeValue(values, row, index);
      else this.#writer.copy(jsonNull);
    });
    this.#writer.byte(0x7d);
    if (!this.isList) this.#writer.byte(lineFeed);
  }

  #writeValue(values: TextValues, row: number, index: number): void {
    values.find(row);
    const { style } = this.columns[index]!;
    const isBare = style === 'nested' || style === 'boolean' || isNumber(style, values);
    if (isBare) this.#writer.copy(values.bytes, values.start, values.end);
    else this.#writeText(values);
  }

  #writeText({ bytes, start, end }: TextValues): void {
    this.#writer.byte(quote);
    this.#writer.reserve(end - start + 1);
    for (let at = start; at < end; at += 1) {
      const byte = bytes[at]!;
      if (byte < 0x20) this.#writeControl(byte);
      else {
        if (byte === quote || byte === backslash) this.#writer.byte(backslash);
        this.#writer.byte(byte);
      }
    }
    this.#writer.byte(quote);
  }

  #writeControl(byte: number): void {
    this.#writer.text('\\u00');
    this.#writer.byte(hexDigits[byte >> 4]!);
    this.#writer.byte(hexDigits[byte & 15]!);
  }
}

/** `NaN` and `Infinity` end with a letter, numbers with a digit. */
function isNumber(style: ExportColumn['style'], { bytes, end }: TextValues): boolean {
  return style === 'number' && bytes[end - 1]! <= 0x39;
}
