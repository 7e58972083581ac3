import { AppError } from '../../../data/app-error';
import { emptyFile } from '../../../data/formats/detect';
import { chooseColumns, tableColumns, wholeRecords } from '../../../data/formats/json/json-columns';
import { JsonNode } from '../../../data/formats/json/json-node';
import { JsonFault, JsonScanner } from '../../../data/formats/json/json-scanner';
import { JsonSurvey } from '../../../data/formats/json/json-survey';
import { JsonWalker } from '../../../data/formats/json/json-walker';
import { LineStream } from '../../../data/formats/text/line-stream';
import { keptLines, rejectedLine } from '../../../data/formats/csv/rejected-line';
import type { RejectedLine } from '../../../data/table';
import { readPieces } from '../../files/read-pieces';
import type { TablePiece } from '../import-ports';
import { JsonBuilder } from './json-builder';
import { repairNotes } from './json-notes';
import { surveyMaps } from './survey-maps';
import { createReader, type TableReader } from '../table-reader';
import type { DecodeHooks } from '../csv/transcode';

/** What a first reading of all lines has found. */
export interface Lines {
  root: JsonNode;
  /** Numbers of the lines that are no records, in order. */
  bad: number[];
  rejected: RejectedLine[];
  rowCount: number;
  blankLines: number;
}

/**
 * Opens lines of JSON (UTF-8): read twice, in pieces, with constant memory. A line that is no record is set
 * aside and the others are read.
 * @throws AppError `empty_file` where there is no text, `unreadable_file` where no line is a record, `cancelled`.
 */
export async function openNdjson(
  file: Blob,
  name: string,
  hooks: DecodeHooks = {},
  wanted?: readonly string[],
): Promise<TableReader> {
  const lines = await surveyMaps((maps) => surveyLines(file, hooks, maps));
  if (lines.rowCount === 0) throw lines.bad.length > 0 ? noRecords(lines, name) : emptyFile(name);
  const chosen = chooseColumns(lines.root, wanted);
  const { columns, notes } = chosen.columns.length > 0 ? chosen : wholeRecords(lines.root);
  const scanner = new JsonScanner(new Uint8Array());
  const builder = new JsonBuilder(scanner, columns);
  return createReader(tableColumns(columns), buildPieces(file, lines, scanner, builder), () => ({
    rejected: { count: lines.bad.length, lines: lines.rejected },
    notes: [...notes, ...repairNotes(builder)],
  }));
}

function noRecords({ bad, rejected }: Lines, name: string): AppError {
  const { line, reason } = rejected[0]!;
  return new AppError(
    'unreadable_file',
    `"${name}" holds no line of JSON: ${reason} in line ${line.toLocaleString('en')}, and so on in all ${bad.length.toLocaleString('en')} lines.`,
    { name, line, reason },
  );
}

/** @throws AppError `cancelled`. */
export async function surveyLines(
  file: Blob,
  { signal, onProgress }: DecodeHooks,
  maps = new Set<string>(),
): Promise<Lines> {
  const scanner = new JsonScanner(new Uint8Array());
  const walker = new JsonWalker(scanner, new JsonSurvey(scanner, maps));
  const lines: Lines = {
    root: new JsonNode(''),
    bad: [],
    rejected: [],
    rowCount: 0,
    blankLines: 0,
  };
  let kind: number | undefined;
  const stream = new LineStream((bytes, start, end, line) => {
    scanner.use(bytes, end);
    const first = scanner.skipSpace(start);
    if (first === end) return;
    const reason = faultOf(scanner, first, start, kind);
    if (reason !== undefined) {
      lines.bad.push(line);
      if (lines.rejected.length < keptLines)
        lines.rejected.push(rejectedLine(bytes, start, end, { line, reason }));
      return;
    }
    kind ??= bytes[first];
    walker.record(lines.root, first);
    lines.rowCount += 1;
  });
  for await (const { bytes, end } of readPieces(file, signal)) {
    stream.push(bytes, end === file.size);
    onProgress?.(end);
  }
  return lines;
}

/** Why a line is no record; the kind of the first record (its first byte) is the kind of all. */
function faultOf(
  scanner: JsonScanner,
  start: number,
  lineStart: number,
  kind: number | undefined,
): string | undefined {
  try {
    const end = scanner.skipSpace(scanner.skipValue(start));
    if (end < scanner.end) throw new JsonFault(end, 'more text follows the end of the record');
  } catch (thrown) {
    if (!(thrown instanceof JsonFault)) throw thrown;
    return `${thrown.reason} (column ${thrown.offset - lineStart + 1})`;
  }
  const isOther =
    kind !== undefined && kind !== scanner.bytes[start] && (kind === 0x7b || kind === 0x5b);
  return isOther
    ? `not ${kind === 0x7b ? 'an object' : 'a list'} like the first record`
    : undefined;
}

async function* buildPieces(
  file: Blob,
  lines: Lines,
  scanner: JsonScanner,
  builder: JsonBuilder,
): AsyncGenerator<TablePiece> {
  const walker = new JsonWalker(scanner, builder);
  const ready: { ipc: Uint8Array; rowCount: number }[] = [];
  let nextBad = 0;
  const stream = new LineStream((bytes, start, end, line) => {
    if (lines.bad[nextBad] === line) {
      nextBad += 1;
      return;
    }
    scanner.use(bytes, end);
    const first = scanner.skipSpace(start);
    if (first === end) return;
    walker.record(lines.root, first);
    builder.endRow();
    if (builder.isFull()) ready.push(builder.take());
  });
  for await (const { bytes, end } of readPieces(file)) {
    stream.push(bytes, end === file.size);
    while (ready.length > 0) yield { ...ready.shift()!, share: end / file.size };
  }
  if (builder.rowCount > 0) yield { ...builder.take(), share: 1 };
}
