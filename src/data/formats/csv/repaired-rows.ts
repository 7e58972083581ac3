import type { ColumnShape } from './column-shape';
import type { CsvDialect } from './csv-dialect';
import type { CsvPlan } from './csv-plan';
import { RecordScanner, type ScannedRow } from './record-scanner';
import { repairRecord } from './record-repair';
import { decodeLine } from '../text/utf8';

export interface RepairedRow {
  row: ScannedRow;
  /** The row as it can stand in the file, with its line end. */
  text: Uint8Array<ArrayBuffer>;
  reason: string;
  /** It had to be written in another dialect than the file's. */
  isForeign: boolean;
}

const space = 0x20;
/** Columns that are looked at for spaces which belong to no value. */
const spacedColumns = 3;
const lineEndTexts = ['', '\n', '\r\n', '\r'];
const encoder = new TextEncoder();

/** Mends records that did not fit, and reads them again as rows. The same record is always mended the same way. */
export class RepairedRows {
  readonly #dialect: CsvDialect;
  readonly #scanner: RecordScanner;
  readonly #quote: number;
  readonly #showsQuotes: boolean[];
  readonly #showsSpaces: boolean[];

  constructor(private readonly plan: CsvPlan) {
    const { dialect } = plan;
    this.#dialect = {
      ...dialect,
      quote: dialect.quote || '"',
      escape: 'doubled',
      trims: false,
    };
    this.#scanner = new RecordScanner(this.#dialect);
    this.#quote = this.#dialect.quote.charCodeAt(0);
    this.#showsQuotes = plan.shapes.map((shape) =>
      showsEnd(shape, (pattern) => pattern.endsWith(this.#dialect.quote)),
    );
    this.#showsSpaces = plan.shapes
      .slice(0, spacedColumns)
      .map((shape) => showsEnd(shape, (pattern) => pattern.startsWith(' ')));
  }

  /** Whether one of the first values begins with a space, in a column where that is rare. */
  hasStraySpace({ starts, ends, quoted, valueCount }: RecordScanner, bytes: Uint8Array): boolean {
    if (valueCount < 2 || this.plan.dialect.trims) return false;
    for (let column = 0; column < this.#showsSpaces.length; column += 1) {
      const start = starts[column]!;
      if (bytes[start] !== space || start === ends[column] || quoted[column] !== 0) continue;
      if (column < valueCount && !this.#showsSpaces[column]) return true;
    }
    return false;
  }

  /** Whether an unquoted value ends in a quote, in a column where that is rare. */
  hasStrayQuote({ starts, ends, quoted }: RecordScanner, bytes: Uint8Array): boolean {
    for (let column = 0; column < this.#showsQuotes.length; column += 1) {
      const end = ends[column]!;
      if (bytes[end - 1] !== this.#quote || quoted[column] !== 0 || end === starts[column])
        continue;
      if (!this.#showsQuotes[column]) return true;
    }
    return false;
  }

  /** The record in `bytes[start, end)`, which ends as `lineEnd` says, as a row; undefined where it looks like none. */
  repair(bytes: Uint8Array, start: number, end: number, lineEnd: number): RepairedRow | undefined {
    const { shapes, names, dialect } = this.plan;
    const ending = lineEndTexts[lineEnd]!;
    const { text: line, isMixed } = decodeLine(bytes.subarray(start, end - ending.length));
    const repaired = repairRecord(line, shapes, names, dialect);
    if (!repaired) return undefined;
    const written = repaired.values.map((value) => this.#write(value));
    const text = encoder.encode(written.join(dialect.delimiter) + ending);
    const room = new Uint8Array(text.length + 1);
    room.set(text);
    this.#scanner.setBytes(room, text.length, true);
    this.#scanner.next(0);
    const isForeign =
      dialect.escape !== 'doubled' ||
      (dialect.quote === '' && written.some((value) => value.startsWith('"')));
    const row = { scanner: this.#scanner, bytes: room, dialect: this.#dialect };
    const reason = isMixed
      ? `bytes that are not UTF-8, read as Windows-1252; ${repaired.reason}`
      : repaired.reason;
    return { row, text, isForeign, reason: reason.replace(/; $/, '') };
  }

  #write(value: string): string {
    const { quote, delimiter } = this.#dialect;
    const needsQuotes =
      value.includes(quote) || value.includes(delimiter) || /^ | $|[\r\n]/.test(value);
    return needsQuotes ? quote + value.replaceAll(quote, quote + quote) + quote : value;
  }
}

/** Values that begin or end so are usual in this column: with a quote for inches, for one. */
function showsEnd({ patterns, count }: ColumnShape, isSo: (pattern: string) => boolean): boolean {
  let found = 0;
  for (const [pattern, times] of patterns) if (isSo(pattern)) found += times;
  return found > Math.max(1, 0.02 * count);
}
