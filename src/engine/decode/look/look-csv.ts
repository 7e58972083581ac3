import type { FileLook, FileSketch } from '../../../data/file-look';
import type { CsvPlan } from '../../../data/formats/csv/csv-plan';
import { guessRecordStart } from '../../../data/formats/csv/csv-ranges';
import { readSampleRecords } from '../../../data/formats/csv/record-sample';
import { recordFaults, RecordScanner } from '../../../data/formats/csv/record-scanner';
import { CsvSketch } from '../../../data/sketch/csv-sketch';
import { estimateRecords } from '../../../data/sketch/sample-slices';
import { readSketch } from '../../../data/sketch/sketched-column';
import { sketchSize } from '../../../data/sketch/sketch-size';
import type { SourceOptions } from '../../../data/source';
import { readBytes } from '../../files/read-pieces';
import { readSlices, type SliceBytes } from '../sketch/sketch-slices';
import { planCsvFile } from '../csv/survey-csv';
import type { LookHooks } from '../sketch/sketch-ports';

const shownRows = 50;
/** Enough for the first rows; what is found in more of the file comes a moment later. */
const headBytes = 2 ** 15;
const pictureBins = 20;

/** Looks at a CSV (UTF-8): its first rows at once, then a sketch of its columns from random slices. */
export async function lookAtCsv(
  file: Blob,
  name: string,
  options: SourceOptions,
  { signal, onLook }: LookHooks,
  known?: CsvPlan,
): Promise<FileSketch> {
  if (!known && file.size > 8 * headBytes) {
    const head = await planCsvFile(file.slice(0, headBytes), name, options);
    onLook?.(await firstRows(file, head));
  }
  const plan = known ?? (await planCsvFile(file, name, options));
  onLook?.(await firstRows(file, plan));
  const slices = await readSlices(file, plan.dataStart, signal);
  const sketch = new CsvSketch(
    plan.dialect,
    plan.names.length,
    sketchSize(plan.names.length, 0),
    options.missing,
  );
  const counts = slices.map((slice) => sketchSlice(slice, plan, sketch));
  const { records, error } = estimateRecords(
    counts,
    slices.map(({ slice }) => slice),
    file.size - plan.dataStart,
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

/** Sketches the records that begin in a slice; how many there are. */
function sketchSlice(slice: SliceBytes, plan: CsvPlan, sketch: CsvSketch): number {
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
      sketch.add(scanner, bytes);
      count += 1;
    }
    at = end;
  }
  return count;
}
