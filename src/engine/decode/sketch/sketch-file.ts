import { mergeFindings } from '../../../data/formats/csv/merge-findings';
import type { CsvChoices, CsvPlan } from '../../../data/formats/csv/csv-plan';
import { CsvSurvey } from '../../../data/formats/csv/csv-survey';
import { ColumnSketch } from '../../../data/sketch/column-sketch';
import { CsvSketch } from '../../../data/sketch/csv-sketch';
import { readSketch } from '../../../data/sketch/sketched-column';
import type { SketchedFile } from '../../../data/sketch/sketched-file';
import { sketchSize, type SketchSize } from '../../../data/sketch/sketch-size';
import type { SourceOptions } from '../../../data/source';
import { unpackFile } from '../../unpack/unpack-file';
import { describeFindings } from '../csv/csv-notes';
import { layOutText } from '../csv/lay-out-text';
import type { OpenTable } from '../open-table';
import { readRanges, visitRange, type RangeTask } from '../csv/read-ranges';
import { ArrowSketch } from './sketch-arrow';
import type { SketchedRange } from './sketch-ports';
import { narrowCsv } from '../csv/narrow-csv';
import { narrowChoices } from '../csv/narrow-choices';
import { planTable } from '../csv/wide-csv';
import { AppError } from '../../../data/app-error';
import { transcodeToUtf8, type DecodeHooks } from '../csv/transcode';

export async function sketchRange(
  file: Blob,
  plan: CsvPlan,
  missing: readonly string[],
  size: SketchSize,
  task: RangeTask,
  hooks: DecodeHooks = {},
): Promise<SketchedRange> {
  const survey = new CsvSurvey(plan, missing);
  const sketch = new CsvSketch(plan.dialect, plan.names.length, size, missing);
  const visit: CsvSurvey['visit'] = (bytes, start, end, offset) => {
    const isRow = survey.visit(bytes, start, end, offset);
    if (isRow) sketch.add(survey.scanner, bytes);
    return isRow;
  };
  const ends = await visitRange(file, plan, task, survey.scanner, visit, hooks);
  return { ...survey.part(), ...ends, columns: sketch.columns.map((column) => column.state()) };
}

export type SketchRange = typeof sketchRange;

const bins = 50;

/**
 * Sketches the columns of a file in one pass over its bytes, by ranges over several workers where it is a CSV.
 * Memory: what sketches take, some 200 kB a column, for each worker and for all that was read so far.
 * @throws AppError as reading the file does; `unsupported_format` where its bytes cannot be read piece by piece.
 */
export async function sketchFile(
  file: Blob,
  name: string,
  options: SourceOptions,
  workers: readonly SketchRange[],
  openTable: OpenTable,
  hooks: DecodeHooks = {},
): Promise<SketchedFile> {
  const unpacked = await unpackFile(file, name, options.part, { signal: hooks.signal });
  const format = options.format ?? unpacked.detection.format;
  const { encoding } = unpacked.detection;
  if (format === 'xlsx' || format === 'ods' || format === 'duckdb') throw notByPieces(name, format);
  const text = await transcodeToUtf8(unpacked.file, encoding, { signal: hooks.signal });
  if (format !== 'csv') {
    const { innerPart } = unpacked;
    const wanted = options.columns;
    const reader = await openTable(text, format, unpacked.name, hooks, innerPart, wanted);
    const sketch = new ArrowSketch(reader.columns, sketchSize(reader.columns.length, 0));
    for (;;) {
      const piece = await reader.next(hooks.signal);
      if (!piece) break;
      sketch.add(piece.ipc);
      hooks.onProgress?.(piece.share * file.size);
    }
    const { rejected, notes } = reader.close();
    const chosen = wanted && new Set(wanted);
    const columns = reader.columns.flatMap(({ name: column, type }, index) =>
      chosen?.has(column) === false ? [] : [readSketch(column, type, sketch.columns[index]!, bins)],
    );
    return { format, columns, rowCount: sketch.rowCount, rejected, notes };
  }
  const laidOut = await layOutText(text, options, { signal: hooks.signal });
  const choices = { ...options, ...laidOut?.choices };
  const sketched = await sketchCsv(laidOut?.text ?? text, name, choices, workers, hooks);
  const notes = [encoding.note, laidOut?.note, ...sketched.notes];
  return { format, ...sketched, notes: notes.filter((note) => note !== undefined) };
}

async function sketchCsv(
  file: Blob,
  name: string,
  options: CsvChoices,
  workers: readonly SketchRange[],
  hooks: DecodeHooks,
): Promise<Omit<SketchedFile, 'format'>> {
  const plan = await planTable(file, name, options);
  if ('wide' in plan) return sketchNarrowed(file, name, options, workers, hooks);
  const expected = file.size / (10 * plan.names.length);
  const size = sketchSize(plan.names.length, expected);
  const missing = options.missing ?? [];
  const merged = plan.names.map(() => new ColumnSketch(size));
  const parts = await readRanges(
    workers,
    file,
    plan,
    (sketch, task, own) => sketch(file, plan, missing, size, task, own),
    ({ columns, ...survey }) => {
      merged.forEach((column, index) => column.merge(columns[index]!));
      return survey;
    },
    hooks,
  );
  const findings = mergeFindings(plan, parts);
  const chosen = options.columns && new Set(options.columns);
  const columns = plan.names.flatMap((column, index) => {
    if (findings.isEmpty[index] || (chosen && !chosen.has(column))) return [];
    return [readSketch(column, findings.types[index]!.sql, merged[index]!, bins)];
  });
  return {
    columns,
    rowCount: findings.rowCount,
    rejected: findings.rejected,
    notes: [...plan.notes, ...describeFindings(plan, findings)],
  };
}

/** Of a file with more columns than a table may have, those that were chosen. */
async function sketchNarrowed(
  file: Blob,
  name: string,
  options: CsvChoices,
  workers: readonly SketchRange[],
  hooks: DecodeHooks,
): Promise<Omit<SketchedFile, 'format'>> {
  const { signal } = hooks;
  const { text, decimalPoint, rejected, notes } = await narrowCsv(file, name, options, { signal });
  const choices = narrowChoices(options, decimalPoint);
  const sketched = await sketchCsv(text, name, choices, workers, hooks);
  return { ...sketched, rejected, notes: [...notes, ...sketched.notes] };
}

function notByPieces(name: string, format: string): AppError {
  return new AppError(
    'unsupported_format',
    `"${name}" cannot be profiled without reading it: a file of this format (${format}) is read whole. Read it as a table instead.`,
    { name, format },
  );
}
