import type { CsvChoices } from '../csv/csv-plan';
import {
  areRowsQuoted,
  findPrintedTable,
  holdTextFormulas,
  ruledColumns,
  type PrintedTable,
} from './printed-table';

/** A layout that no delimiter and no plain quote describes; such a text is laid out anew before it is read. */
export type TextLayout =
  /** Values between marks of their own, as in “a”,“b”. */
  | { kind: 'quotes'; open: string; close: string }
  /** Values in columns of characters: where each begins. */
  | { kind: 'fixed'; starts: number[] }
  /** Records that end in something else than a line end. */
  | { kind: 'lines'; by: string }
  /** Lines with marks between values, and rules, as in a terminal or in Markdown. */
  | { kind: 'printed'; table: PrintedTable }
  /** Rows that stand in quotes as a whole. */
  | { kind: 'rows' }
  /** Texts written as formulas: `="007"`. */
  | { kind: 'formulas' };

const quotePairs = [
  ['“', '”'],
  ['„', '“'],
  ['„', '”'],
  ['«', '»'],
  ['»', '«'],
  ['‘', '’'],
  ['‹', '›'],
  ['”', '”'],
  ['「', '」'],
  ['$', '$'],
  ['*', '*'],
  ['^', '^'],
  ['%', '%'],
] as const;

const recordEnds = ['\x1e', '\u2028', '\u2029', '\x85', '\v', '\f'];

/** What must be laid out anew in a text, from its first part; undefined for a text that can be read as it is. */
export function inferTextLayout(sample: string, choices: CsvChoices = {}): TextLayout | undefined {
  const by = /[\n\r]/.test(sample.trimEnd())
    ? undefined
    : recordEnds.find((end) => sample.includes(end));
  if (by !== undefined) return { kind: 'lines', by };
  if (choices.quote === undefined) {
    const pair = quotePairs.find(([open, close]) => areQuotes(sample, open, close));
    if (pair) return { kind: 'quotes', open: pair[0], close: pair[1] };
  }
  const lines = sample.split(/\r\n|\n|\r/).slice(0, comparedLines);
  if (choices.quote === undefined || choices.quote === '"') {
    if (areRowsQuoted(lines)) return { kind: 'rows' };
    if (holdTextFormulas(lines)) return { kind: 'formulas' };
  }
  if (choices.delimiter !== undefined) return undefined;
  const table = findPrintedTable(lines);
  if (table) return { kind: 'printed', table };
  const starts = findColumns(lines);
  return starts.length > 1 ? { kind: 'fixed', starts } : undefined;
}

export function describeTextLayout(layout: TextLayout): string {
  if (layout.kind === 'quotes') return `Values are quoted by ${layout.open} and ${layout.close}.`;
  if (layout.kind === 'lines') return 'Records end in a character that is no line end.';
  if (layout.kind === 'printed')
    return 'The table is printed with marks and rules between its values.';
  if (layout.kind === 'rows') return 'Each row stands in quotes as a whole; these were taken off.';
  if (layout.kind === 'formulas')
    return 'Texts are written as formulas (="text"); the texts themselves were read.';
  const places = layout.starts.map((start) => start + 1);
  return `Values stand in ${places.length} columns of characters, beginning at ${places.slice(0, 12).join(', ')}${places.length > 12 ? ', …' : ''}.`;
}

const separators = ',;\t|';

/** Whole values stand between the marks, and hold delimiters or are the rule. */
function areQuotes(sample: string, open: string, close: string): boolean {
  const [first, last] = [`\\u{${codeOf(open)}}`, `\\u{${codeOf(close)}}`];
  const inner = `[^${last}]`;
  const pattern = new RegExp(
    `(?<=^|[${separators}] ?)${first}(${inner}*(?:${last}${last}${inner}*)*)${last}(?=[ ]?[${separators}]|[\\r\\n]|$)`,
    'gmu',
  );
  const wrapped = [...sample.matchAll(pattern)].map((match) => match[1]!);
  if (wrapped.length < 2) return false;
  const opened = sample.split(open).length - 1;
  if (wrapped.length * (open === close ? 2 : 1) < 0.5 * opened) return false;
  const names = sample.slice(0, /[\r\n]/.exec(sample)?.index ?? sample.length);
  const isHeader = names.startsWith(open);
  // Marks that values hold anyway are quotes only where they stand around all names, and nearly nowhere else.
  if (/[$*^%]/.test(open))
    return isHeader && names.endsWith(close) && wrapped.length * 2 > 0.9 * opened;
  return isHeader || wrapped.some((value) => /[,;\t|]/.test(value));
}

function codeOf(mark: string): string {
  return mark.codePointAt(0)!.toString(16);
}

const comparedLines = 300;

/** Where columns of characters begin: behind places that are blank in every line. Empty where there are none. */
function findColumns(whole: readonly string[]): number[] {
  const ruled = ruledColumns(whole);
  if (ruled.length > 1) return ruled;
  const lines = whole.filter((line) => line.trim() !== '' && !/^[-=+ ]+$/.test(line));
  if (lines.length < 3 || isDelimited(lines)) return [];
  const width = Math.max(...lines.map((line) => line.length));
  const isBlank = Array.from({ length: width + 1 }, (_, at) =>
    lines.every((line) => at >= line.length || line[at] === ' '),
  );
  const starts: number[] = [];
  const wide: number[] = [];
  for (let at = 0; at < width; at += 1) {
    if (isBlank[at] || (at > 0 && !isBlank[at - 1])) continue;
    const isWide = at > 1 && isBlank[at - 2]!;
    if (starts.length === 0 || isWide) wide.push(at);
    starts.push(at);
  }
  // Where columns stand two blanks apart, a single blank is part of a value: of a date with its time.
  return wide.length > 1 && wide.length >= starts.length / 2 && fillsColumns(lines, wide)
    ? wide
    : [];
}

/** One of the usual delimiters stands in nearly all lines, in nearly all as often. */
function isDelimited(whole: readonly string[]): boolean {
  const lines = whole.map((line) => line.replace(/"[^"]*"/g, ''));
  return [...separators].some((mark) => {
    const counts = new Map<number, number>();
    for (const line of lines) {
      const count = line.split(mark).length - 1;
      counts.set(count, (counts.get(count) ?? 0) + 1);
    }
    return [...counts].some(([count, times]) => count > 0 && times > 0.8 * lines.length);
  });
}

/** Most lines reach into more than half of the columns. */
function fillsColumns(lines: readonly string[], starts: readonly number[]): boolean {
  const full = lines.filter((line) => {
    const filled = cutLine(line, starts).filter((value) => value !== '').length;
    return filled > starts.length / 2;
  });
  return full.length > 0.8 * lines.length;
}

/** The values of a line that stand in columns of characters, without the blanks around them. */
export function cutLine(line: string, starts: readonly number[]): string[] {
  return starts.map((start, column) =>
    line.slice(column === 0 ? 0 : start, starts[column + 1]).trim(),
  );
}
