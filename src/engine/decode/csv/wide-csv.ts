import { checkColumnCount, mostColumns } from '../../../data/formats/csv/column-limit';
import { ColumnEvidence } from '../../../data/formats/csv/column-evidence';
import { chooseType } from '../../../data/formats/csv/column-type';
import {
  outlineCsv,
  type CsvChoices,
  type CsvOutline,
  type CsvPlan,
} from '../../../data/formats/csv/csv-plan';
import { firstLines, type SampleRecord } from '../../../data/formats/csv/record-sample';
import type { FileLook, FileSketch } from '../../../data/file-look';
import { engineBytesPerRow } from '../../../data/sketch/engine-bytes';
import { readBytes } from '../../files/read-pieces';
import { planCsvFile, readSample } from './survey-csv';

/** A CSV with more columns than a table may have; some of them must be chosen. */
export interface WideCsv {
  wide: number;
}

/** Lines that tell what a wide file holds. */
const lines = 4;
const shownColumns = 100;
const shownRows = 3;
/** Columns, evenly spread, that tell how many bytes one takes. */
const judgedColumns = 200;
const delimiters = [',', ';', '\t', '|', ' ', ':'].map((mark) => mark.charCodeAt(0));

/**
 * The plan of a CSV; of one that has more columns than a table may only how many, since a plan of all of them is large.
 * @throws AppError `too_large` for such a file of which no columns were chosen.
 */
export async function planTable(
  file: Blob,
  name: string,
  choices: CsvChoices,
): Promise<CsvPlan | WideCsv> {
  const outline = await outlineWide(file, name, choices);
  const plan = outline ?? (await planCsvFile(file, name, choices));
  const { names } = 'named' in plan ? plan.named : plan;
  if (names.length > mostColumns) {
    if (!choices.columns) checkColumnCount(names.length, name);
    return { wide: names.length };
  }
  return 'named' in plan ? planCsvFile(file, name, choices) : plan;
}

/**
 * Looks at a CSV with more columns than a table may have: their names, and from its first rows how many rows there are
 * and what they take. Undefined for any other.
 */
export async function lookAtWide(
  file: Blob,
  name: string,
  choices: CsvChoices,
): Promise<{ look: FileLook; sketch: FileSketch } | undefined> {
  const outline = await outlineWide(file, name, choices);
  if (!outline || outline.named.names.length <= mostColumns) return undefined;
  const { names } = outline.named;
  const records = rowsOf(outline);
  const typeOf = (column: number): string => judgeColumn(records, column).type;
  const look: FileLook = {
    format: 'csv',
    columns: names
      .slice(0, shownColumns)
      .map((each, column) => ({ name: each, type: typeOf(column) })),
    columnCount: names.length,
    rows: records
      .slice(0, shownRows)
      .map(({ values }) => values.slice(0, shownColumns).map((value) => value || null)),
  };
  const [first, last] = [records[0], records.at(-1)];
  const rowBytes = first && last ? (last.end - first.start) / records.length : file.size;
  const rowCount = first ? Math.round((file.size - outline.offset - first.start) / rowBytes) : 0;
  const sketch: FileSketch = {
    ...{ format: 'csv', columns: [], manner: 'first', rowCount },
    wide: { names, bytesPerRow: meanBytes(records, names.length) },
    sampledRows: records.length,
    rowCountError: 0.5,
  };
  return { look, sketch };
}

/** Undefined where the first line seems to hold no more values than a table may. */
async function outlineWide(
  file: Blob,
  name: string,
  choices: CsvChoices,
): Promise<CsvOutline | undefined> {
  const head = await readSample(file);
  const lineBytes = firstLineBytes(head);
  if (!holdsMany(head.subarray(0, lineBytes), choices.delimiter)) return undefined;
  const wanted = Math.min(file.size, Math.ceil(lines * 1.2 * lineBytes));
  const bytes = wanted > head.length ? await readBytes(file.slice(0, wanted)) : head;
  const sample = bytes.length < file.size ? firstLines(bytes, bytes.length - 1) : bytes;
  return outlineCsv(sample.subarray(0, endOfLines(sample)), name, choices);
}

function firstLineBytes(bytes: Uint8Array): number {
  const end = bytes.findIndex((byte) => byte === 0x0a || byte === 0x0d);
  return end < 0 ? bytes.length : end;
}

function holdsMany(line: Uint8Array, delimiter: string | undefined): boolean {
  if (line.length < mostColumns) return false;
  const counts = new Uint32Array(256);
  for (const byte of line) counts[byte]! += 1;
  const marks = delimiter === undefined ? delimiters : [delimiter.charCodeAt(0)];
  return marks.some((mark) => counts[mark]! >= mostColumns);
}

/** Where the first few lines end. */
function endOfLines(bytes: Uint8Array): number {
  let end = 0;
  for (let line = 0; line < lines && end < bytes.length; line += 1) {
    const next = bytes.indexOf(0x0a, end);
    if (next < 0) return bytes.length;
    end = next + 1;
  }
  return end;
}

function rowsOf({ records, layout, named }: CsvOutline): SampleRecord[] {
  return records
    .slice(layout.firstRow, layout.end)
    .filter(({ values, isFaulty }) => !isFaulty && values.length === named.names.length);
}

function judgeColumn(
  records: readonly SampleRecord[],
  column: number,
): { type: string; bytes: number } {
  const evidence = new ColumnEvidence(0x2e, new Set());
  const encoder = new TextEncoder();
  let bytes = 0;
  for (const { values } of records) {
    const text = encoder.encode(values[column]);
    bytes += text.length;
    evidence.addText(text, 0, text.length);
  }
  return { type: chooseType(evidence).sql, bytes: bytes / Math.max(1, records.length) };
}

function meanBytes(records: readonly SampleRecord[], columnCount: number): number {
  const step = Math.max(1, Math.floor(columnCount / judgedColumns));
  let [sum, count] = [0, 0];
  for (let column = 0; column < columnCount; column += step) {
    const { type, bytes } = judgeColumn(records, column);
    const texts = { count: 1, meanLength: bytes };
    sum += engineBytesPerRow({ type, rows: 1, texts });
    count += 1;
  }
  return sum / count;
}
