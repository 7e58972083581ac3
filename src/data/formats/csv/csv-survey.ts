import type { RejectedLine } from '../../table';
import { ColumnEvidence } from './column-evidence';
import type { CsvEdit, SurveyPart } from './csv-findings';
import { plainEvidence } from './merge-evidence';
import type { CsvPlan } from './csv-plan';
import { isEmptyLine } from './record-sample';
import { recordFaults, RecordScanner, type ScannedRow } from './record-scanner';
import { RepairedRows } from './repaired-rows';
import { keptLines, rejectedLine } from './rejected-line';
import { trimEnd, trimStart } from './trimmed-value';
import { countUtf8 } from '../text/utf8';

/** Edits that are remembered, per file. */
export const mostEdits = 2_000;

/**
 * Looks at every record of a part of a CSV; `visit` fits a `RecordStream` over the scanner. O(bytes), O(columns)
 * memory.
 */
export class CsvSurvey {
  readonly scanner: RecordScanner;
  /** The row that `visit` took last. */
  row: ScannedRow;
  readonly #evidence: ColumnEvidence[];
  readonly #columnCount: number;
  readonly #dataEnd: number;
  readonly #delimiterBytes: number;
  readonly #lines: RejectedLine[] = [];
  readonly #edits: CsvEdit[] = [];
  readonly #repairs: RepairedRows;
  readonly #repaired: RejectedLine[] = [];
  #repairedCount = 0;
  readonly #lineEnds = new Float64Array(4);
  readonly #utf8 = { multibyte: 0, invalid: 0, firstInvalidLine: -1 };
  #line = 0;
  #rowCount = 0;
  #rejectedCount = 0;
  #blankLines = 0;
  #surplusEmpty = 0;
  #longest = 0;
  #isLoose = false;

  constructor(
    private readonly plan: CsvPlan,
    missing: readonly string[] = [],
  ) {
    const { dialect, names } = plan;
    const point = dialect.decimalPoint.charCodeAt(0);
    const known = new Set(missing);
    this.scanner = new RecordScanner(dialect);
    this.#repairs = new RepairedRows(plan);
    this.row = { scanner: this.scanner, bytes: new Uint8Array(0), dialect };
    this.#columnCount = names.length;
    this.#delimiterBytes = new TextEncoder().encode(dialect.delimiter).length;
    this.#dataEnd = plan.dataEnd ?? Infinity;
    this.#evidence = names.map(() => new ColumnEvidence(point, known));
  }

