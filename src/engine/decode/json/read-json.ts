import { AppError } from '../../../data/app-error';
import { chooseColumns, tableColumns, wholeRecords } from '../../../data/formats/json/json-columns';
import { findLayout, type JsonLayout } from '../../../data/formats/json/json-layout';
import { JsonNode } from '../../../data/formats/json/json-node';
import { walkRecords, type JsonRecords } from '../../../data/formats/json/json-records';
import { JsonFault, JsonScanner } from '../../../data/formats/json/json-scanner';
import { JsonSurvey } from '../../../data/formats/json/json-survey';
import { JsonWalker, type JsonSink } from '../../../data/formats/json/json-walker';
import { noRejects } from '../../../data/table';
import { readBytes } from '../../files/read-pieces';
import { createPauses } from '../../workers/pauses';
import { JsonBuilder } from './json-builder';
import { repairNotes } from './json-notes';
import { surveyMaps } from './survey-maps';
import type { TablePiece } from '../import-ports';
import { createReader, type TableReader } from '../table-reader';
import type { DecodeHooks } from '../csv/transcode';

const largestBytes = 2 ** 30;

/**
 * Opens one JSON document (UTF-8): checked whole, then surveyed, then read in pieces.
 * Memory: the file and one piece.
 * @throws AppError `unreadable_file` with line and column, `out_of_memory`, `cancelled`.
 */
export async function openJson(
  file: Blob,
  name: string,
  hooks: DecodeHooks = {},
  wanted?: readonly string[],
): Promise<TableReader> {
  const { scanner, layout, root } = await surveyJson(file, name, hooks);
  const chosen = chooseColumns(root, wanted);
  const { columns, notes } = chosen.columns.length > 0 ? chosen : wholeRecords(root);
  const builder = new JsonBuilder(scanner, columns);
  const pieces = buildPieces(scanner, layout, builder, root);
  return createReader(tableColumns(columns), pieces, () => ({
    rejected: noRejects,
    notes: [...layout.notes, ...notes, ...repairNotes(builder)],
  }));
}

/** A document that was looked through: its places, and how many records it has. */
export interface SurveyedJson {
  scanner: JsonScanner;
  layout: JsonLayout;
  root: JsonNode;
  rowCount: number;
}

/** @throws AppError as `openJson` does. */
export async function surveyJson(
  file: Blob,
  name: string,
  hooks: DecodeHooks = {},
): Promise<SurveyedJson> {
  if (file.size > largestBytes) throw tooLarge(name, file.size);
  const scanner = new JsonScanner(await readBytes(file));
  const layout = await checkDocument(scanner, name, hooks);
  const pause = createPauses(hooks.signal);
  return surveyMaps(async (maps) => {
    const root = new JsonNode('');
    const records = openRecords(scanner, layout, new JsonSurvey(scanner, maps), root);
    let rowCount = 0;
    while (records.next()) {
      rowCount += 1;
      if (pause.isDue()) await pause.take();
    }
    return { scanner, layout, root, rowCount };
  });
}

/** Checks every byte, pausing between the members of the document. */
async function checkDocument(
  scanner: JsonScanner,
  name: string,
  { signal }: DecodeHooks,
): Promise<JsonLayout> {
  const pause = createPauses(signal);
  try {
    const start = scanner.skipSpace(0);
    let at = scanner.skipSpace(start + 1);
    const isObject = scanner.bytes[start] === 0x7b;
    if (!isObject && scanner.bytes[start] !== 0x5b) at = scanner.skipScalar(start);
    else if (scanner.closes(at, isObject)) at += 1;
    else {
      if (isObject) at = scanner.skipKey(at);
      for (;;) {
        at = scanner.skipSpace(scanner.skipValue(at));
        if (scanner.closes(at, isObject)) break;
        at = scanner.skipComma(at, isObject);
        if (pause.isDue()) await pause.take();
      }
      at += 1;
    }
    const end = scanner.skipSpace(at);
    if (end < scanner.end) throw new JsonFault(end, 'more text follows the end of the document');
    return findLayout(scanner);
  } catch (thrown) {
    throw thrown instanceof JsonFault ? malformed(scanner, name, thrown) : thrown;
  }
}

function openRecords(
  scanner: JsonScanner,
  layout: JsonLayout,
  sink: JsonSink,
  root: JsonNode,
): JsonRecords {
  const names = layout.kind === 'list' ? [...layout.names] : [];
  return walkRecords(layout, scanner, new JsonWalker(scanner, sink, names), sink, root);
}

async function* buildPieces(
  scanner: JsonScanner,
  layout: JsonLayout,
  builder: JsonBuilder,
  root: JsonNode,
): AsyncGenerator<TablePiece> {
  const records = openRecords(scanner, layout, builder, root);
  while (records.next()) {
    builder.endRow();
    if (builder.isFull()) yield { ...builder.take(), share: records.position() / scanner.end };
  }
  if (builder.rowCount > 0) yield { ...builder.take(), share: 1 };
}

function malformed(scanner: JsonScanner, name: string, { offset, reason }: JsonFault): AppError {
  const { line, column } = placeOf(scanner.bytes, offset);
  return new AppError(
    'unreadable_file',
    `"${name}" is no valid JSON: ${reason} (line ${line.toLocaleString('en')}, column ${column.toLocaleString('en')}).`,
    { name, line, column },
  );
}

/** Line and column of an offset, from 1, the column in characters. O(offset). */
function placeOf(bytes: Uint8Array, offset: number): { line: number; column: number } {
  let [line, column] = [1, 1];
  for (let at = 0; at < offset; at += 1) {
    const byte = bytes[at]!;
    if (byte === 0x0a) [line, column] = [line + 1, 1];
    else if ((byte & 0xc0) !== 0x80) column += 1;
  }
  return { line, column };
}

function tooLarge(name: string, size: number): AppError {
  const shown = `${(size / 2 ** 30).toFixed(1)} GiB`;
  return new AppError(
    'out_of_memory',
    `"${name}" is one JSON document of ${shown}; up to 1 GiB can be read. Write it as lines of JSON (NDJSON): those are read piece by piece.`,
    { name, sizeBytes: size },
  );
}
