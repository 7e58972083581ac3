import { cutPrinted, isRule, unwrapRow, withoutFormulas } from './printed-table';
import { cutLine, type TextLayout } from './text-layout';

/** Lays a text out anew, piece by piece: commas and double quotes, one line for each line. */
export interface LayoutWriter {
  /** What the text so far comes to; the rest is kept until its line or value is whole. */
  push(text: string, isLast: boolean): string;
}

export function createLayoutWriter(layout: TextLayout): LayoutWriter {
  switch (layout.kind) {
    case 'fixed':
      return new LineWriter((line) =>
        written(isRuleOfColumns(line) ? [] : cutLine(line, layout.starts)),
      );
    case 'printed':
      return new LineWriter((line) =>
        written(isRule(line) ? [] : cutPrinted(line, layout.table.mark)),
      );
    case 'rows':
      return new LineWriter(unwrapRow);
    case 'formulas':
      return new LineWriter(withoutFormulas);
    case 'quotes':
      return new QuoteWriter(layout.open, layout.close);
    default:
      return { push: (text) => text.replaceAll(layout.by, '\n') };
  }
}

/** Lays out line after line; empty ones stay. */
class LineWriter implements LayoutWriter {
  #rest = '';

  constructor(private readonly layOut: (line: string) => string) {}

  push(text: string, isLast: boolean): string {
    const lines = (this.#rest + text).split(/(?<=\r\n|\n|\r(?!\n|$))/);
    this.#rest = isLast ? '' : (lines.pop() ?? '');
    return lines.map((line) => this.#line(line)).join('');
  }

  #line(line: string): string {
    const end = /[\r\n]*$/.exec(line)![0];
    const text = line.slice(0, line.length - end.length);
    return text.trim() === '' ? end : this.layOut(text) + end;
  }
}

function written(values: readonly string[]): string {
  return values.map(quoteWhereNeeded).join(',');
}

function isRuleOfColumns(line: string): boolean {
  return /^ *[-=]{2,}(?: +[-=]+)+ *$/.test(line);
}

function quoteWhereNeeded(value: string): string {
  return /[",]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** Puts double quotes in the place of other marks around values, and doubles those inside. */
class QuoteWriter implements LayoutWriter {
  #isQuoted = false;
  /** A closing mark was read, and what follows must tell whether it closes. */
  #isClosing = false;
  #isStart = true;

  constructor(
    private readonly open: string,
    private readonly close: string,
  ) {}

  push(text: string, isLast: boolean): string {
    let written = '';
    for (const letter of text)
      written += this.#isQuoted ? this.#inside(letter) : this.#outside(letter);
    if (isLast && this.#isClosing) written += '"';
    return written;
  }

  #outside(letter: string): string {
    if (this.#isStart && letter === this.open) {
      this.#isQuoted = true;
      return '"';
    }
    this.#isStart = /[,;\t|\r\n]/.test(letter) || (this.#isStart && letter === ' ');
    return letter;
  }

  #inside(letter: string): string {
    if (this.#isClosing) {
      this.#isClosing = false;
      if (letter === this.close) return letter;
      if (!/[,;\t|\r\n ]/.test(letter)) return this.close + escaped(letter);
      this.#isQuoted = false;
      this.#isStart = true;
      return `"${letter}`;
    }
    if (letter !== this.close) return escaped(letter);
    this.#isClosing = true;
    return '';
  }
}

function escaped(letter: string): string {
  return letter === '"' ? '""' : letter;
}
