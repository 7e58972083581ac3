import type { FileFormat } from '../../src/data/source';

/**
 * How many records a damaged file may be said to have, kept and rejected ones together, counted from its
 * bytes alone; undefined where that cannot be told without its dialect (quotes over several lines, other
 * encodings) or without unpacking it.
 */
export function countRecords(
  bytes: Uint8Array<ArrayBuffer>,
  format: FileFormat,
  notes: readonly string[],
): number[] | undefined {
  const text = new TextDecoder().decode(bytes);
  if (format === 'json') return jsonCounts(text);
  if (format === 'ndjson') return [linesOf(text, /\r?\n/).length];
  if (format === 'csv') return csvCounts(text);
  // A stream that ends between two batches of 90 rows says so.
  return notes.some((note) => /no end mark|before the file/.test(note)) ? [0, 90, 180, 200] : [200];
}

/** A document that is read must be one; how its records are found is another test's matter. */
function jsonCounts(text: string): number[] | undefined {
  const document: unknown = JSON.parse(text);
  return Array.isArray(document) ? [document.length] : undefined;
}

function csvCounts(text: string): number[] | undefined {
  if (/["'\0\ufffd\\]/.test(text)) return undefined;
  const lines = linesOf(text, /\r\n|\n|\r/).length;
  return [lines, lines - 1];
}

function linesOf(text: string, end: RegExp): string[] {
  return text.split(end).filter((line) => line.trim() !== '');
}
