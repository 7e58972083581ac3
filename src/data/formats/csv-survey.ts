import type { RejectedLine, RejectedLines } from '../table';
import { ColumnEvidence, type Evidence } from './column-evidence';
import type { ColumnType } from './column-type';
import { plainEvidence } from './merge-evidence';
import type { CsvPlan } from './csv-plan';
import { isEmptyLine } from './record-sample';
import { recordFaults, RecordScanner } from './record-scanner';
import { keptLines, rejectedLine } from './rejected-line';
import { countUtf8 } from './utf8';

/** What all bytes of a CSV say: how many rows it has, which lines make none, and what each column holds. */
export interface CsvFindings {
  /** Rows that make the table, and lines that do not: together, all rows of the file. */
  rowCount: number;
  rejected: RejectedLines;
  /** Lines without any text, which are no rows. */
  blankLines: number;
  /** Rows that end in empty values beyond the last column; these are cut. */
  surplusEmpty: number;
  types: ColumnType[];
  /** Columns whose text must be trimmed or compared before it can be cast. */
  unplain: boolean[];
  /** Byte ranges `[start, end)` that hold no row, flat and in order; undefined where there are too many. */
  gaps: number[] | undefined;
  /** Line ends outside quotes: `\n`, `\r\n`, `\r`, or several kinds. */
  lineEnd: '\n' | '\r\n' | '\r' | 'mixed';
  /** Quotes stand where only this reader takes them as text. */
  isLoose: boolean;
  longestRecordBytes: number;
  utf8: { multibyte: number; invalid: number; firstInvalidLine: number };
}

/** What one part of the records says: plain data, to be merged with the parts beside it by `mergeFindings`. */
export interface SurveyPart extends Omit<CsvFindings, 'types' | 'unplain' | 'gaps' | 'lineEnd'> {
  /** Line breaks of all its records; the lines of this part count from 0. */
  lineBreaks: number;
  gaps: number[];
  /** Records by what ended them, as in `lineEnds`. */
  lineEnds: Float64Array;
  evidence: Evidence[];
}

/** Byte ranges without a row that are remembered, per file. */
export const mostGaps = 2_000;

/**
 * Looks at every record of a part of a CSV; `visit` fits a `RecordStream` over the scanner. O(bytes), O(columns)
 * memory.
 */
export class CsvSurvey {
  readonly scanner: RecordScanner;
  readonly #evidence: ColumnEvidence[];
  readonly #columnCount: number;
  readonly #lines: RejectedLine[] = [];
  readonly #gaps: number[] = [];
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
    this.#columnCount = names.length;
    this.#evidence = names.map(() => new ColumnEvidence(point, known));
  }

  /** Takes the record that the scanner stands on; says whether it is a row of the table. */
  visit = (bytes: Uint8Array, start: number, end: number, offset: number): boolean => {
    const { scanner } = this;
    const line = this.#line;
    this.#line += scanner.lineBreaks;
    this.#lineEnds[scanner.lineEnd]! += 1;
    if (this.#columnCount > 1 && isBlank(scanner, bytes)) {
      this.#blankLines += 1;
      if (!isEmptyLine(scanner)) this.#leaveOut(offset, end - start);
      return false;
    }
    const reason = this.#whyNoRow(bytes, start, end, line);
    if (reason === undefined) {
      this.#addRow(bytes, end - start);
      return true;
    }
    this.#reject(reason, line, bytes, start, end);
    this.#leaveOut(offset, end - start);
    return false;
  };

  part(): SurveyPart {
    return {
      rowCount: this.#rowCount,
      rejected: { count: this.#rejectedCount, lines: this.#lines },
      lineBreaks: this.#line,
      blankLines: this.#blankLines,
      surplusEmpty: this.#surplusEmpty,
      gaps: this.#gaps,
      lineEnds: this.#lineEnds,
      isLoose: this.#isLoose,
      longestRecordBytes: this.#longest,
      utf8: this.#utf8,
      evidence: this.#evidence.map(plainEvidence),
    };
  }

  #whyNoRow(bytes: Uint8Array, start: number, end: number, line: number): Reason | undefined {
    const { scanner } = this;
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

  #countReason(valueCount: number): string {
    const values = valueCount === 1 ? '1 value' : `${valueCount} values`;
    return `${values} where ${this.#columnCount} are expected`;
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
    const { scanner } = this;
    this.#rowCount += 1;
    if (scanner.valueCount > this.#columnCount) this.#surplusEmpty += 1;
    if (scanner.isLoose) this.#isLoose = true;
    if (size > this.#longest) this.#longest = size;
    for (let column = 0; column < this.#columnCount; column += 1) {
      const [start, end] = [scanner.starts[column]!, scanner.ends[column]!];
      const evidence = this.#evidence[column]!;
      if (start === end && scanner.quoted[column]! > 0) evidence.unplain += 1;
      evidence.addText(bytes, start, end);
    }
  }

  #reject(reason: Reason, line: number, bytes: Uint8Array, start: number, end: number): void {
    this.#rejectedCount += 1;
    if (this.#lines.length >= keptLines) return;
    const { text, column } = reason;
    this.#lines.push(rejectedLine(bytes, start, end, { line, column, reason: text }));
  }

  /** Marks bytes that hold no row; neighbours become one gap. */
  #leaveOut(offset: number, size: number): void {
    if (this.#gaps.length > 2 * mostGaps) return;
    if (this.#gaps.at(-1) === offset) this.#gaps[this.#gaps.length - 1] = offset + size;
    else this.#gaps.push(offset, offset + size);
  }
}

interface Reason {
  text: string;
  column?: string;
}

/** Nothing, or spaces alone. */
function isBlank(scanner: RecordScanner, bytes: Uint8Array): boolean {
  if (scanner.valueCount !== 1 || scanner.quoted[0] !== 0) return false;
  for (let at = scanner.starts[0]!; at < scanner.ends[0]!; at += 1) {
    if (bytes[at] !== 0x20) return false;
  }
  return scanner.fault === recordFaults.none;
}
