import { dateForm, dateForms } from '../text/date-text';
import { createNumberText, numberForms, readNumber } from '../text/number-text';
import { valueKinds, wordKind } from '../text/value-kind';

const kindOfForm: number[] = [];
kindOfForm[numberForms.none] = valueKinds.text;
kindOfForm[numberForms.integer] = valueKinds.integer;
kindOfForm[numberForms.longInteger] = valueKinds.longInteger;
kindOfForm[numberForms.hugeInteger] = valueKinds.hugeInteger;
kindOfForm[numberForms.double] = valueKinds.double;
kindOfForm[numberForms.longDecimal] = valueKinds.longDecimal;

const kindOfDate: number[] = [];
kindOfDate[dateForms.none] = valueKinds.text;
kindOfDate[dateForms.date] = valueKinds.date;
kindOfDate[dateForms.timestamp] = valueKinds.timestamp;
kindOfDate[dateForms.zonedTimestamp] = valueKinds.zonedTimestamp;

/** How many different texts are remembered before a column counts as text for good. */
export const rememberedTexts = 3;

const decoder = new TextDecoder();
const space = 0x20;
const zero = 0x30;
const minus = 0x2d;

/**
 * What the values of one column have shown: enough to choose the narrowest type that keeps every one of them
 * exactly. Plain data, which workers can hand on.
 */
export interface Evidence {
  /** Values by kind. */
  counts: Float64Array;
  /** Numbers that a double would round. */
  roundedByDouble: number;
  exponents: number;
  integerDigits: number;
  fractionDigits: number;
  /** Fewest digits behind the point of any number, and numbers whose fraction ends in a zero (`1.50`). */
  leastFraction: number;
  padded: number;
  /** Values with spaces around them, empty ones in quotes, and texts that mean "missing": not plain to cast. */
  unplain: number;
  /** The first digits with a leading zero (`01234`): a code, whose zeros count. */
  code: string;
  /** The first different texts that are neither numbers nor dates, with their counts. */
  texts: Map<string, number>;
  /** More different texts than are remembered: nothing can make this anything but text. */
  isText: boolean;
  /** Numbers with a point whose last digit is a zero (`1.0`, `1.50`), which no double shows; the first one. */
  endsInZero: number;
  endsInZeroText: string;
  /** Values that no type shows as they are written (`TRUE`, `.5`, `1E5`, times with `T` or an offset); the first one. */
  otherwise: number;
  otherwiseText: string;
  /** The first date without a time of day. */
  dateText: string;
}

/** Evidence that grows value by value. O(1) memory, O(length) for each value. */
export class ColumnEvidence implements Evidence {
  readonly counts = new Float64Array(12);
  roundedByDouble = 0;
  exponents = 0;
  integerDigits = 0;
  fractionDigits = 0;
  leastFraction = Infinity;
  padded = 0;
  unplain = 0;
  code = '';
  readonly texts = new Map<string, number>();
  isText = false;
  endsInZero = 0;
  endsInZeroText = '';
  otherwise = 0;
  otherwiseText = '';
  dateText = '';

  readonly #number = createNumberText();

  /** `missing` are the texts, besides the empty one, that stand for no value. */
  constructor(
    private readonly decimalPoint = 0x2e,
    private readonly missing: ReadonlySet<string> = new Set(),
  ) {}

  /** Takes the text in `bytes[start, end)`, spaces around it aside; empty counts as missing. */
  addText(bytes: Uint8Array, start: number, end: number): void {
    let first = start;
    let last = end;
    while (first < last && bytes[first] === space) first += 1;
    while (last > first && bytes[last - 1] === space) last -= 1;
    if (last - first !== end - start) this.unplain += 1;
    if (first === last) this.counts[valueKinds.missing]! += 1;
    else if (this.isText) this.counts[valueKinds.text]! += 1;
    else this.#classify(bytes, first, last);
  }