  /** Takes the record that the scanner stands on; says whether it is a row of the table. */
  visit = (bytes: Uint8Array, start: number, end: number, offset: number): boolean => {
    const { scanner } = this;
    const line = this.#line;
    this.#line += scanner.lineBreaks;
    this.#lineEnds[scanner.lineEnd]! += 1;
    if (this.#isBlank(bytes, start, end)) {
      this.#blankLines += 1;
      if (!isEmptyLine(scanner)) this.#leaveOut(offset, end - start);
      return false;
    }
    if (offset >= this.#dataEnd) {
      this.#reject({ text: this.plan.belowReason! }, line, bytes, start, end);
      this.#leaveOut(offset, end - start);
      return false;
    }
    const reason = this.#whyNoRow(bytes, start, end, line) ?? this.#whyDoubtful(bytes);
    if (reason === undefined) return this.#take(bytes, end - start);
    if (!reason.isFinal && this.#repair(reason, line, bytes, start, end, offset)) return true;
    if (reason.isDoubt) return this.#take(bytes, end - start);
    this.#reject(reason, line, bytes, start, end);
    this.#leaveOut(offset, end - start);
    return false;
  };

  /** A line without text, or, in a table of three columns or more, one of delimiters alone. */
  #isBlank(bytes: Uint8Array, start: number, end: number): boolean {
    const { scanner } = this;
    if (this.#columnCount > 1 && isBlank(scanner, bytes)) return true;
    const { valueCount } = scanner;
    if (this.#columnCount < 3 || valueCount < 3) return false;
    return end - start <= (valueCount - 1) * this.#delimiterBytes + 2 && isAllEmpty(scanner);
  }

  part(): SurveyPart {
    return {
      rowCount: this.#rowCount,
      rejected: { count: this.#rejectedCount, lines: this.#lines },
      lineBreaks: this.#line,
      blankLines: this.#blankLines,
      surplusEmpty: this.#surplusEmpty,
      repaired: { count: this.#repairedCount, lines: this.#repaired },
      edits: this.#edits,
      lineEnds: this.#lineEnds,
      isLoose: this.#isLoose,
      longestRecordBytes: this.#longest,
      utf8: this.#utf8,
      evidence: this.#evidence.map(plainEvidence),
    };
  }

  #whyNoRow(bytes: Uint8Array, start: number, end: number, line: number): Reason | undefined {
    const { scanner } = this;
    if (this.#repeatsNames(bytes, start, end))
      return { text: 'the column names once more', isFinal: true };
    const column = this.plan.names[scanner.faultValue];
    if (scanner.fault === recordFaults.unclosedQuote)
      return { column, text: 'a quote is opened here and never closed' };
    if (scanner.fault === recordFaults.textAfterQuote)
      return { column, text: 'text follows the closing quote' };
    if (scanner.hasHighBytes && !this.#isUtf8(bytes, start, end, line))
      return { text: 'bytes that are not UTF-8' };
    const { valueCount } = scanner;
    if (valueCount < this.#columnCount)
      return { text: this.#countReason(valueCount), column: this.plan.names[valueCount] };
    return this.#hasSurplus() ? { text: this.#countReason(valueCount) } : undefined;
  }

  /**
   * A row that may be meant otherwise: empty values behind the last column can be the trace of a delimiter
   * too many further ahead, and a quote at the end of a value one that stands there by mistake.
   */
  #whyDoubtful(bytes: Uint8Array): Reason | undefined {
    const { valueCount } = this.scanner;
    if (valueCount > this.#columnCount && !this.plan.endsEmpty)
      return { text: this.#countReason(valueCount), isDoubt: true };
    if (this.#repairs.hasStraySpace(this.scanner, bytes))
      return { text: 'spaces stand behind the delimiters', isDoubt: true };
    if (!this.#repairs.hasStrayQuote(this.scanner, bytes)) return undefined;
    return { text: 'a quote ends a value that it did not begin', isDoubt: true };
  }

  #take(bytes: Uint8Array, size: number): boolean {
    this.row = { scanner: this.scanner, bytes, dialect: this.plan.dialect };
    this.#addRow(bytes, size);
    return true;
  }

  #countReason(valueCount: number): string {
    const values = valueCount === 1 ? '1 value' : `${valueCount} values`;
    return `${values} where ${this.#columnCount} are expected`;
  }

  #repeatsNames(bytes: Uint8Array, start: number, end: number): boolean {
    const { nameLine } = this.plan;
    const size = end - start;
    if (!nameLine || this.#columnCount < 2 || size < nameLine.length || size > nameLine.length + 2)
      return false;
    return nameLine.every((byte, index) => bytes[start + index] === byte);
  }

  #isUtf8(bytes: Uint8Array, start: number, end: number, line: number): boolean {
    const { multibyte, invalid } = countUtf8(bytes, start, end);
    this.#utf8.multibyte += multibyte;
    this.#utf8.invalid += invalid;
    if (invalid > 0 && this.#utf8.firstInvalidLine < 0) this.#utf8.firstInvalidLine = line;
    return invalid === 0;
  }

  #hasSurplus(): boolean {
    const { scanner } = this;
    for (let value = this.#columnCount; value < scanner.valueCount; value += 1) {
      if (scanner.starts[value] !== scanner.ends[value]) return true;
    }
    return false;
  }

  #addRow(bytes: Uint8Array, size: number): void {
    const { scanner } = this.row;
    const { trims } = this.row.dialect;
    this.#rowCount += 1;
    if (scanner.valueCount > this.#columnCount) this.#surplusEmpty += 1;
    if (scanner.isLoose) this.#isLoose = true;
    if (size > this.#longest) this.#longest = size;
    for (let column = 0; column < this.#columnCount; column += 1) {
      const [start, end] = [scanner.starts[column]!, scanner.ends[column]!];
      const evidence = this.#evidence[column]!;
      if (start === end && scanner.quoted[column]! > 0) evidence.unplain += 1;
      if (trims && scanner.quoted[column] === 0)
        evidence.addText(bytes, trimStart(bytes, start, end), trimEnd(bytes, start, end));
      else evidence.addText(bytes, start, end);
    }
  }

  /** Makes a row of a record that is none as it stands, where the other rows tell how. */
  #repair(
    reason: Reason,
    line: number,
    bytes: Uint8Array,
    start: number,
    end: number,
    offset: number,
  ): boolean {
    const repaired = this.#repairs.repair(bytes, start, end, this.scanner.lineEnd);
    if (!repaired || (repaired.reason === '' && reason.isDoubt)) return false;
    this.row = repaired.row;
    if (repaired.isForeign) this.#isLoose = true;
    this.#addRow(repaired.row.bytes, end - start);
    this.#repairedCount += 1;
    if (this.#repaired.length < keptLines) {
      const column = reason.column === undefined ? {} : { column: reason.column };
      const place = { line, ...column, reason: repaired.reason || reason.text };
      this.#repaired.push(rejectedLine(bytes, start, end, place));
    }
    this.#edit({ start: offset, end: offset + end - start, text: repaired.text });
    return true;
  }

  #reject(reason: Reason, line: number, bytes: Uint8Array, start: number, end: number): void {
    this.#rejectedCount += 1;
    if (this.#lines.length >= keptLines) return;
    const { text, column } = reason;
    this.#lines.push(rejectedLine(bytes, start, end, { line, column, reason: text }));
  }

  /** Marks bytes that hold no row; neighbours become one gap. */
  #leaveOut(offset: number, size: number): void {
    const last = this.#edits.at(-1);
    if (last && last.end === offset && !last.text) last.end = offset + size;
    else this.#edit({ start: offset, end: offset + size });
  }

  #edit(edit: CsvEdit): void {
    if (this.#edits.length <= mostEdits) this.#edits.push(edit);
  }
}

interface Reason {
  text: string;
  /** The record is a row already; it may only be meant otherwise. */
  isDoubt?: boolean;
  /** No repair can make a row of it. */
  isFinal?: boolean;
  column?: string;
}

function isAllEmpty({ valueCount, starts, ends, quoted }: RecordScanner): boolean {
  for (let value = 0; value < valueCount; value += 1)
    if (starts[value] !== ends[value] || quoted[value] !== 0) return false;
  return true;
}

/** Nothing, or spaces alone. */
function isBlank(scanner: RecordScanner, bytes: Uint8Array): boolean {
  if (scanner.valueCount !== 1 || scanner.quoted[0] !== 0) return false;
  for (let at = scanner.starts[0]!; at < scanner.ends[0]!; at += 1) {
    if (bytes[at] !== 0x20 && bytes[at] !== 0) return false;
  }
  return scanner.fault === recordFaults.none;
}
