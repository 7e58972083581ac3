import { quoteName, quoteText } from '../../data/sql';
import type { ColumnInfo } from '../../data/table';
import { typeFamily, type TypeFamily } from '../../data/type-family';
import { cellState, isRightAligned } from './grid-cell';
import { textExpression } from '../filter/grid-filter';

export const copyFormats = ['tsv', 'csv', 'markdown', 'sql', 'json'] as const;

export type CopyFormat = (typeof copyFormats)[number];

export interface CopyTarget {
  columns: readonly ColumnInfo[];
  withNames: boolean;
  /** What an INSERT names. */
  table: string;
}

/** Texts of rows as the engine writes them, by column. */
export type CellTexts = readonly (readonly (string | null)[])[];

/** How a format is written: what stands before the rows, each row, what joins them, what stands behind. */
export interface CopyWriter {
  head: string;
  rows(texts: CellTexts): string[];
  between: string;
  tail: string;
}

const writers: Record<CopyFormat, (target: CopyTarget) => CopyWriter> = {
  tsv: writeTsv,
  csv: writeCsv,
  markdown: writeMarkdown,
  sql: writeSql,
  json: writeJson,
};

/** The writer of a format for these columns. */
export function createCopyWriter(format: CopyFormat, target: CopyTarget): CopyWriter {
  return writers[format](target);
}

type CellWriter = (text: string | null, family: TypeFamily, column: ColumnInfo) => string;

/** One row after the other, each the joined cells. */
function rowsBy(
  columns: readonly ColumnInfo[],
  cell: CellWriter,
  row: (cells: string[]) => string,
): (texts: CellTexts) => string[] {
  const families = columns.map(({ type }) => typeFamily(type));
  return (texts) =>
    Array.from({ length: texts[0]?.length ?? 0 }, (_, index) =>
      row(
        texts.map((column, place) =>
          cell(column[index] ?? null, families[place]!, columns[place]!),
        ),
      ),
    );
}

/** As spreadsheets take it: missing and empty text are both an empty field, since the format has one only. */
function writeTsv({ columns, withNames }: CopyTarget): CopyWriter {
  const field = (text: string): string =>
    /[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const names = columns.map(({ name }) => field(name)).join('\t');
  return {
    head: withNames ? `${names}\n` : '',
    rows: rowsBy(
      columns,
      (text, family) => field(plain(text, family)),
      (cells) => cells.join('\t'),
    ),
    between: '\n',
    tail: '',
  };
}

/** RFC 4180; empty text stands in quotes, missing does not, and no text can be taken for a formula. */
function writeCsv({ columns, withNames }: CopyTarget): CopyWriter {
  const field = (text: string): string =>
    text === '' || /[,\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const cell: CellWriter = (text, family) => {
    if (text === null) return '';
    const isNumber = ['integer', 'float', 'decimal'].includes(family);
    return field(isNumber ? plain(text, family) : withoutFormula(text));
  };
  const names = columns.map(({ name }) => field(withoutFormula(name))).join(',');
  return {
    head: withNames ? `${names}\r\n` : '',
    rows: rowsBy(columns, cell, (cells) => cells.join(',')),
    between: '\r\n',
    tail: '',
  };
}

/** A table of GitHub's Markdown; its first line is the names, or empty. */
function writeMarkdown({ columns, withNames }: CopyTarget): CopyWriter {
  const escaped = (text: string): string =>
    text
      .replace(/[\\|`*_<>[\]~]/g, '\\$&')
      .replace(/\r\n|\n|\r/g, '<br>')
      .replaceAll('\t', ' ');
  const line = (cells: string[]): string => `| ${cells.join(' | ')} |`;
  const names = columns.map(({ name }) => (withNames ? escaped(name) : ''));
  const rule = columns.map(({ type }) => (isRightAligned(type) ? '--:' : '---'));
  const cell: CellWriter = (text, family) => (text === '' ? '""' : escaped(plain(text, family)));
  return {
    head: `${line(names)}\n${line(rule)}\n`,
    rows: rowsBy(columns, cell, line),
    between: '\n',
    tail: '\n',
  };
}

/** An INSERT with the names of the columns; without names the VALUES alone. In DuckDB they give the same values. */
function writeSql({ columns, withNames, table }: CopyTarget): CopyWriter {
  const names = columns.map(({ name }) => quoteName(name)).join(', ');
  return {
    head: `${withNames ? `INSERT INTO ${quoteName(table)} (${names}) ` : ''}VALUES\n`,
    rows: rowsBy(columns, sqlLiteral, (cells) => `  (${cells.join(', ')})`),
    between: ',\n',
    tail: withNames ? ';\n' : '\n',
  };
}

/** Objects by name, or plain lists. Numbers keep all of their digits. */
function writeJson({ columns, withNames }: CopyTarget): CopyWriter {
  const names = columns.map(({ name }) => JSON.stringify(name));
  const object = (cells: string[]): string =>
    `  {${cells.map((cell, index) => `${names[index]}: ${cell}`).join(', ')}}`;
  const list = (cells: string[]): string => `  [${cells.join(', ')}]`;
  return {
    head: '[\n',
    rows: rowsBy(columns, jsonValue, withNames ? object : list),
    between: ',\n',
    tail: '\n]\n',
  };
}

function plain(text: string | null, family: TypeFamily): string {
  return cellState(text, family) === 'nan' ? 'NaN' : (text ?? '');
}

/** Spreadsheets run what begins so; an apostrophe keeps it a text. */
function withoutFormula(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function sqlLiteral(text: string | null, family: TypeFamily, { type }: ColumnInfo): string {
  if (text === null) return 'NULL';
  switch (family) {
    case 'boolean':
    case 'integer':
    case 'decimal':
      return text;
    case 'float':
      return sqlDouble(text);
    case 'text':
    case 'enum':
      return textExpression(text);
    case 'date':
      return `DATE ${quoteText(text)}`;
    default:
      return `CAST(${textExpression(text)} AS ${type})`;
  }
}

/** With an exponent, since a plain decimal would be rounded twice. */
function sqlDouble(text: string): string {
  if (/^-?(nan|inf)$/.test(text)) return `CAST('${text}' AS DOUBLE)`;
  return text.includes('e') ? text : `${text}e0`;
}

function jsonValue(text: string | null, family: TypeFamily): string {
  if (text === null) return 'null';
  if (family === 'boolean') return text;
  const isNumber = ['integer', 'float', 'decimal'].includes(family);
  return isNumber && /^-?\d/.test(text) ? text : JSON.stringify(spoken(text, family));
}

function spoken(text: string, family: TypeFamily): string {
  const words: Partial<Record<string, string>> = {
    nan: 'NaN',
    inf: 'Infinity',
    '-inf': '-Infinity',
  };
  return family === 'float' ? (words[text] ?? text) : text;
}
