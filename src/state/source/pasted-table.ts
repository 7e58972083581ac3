import { AppError } from '../../data/app-error';
import { formatCount } from '../../data/format';
import type { SourceOptions } from '../../data/source';
import { readHtmlTables } from './html-tables';
import { isRicherThanText, writeTables } from './pasted-cells';

/** A table from the clipboard as a file, and how it is to be read. */
export interface Pasted {
  file: File;
  options: SourceOptions;
  /** What was not taken over, in words. */
  loss?: AppError;
}

/** HTML of more characters is not read: its text would be held several times over. */
const mostCharacters = 2 ** 23;
/** Merged cells, and lines in a cell. */
const richer = /\b(?:row|col)span\s*=\s*["']?\s*(?:[2-9]|1\d|0)|<br|<p[\s>]/i;

/** Whether a clipboard holds a table, as far as can be told without reading its HTML. */
export function holdsTable(text: string, html: string): boolean {
  return /<table/i.test(html) || pastedTable(text) !== undefined;
}

/**
 * The table on a clipboard that holds plain text and HTML, either of them '' where not. The plain text is taken where
 * it tells all; where it is no table, or the HTML has merged cells or cells of several lines, the HTML.
 * @throws AppError `too_large`.
 */
export async function readPasted(text: string, html: string): Promise<Pasted | undefined> {
  const plain = pastedTable(text);
  const isAsked = /<table/i.test(html) && (!plain || richer.test(html));
  const fromText = plain && { file: plain, options: {} };
  if (!isAsked) return fromText;
  if (html.length > mostCharacters) {
    if (!fromText) throw tooLong(html.length);
    return { ...fromText, loss: flattened(html.length) };
  }
  const tables = await readHtmlTables(html);
  if (tables.length === 0 || (plain && !isRicherThanText(tables))) return fromText;
  const file = new File([writeTables(tables)], 'pasted.csv', { type: 'text/csv' });
  const { headerRows } = tables[0]!;
  const isTold = tables.length === 1 && headerRows > 0;
  return { file, options: { delimiter: ',', quote: '"', ...(isTold ? { headerRows } : {}) } };
}

function tooLong(characters: number): AppError {
  return new AppError(
    'too_large',
    `What was copied is a table in ${formatCount(characters)} characters of HTML, without plain text beside it; up to ${formatCount(mostCharacters)} can be pasted. Copy a part of it, or save it as a file and open that.`,
    { characters },
  );
}

function flattened(characters: number): AppError {
  return new AppError(
    'too_large',
    `The pasted table was read from its plain text, where merged cells are filled once and lines within cells may be rows: its HTML has ${formatCount(characters)} characters, and up to ${formatCount(mostCharacters)} can be read.`,
    { characters },
  );
}

/** How a pasted text is read: what its table is written in. */
const endings: readonly [test: (lines: string[], text: string) => boolean, ending: string][] = [
  [(lines) => share(lines, '\t') > 0.5, 'tsv'],
  [(_, text) => /^\s*[[{]/.test(text) && isJson(text), 'json'],
  [(lines) => lines.length > 1 && isEven(lines, ','), 'csv'],
  [(lines) => lines.length > 1 && isEven(lines, ';'), 'csv'],
];

/** The table in a pasted text as a file: cells copied from a sheet, CSV, JSON; undefined where it is just words. */
export function pastedTable(text: string): File | undefined {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  if (lines.length === 0) return undefined;
  const found = endings.find(([test]) => test(lines, text));
  return found && new File([text], `pasted.${found[1]}`, { type: 'text/plain' });
}

function share(lines: string[], delimiter: string): number {
  return lines.filter((line) => line.includes(delimiter)).length / lines.length;
}

/** Whether nearly all lines hold the same number of delimiters, at least one. */
function isEven(lines: string[], delimiter: string): boolean {
  const counts = lines.map((line) => line.split(delimiter).length - 1);
  const usual = counts.toSorted((a, b) => a - b)[Math.floor(counts.length / 2)]!;
  const even = counts.filter((count) => count === usual).length;
  return usual > 0 && even / lines.length > 0.8;
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return /^\s*\{.*\}\s*\n\s*\{/.test(text);
  }
}