  /** Takes a number as written in JSON. */
  addNumber(bytes: Uint8Array, start: number, end: number): void {
    readNumber(bytes, start, end, this.decimalPoint, this.#number);
    const { fractionDigits, integerDigits } = this.#number;
    const isShort = integerDigits === 1 && fractionDigits === 0 && bytes[start] === minus;
    if (isShort && bytes[end - 1] === zero && end - start === 2)
      this.#addOtherwise(bytes, start, end);
    this.#addNumber();
  }

  addDateForm(form: number): void {
    this.counts[kindOfDate[form]!]! += 1;
  }

  addKind(kind: number): void {
    this.counts[kind]! += 1;
  }

  #classify(bytes: Uint8Array, start: number, end: number): void {
    const first = bytes[start]!;
    const isNumeric = (first >= 0x30 && first <= 0x39) || (first >= 0x2c && first <= 0x2e);
    if (isNumeric) {
      readNumber(bytes, start, end, this.decimalPoint, this.#number);
      if (this.#number.form !== numberForms.none) return this.#addWritten(bytes, start, end);
      const form = dateForm(bytes, start, end);
      if (form !== dateForms.none) return this.#addDate(form, bytes, start, end);
    }
    const kind = wordKind(bytes, start, end);
    if (kind === valueKinds.boolean) this.#addBoolean(bytes, start, end);
    else this.#addWord(kind, bytes, start, end);
  }

  #addWord(kind: number, bytes: Uint8Array, start: number, end: number): void {
    const text = decoder.decode(bytes.subarray(start, Math.min(end, start + 64)));
    const isMissing = this.missing.has(text);
    this.counts[isMissing ? valueKinds.missing : kind]! += 1;
    if (isMissing) this.unplain += 1;
    else if (kind === valueKinds.notFinite && !isPrintedNumber(text))
      this.#addOtherwise(bytes, start, end);
    else if (kind === valueKinds.text) this.#remember(text);
    if (this.code === '' && /^-?0\d+$/.test(text)) this.code = text;
  }

  /** A number of a text, whose zeros behind the point may be meant. */
  #addWritten(bytes: Uint8Array, start: number, end: number): void {
    const { fractionDigits, integerDigits, hasExponent } = this.#number;
    const last = bytes[end - 1]!;
    if (fractionDigits < this.leastFraction) this.leastFraction = fractionDigits;
    if (last === zero && fractionDigits > 1) this.padded += 1;
    if (hasExponent) {
      if (!isPrintedNumber(textOf(bytes, start, end))) this.#addOtherwise(bytes, start, end);
    } else if (fractionDigits === 0) {
      const isNegativeZero = last === zero && integerDigits === 1 && bytes[start] === minus;
      if (last === this.decimalPoint || isNegativeZero) this.#addOtherwise(bytes, start, end);
    } else if (integerDigits === 0) this.#addOtherwise(bytes, start, end);
    else if (last === zero) {
      this.endsInZero += 1;
      if (this.endsInZeroText === '') this.endsInZeroText = textOf(bytes, start, end);
    }
    this.#addNumber();
  }

  #addDate(form: number, bytes: Uint8Array, start: number, end: number): void {
    this.addDateForm(form);
    if (form === dateForms.date) {
      if (this.dateText === '') this.dateText = textOf(bytes, start, end);
    } else if (form === dateForms.zonedTimestamp || !isPrintedTime(bytes, start, end)) {
      this.#addOtherwise(bytes, start, end);
    }
  }

  #addBoolean(bytes: Uint8Array, start: number, end: number): void {
    this.counts[valueKinds.boolean]! += 1;
    for (let at = start; at < end; at += 1) {
      if (bytes[at]! < 0x61) return this.#addOtherwise(bytes, start, end);
    }
  }

  #addOtherwise(bytes: Uint8Array, start: number, end: number): void {
    this.otherwise += 1;
    if (this.otherwiseText === '') this.otherwiseText = textOf(bytes, start, end);
  }

  #addNumber(): void {
    const number = this.#number;
    this.counts[kindOfForm[number.form]!]! += 1;
    if (!number.fitsDouble) this.roundedByDouble += 1;
    if (number.hasExponent) this.exponents += 1;
    if (number.integerDigits > this.integerDigits) this.integerDigits = number.integerDigits;
    if (number.fractionDigits > this.fractionDigits) this.fractionDigits = number.fractionDigits;
  }

  #remember(text: string): void {
    const count = this.texts.get(text);
    if (count === undefined && this.texts.size === rememberedTexts) this.isText = true;
    else this.texts.set(text, (count ?? 0) + 1);
  }
}

/** Nothing but missing values was seen. */
export function isBare({ counts }: Evidence): boolean {
  return counts.every((count, kind) => count === 0 || kind === valueKinds.missing);
}

/** Whether a number is written as a double is shown. */
function isPrintedNumber(text: string): boolean {
  return String(Number(text)) === text;
}

/** Whether a time without an offset is written as it is shown: `2020-02-29 13:45:00`, a fraction without zeros. */
function isPrintedTime(bytes: Uint8Array, start: number, end: number): boolean {
  const length = end - start;
  return bytes[start + 10] === space && length >= 19 && (length === 19 || bytes[end - 1] !== zero);
}

function textOf(bytes: Uint8Array, start: number, end: number): string {
  return decoder.decode(bytes.subarray(start, end));
}
