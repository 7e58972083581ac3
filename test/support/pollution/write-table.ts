import type { CleanTable } from './clean-tables';

/** How a polluted file is written. */
export interface WrittenDialect {
  delimiter: string;
  open: string;
  close: string;
  /** How a closing quote inside quotes is written; given the quote. */
  escape: (quote: string) => string;
  lineEnd: string;
  /** Which values stand in quotes. */
  quotes: 'needed' | 'texts' | 'all';
}

export const standard: WrittenDialect = {
  delimiter: ',',
  open: '"',
  close: '"',
  escape: (quote) => quote + quote,
  lineEnd: '\n',
  quotes: 'needed',
};

/** All lines of a table, the names first; each without its line end. */
export function linesOf({ names, rows }: CleanTable, dialect = standard): string[] {
  return [names, ...rows].map((values) => lineOf(values, dialect));
}

export function lineOf(values: readonly string[], dialect = standard): string {
  return values.map((value) => writeValue(value, dialect)).join(dialect.delimiter);
}

export function writeTable(table: CleanTable, dialect = standard): string {
  return linesOf(table, dialect)
    .map((line) => line + dialect.lineEnd)
    .join('');
}

export function writeValue(value: string, dialect: WrittenDialect): string {
  const { delimiter, open, close, escape, quotes } = dialect;
  if (open === '') return value.replaceAll('\n', ' ').replaceAll(delimiter, ' ');
  const marks = [delimiter, open, close, '\n', '\r'];
  const needed = marks.some((mark) => value.includes(mark)) || value !== value.trim();
  const isText = value !== '' && !/^[\d.:/ -]+$/.test(value);
  if (!needed && !(quotes === 'all') && !(quotes === 'texts' && isText)) return value;
  return open + value.replaceAll(close, escape(close)) + close;
}
