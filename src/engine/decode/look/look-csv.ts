import type { FileLook, FileSketch } from '../../../data/file-look';
import type { CsvPlan } from '../../../data/formats/csv/csv-plan';
import { guessRecordStart } from '../../../data/formats/csv/csv-ranges';
import { forEachRecord, readSampleRecords } from '../../../data/formats/csv/record-sample';
import { recordFaults, RecordScanner } from '../../../data/formats/csv/record-scanner';
import { CsvSketch } from '../../../data/sketch/csv-sketch';
import { estimateRecords } from '../../../data/sketch/sample-slices';
import { readSketch } from '../../../data/sketch/sketched-column';
import { sketchSize } from '../../../data/sketch/sketch-size';
import type { SourceOptions } from '../../../data/source';
import { readBytes } from '../../files/read-pieces';
import { readSlices, type SliceBytes } from '../sketch/sketch-slices';
import { planCsvFile } from '../csv/survey-csv';
import { lookAtWide } from '../csv/wide-csv';
import type { LookHooks } from '../sketch/sketch-ports';

const shownRows = 50;
/** Enough for the first rows; what is found in more of the file comes a moment later. */
const headBytes = 2 ** 15;
const pictureBins = 20;
const longestRecord = 2 ** 20;

/** Looks at a CSV (UTF-8): its first rows at once, then a sketch of its columns from random slices. */
export async function lookAtCsv(
  file: Blob,
  name: string,
  options: SourceOptions,
  { signal, onLook }: LookHooks,
): Promise<FileSketch> {
  const wide = await lookAtWide(file, name, options);
  if (wide) {
    onLook?.(wide.look);
    return wide.sketch;
  }
  if (file.size > 8 * headBytes) {
    const head = await planCsvFile(file.slice(0, headBytes), name, options);
    onLook?.(await firstRows(file, head));
  }
  const plan = await planCsvFile(file, name, options);
  onLook?.(await firstRows(file, plan));
  const slices = await readSlices(file, plan.dataStart, signal, await meanRecordBytes(file, plan));
  const sketch = new CsvSketch(
    plan.dialect,
    plan.names.length,
    sketchSize(plan.names.length, 0),
    options.missing,
  );
  const { records, error } = countRecords(file, plan, slices, (scanner, bytes) =>
    sketch.add(scanner, bytes),
  );
  return {
    format: 'csv',
    columns: sketch.columns.map((column, index) =>
      readSketch(plan.names[index]!, plan.guess.types[index]!.sql, column, pictureBins),
    ),
    sampledRows: sketch.rowCount,
    manner: slices.length === 1 ? 'all' : 'random',
    rowCount: records,
    rowCountError: error,
  };
}

/** About how many rows a CSV has, with half of a 95 % interval as a share: as the look at it says. */
export async function estimateRowCount(
  file: Blob,
  plan: CsvPlan,
  signal?: AbortSignal,
): Promise<{ records: number; error: number }> {
  const recordBytes = await meanRecordBytes(file, plan);
  return countRecords(file, plan, await readSlices(file, plan.dataStart, signal, recordBytes));
}

type VisitRow = (scanner: RecordScanner, bytes: Uint8Array) => void;

function countRecords(
  file: Blob,
  plan: CsvPlan,
  slices: readonly SliceBytes[],
  visit?: VisitRow,
): { records: number; error: number } {
  const counts = slices.map((slice) => visitSlice(slice, plan, visit));
  const ranges = slices.map(({ slice }) => slice);
  return estimateRecords(counts, ranges, file.size - plan.dataStart);
}

/** Bytes of a record on average, from the first ones. */
async function meanRecordBytes(file: Blob, { dataStart, dialect }: CsvPlan): Promise<number> {
  for (let size = 2 * headBytes; ; size *= 8) {
    const bytes = await readBytes(file.slice(dataStart, dataStart + size));
    let count = 0;
    forEachRecord(bytes, dialect, () => (count += 1));
    if (count > 4 || bytes.length < size || size >= longestRecord)
      return bytes.length / Math.max(1, count);
  }
}

async function firstRows(
  file: Blob,
  { dataStart, dialect, names, guess }: CsvPlan,
): Promise<FileLook> {
  const bytes = await readBytes(file.slice(dataStart, dataStart + headBytes));
  const records = readSampleRecords(bytes, dialect, shownRows + 1);
  // The last one may be cut.
  const isWhole = dataStart + headBytes >= file.size;
  const rows = (isWhole ? records : records.slice(0, -1))
    .filter(({ values }) => values.length >= names.length)
    .slice(0, shownRows)
    .map(({ values }) => names.map((_, column) => values[column] || null));
  const columns = names.map((name, column) => ({ name, type: guess.types[column]!.sql }));
  return { format: 'csv', columns, rows };
}

/** Visits the records that begin in a slice; how many there are. */
function visitSlice(slice: SliceBytes, plan: CsvPlan, visit?: VisitRow): number {
  const scanner = new RecordScanner(plan.dialect);
  const bytes = new Uint8Array(slice.bytes.length + 1);
  bytes.set(slice.bytes);
  scanner.setBytes(bytes, slice.bytes.length, slice.isLast);
  const isRow = (): boolean =>
    scanner.fault === recordFaults.none && scanner.valueCount === plan.names.length;
  const { length } = slice.bytes;
  let at = slice.isFirst ? 0 : guessRecordStart(bytes, length, plan.dialect, plan.names.length);
  let count = 0;
  while (at >= 0 && slice.offset + at < slice.slice.end && at < length) {
    const end = scanner.next(at);
    if (end < 0) break;
    if (isRow()) {
      visit?.(scanner, bytes);
      count += 1;
    }
    at = end;
  }
  return count;
}
