import type { CsvDialect } from '../formats/csv/csv-dialect';
import type { RecordScanner } from '../formats/csv/record-scanner';
import { trimEnd, trimStart } from '../formats/csv/trimmed-value';
import { ColumnSketch } from './column-sketch';
import type { SketchSize } from './sketch-size';
import { ValueReader } from './value-reader';

/** The columns of a CSV, each in constant memory, from records that a scanner stands on. */
export class CsvSketch {
  readonly columns: readonly ColumnSketch[];
  rowCount = 0;
  readonly #reader: ValueReader;
  readonly #escape: number;
  #scratch = new Uint8Array(256);

  constructor(
    private readonly dialect: CsvDialect,
    columnCount: number,
    size: SketchSize,
    missing: readonly string[] = [],
  ) {
    this.columns = Array.from({ length: columnCount }, () => new ColumnSketch(size));
    this.#reader = new ValueReader(dialect.decimalPoint.charCodeAt(0), missing);
    this.#escape = dialect.escape === 'doubled' ? dialect.quote.charCodeAt(0) : 0x5c;
  }

  /** Takes the row that the scanner stands on; values beyond the last column are left out. */
  add(scanner: RecordScanner, bytes: Uint8Array): void {
    const { starts, ends, quoted } = scanner;
    this.rowCount += 1;
    for (let column = 0; column < this.columns.length; column += 1) {
      const sketch = this.columns[column]!;
      const [start, end] = [starts[column]!, ends[column]!];
      if (column >= scanner.valueCount) sketch.missing += 1;
      else if (quoted[column] === 0) this.#addPlain(sketch, bytes, start, end);
      else if (start === end && sketch.text) sketch.addText(bytes, start, end);
      else if (quoted[column] === 1) this.#reader.add(sketch, bytes, start, end);
      else this.#addEscaped(sketch, bytes, start, end);
    }
  }

  /** Without the spaces that the dialect leaves out. */
  #addPlain(sketch: ColumnSketch, bytes: Uint8Array, start: number, end: number): void {
    if (!this.dialect.trims) return this.#reader.add(sketch, bytes, start, end);
    this.#reader.add(sketch, bytes, trimStart(bytes, start, end), trimEnd(bytes, start, end));
  }

  #addEscaped(sketch: ColumnSketch, bytes: Uint8Array, start: number, end: number): void {
    if (this.#scratch.length < end - start) this.#scratch = new Uint8Array(2 * (end - start));
    let length = 0;
    for (let at = start; at < end; at += 1) {
      if (bytes[at] === this.#escape && at + 1 < end) at += 1;
      this.#scratch[length++] = bytes[at]!;
    }
    this.#reader.add(sketch, this.#scratch, 0, length);
  }
}
