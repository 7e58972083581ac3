import { AppError } from '../app-error';
import type { FileFormat } from '../source';
import { inferEncoding, type TextEncoding } from './text/encoding';
import { findFileKind } from './file-kinds';

/** What a file is, by what it holds; its name is a second opinion. */
export interface Detection {
  format: FileFormat;
  encoding: TextEncoding;
  /** Where name and content disagree. */
  notes: string[];
}

const readable =
  'Assay reads CSV, TSV, JSON, NDJSON, Parquet, Arrow, Excel, OpenDocument, SQLite, DuckDB and NumPy files, also packed.';
const binary: TextEncoding = { name: 'utf-8', markBytes: 0 };
const formatOfName: Record<string, FileFormat> = {
  csv: 'csv',
  tsv: 'csv',
  tab: 'csv',
  txt: 'csv',
  json: 'json',
  geojson: 'json',
  ndjson: 'ndjson',
  jsonl: 'ndjson',
  parquet: 'parquet',
  pq: 'parquet',
  arrow: 'arrow',
  arrows: 'arrow',
  feather: 'arrow',
  ipc: 'arrow',
  xlsx: 'xlsx',
  xlsm: 'xlsx',
  ods: 'ods',
  sqlite: 'sqlite',
  sqlite3: 'sqlite',
  duckdb: 'duckdb',
  npy: 'npy',
};

/**
 * The format of a file from its first bytes (64 KiB are plenty).
 * @throws AppError `empty_file`, or `unsupported_format` with what was found instead.
 */
export function detectFormat(head: Uint8Array, fileName: string): Detection {
  const format = findBinaryFormat(head);
  if (format) return withNameCheck({ format, encoding: binary, notes: [] }, fileName);
  const kind = findFileKind(head);
  if (kind) throw unsupported(fileName, `is ${kind.name}`, kind.advice);
  const encoding = inferEncoding(head);
  const text = decodeHead(head, encoding);
  if (head.every((byte) => byte === 0) || text.trim() === '') throw emptyFile(fileName);
  if (looksBinary(text.replace(/\0+$/, '')))
    throw unsupported(fileName, 'is not text: it holds control characters');
  return withNameCheck({ format: textFormat(text, fileName), encoding, notes: [] }, fileName);
}

export function emptyFile(fileName: string): AppError {
  return new AppError('empty_file', `"${fileName}" is empty: there is nothing to read in it.`, {
    name: fileName,
  });
}

export function noColumns(fileName: string): AppError {
  return new AppError(
    'empty_file',
    `"${fileName}" has no columns: there is nothing to read in it.`,
    { name: fileName },
  );
}

function unsupported(fileName: string, found: string, advice?: string): AppError {
  const message = [`"${fileName}" ${found}.`, advice, readable].filter(Boolean).join(' ');
  return new AppError('unsupported_format', message, { name: fileName, found });
}

function findBinaryFormat(head: Uint8Array): FileFormat | undefined {
  const start = String.fromCharCode(...head.subarray(0, 16));
  if (start.startsWith('PAR1')) return 'parquet';
  if (start.startsWith('ARROW1')) return 'arrow';
  if (start.startsWith('SQLite format 3\0')) return 'sqlite';
  if (start.startsWith('DUCK', 8)) return 'duckdb';
  if (start.startsWith('\x93NUMPY')) return 'npy';
  // An Arrow stream begins with a continuation mark and the size of its schema.
  if (start.startsWith('\xff\xff\xff\xff') && head[6] === 0 && head[7] === 0) return 'arrow';
  return undefined;
}

/** More than one character in fifty, and more than three, are control characters that no text has. */
function looksBinary(text: string): boolean {
  let odd = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x20 && !isTextControl(code)) odd += 1;
    if (code === 0xfffd) odd += 0.5;
  }
  return odd > Math.max(3, text.length / 50);
}

/** Tabs, line ends and page breaks, escapes, and the separators that ASCII has for values and records. */
function isTextControl(code: number): boolean {
  return (code >= 0x09 && code <= 0x0d) || code === 0x01 || (code >= 0x1b && code <= 0x1f);
}

function textFormat(text: string, fileName: string): FileFormat {
  const start = text.trimStart();
  const isObject = /^\{\s*["}]/.test(start);
  const isArray = /^\[\s*([\]{["\-\d]|true|false|null)/.test(start);
  const named = formatOfName[extension(fileName)];
  if (!isObject && !isArray) return named === 'json' || named === 'ndjson' ? named : 'csv';
  if (isArray && named === 'csv' && !/^\[\s*\{\s*"/.test(start)) return 'csv';
  const end = endOfValue(start);
  if (end === undefined) return named === 'ndjson' ? 'ndjson' : 'json';
  const rest = start.slice(end);
  return /^[ \t]*\r?\n\s*[{[]/.test(rest) || named === 'ndjson' ? 'ndjson' : 'json';
}

/** Offset behind the first object or array; undefined where the text ends before it does. */
function endOfValue(text: string): number | undefined {
  let depth = 0;
  for (const token of text.matchAll(/"(?:[^"\\]|\\[^])*"|[{}[\]]/g)) {
    if (token[0] === '{' || token[0] === '[') depth += 1;
    else if (token[0] === '}' || token[0] === ']') depth -= 1;
    if (depth === 0) return token.index + token[0].length;
  }
  return undefined;
}

function withNameCheck(detection: Detection, fileName: string): Detection {
  const named = formatOfName[extension(fileName)];
  if (!named || named === detection.format || isText(named) === isText(detection.format))
    return detection;
  const note = `The name ends in .${extension(fileName)}, but the file holds ${words[detection.format]}; it was read as that.`;
  return { ...detection, notes: [...detection.notes, note] };
}

const words: Record<FileFormat, string> = {
  csv: 'a table of text (CSV)',
  json: 'JSON',
  ndjson: 'lines of JSON',
  parquet: 'Parquet',
  arrow: 'Arrow',
  xlsx: 'an Excel workbook',
  ods: 'an OpenDocument sheet',
  sqlite: 'an SQLite database',
  duckdb: 'a DuckDB database',
  npy: 'a NumPy array',
};

function isText(format: FileFormat): boolean {
  return format === 'csv' || format === 'json' || format === 'ndjson';
}

function extension(fileName: string): string {
  return /\.([^.]+)$/.exec(fileName)?.[1]!.toLowerCase() ?? '';
}

/** UTF-32 is looked at without its zeros, which is plain enough to tell a format by. */
function decodeHead(head: Uint8Array, { name, markBytes }: TextEncoding): string {
  if (!name.startsWith('utf-32')) return new TextDecoder(name).decode(head);
  return new TextDecoder('latin1').decode(head.subarray(markBytes).filter((byte) => byte !== 0));
}
