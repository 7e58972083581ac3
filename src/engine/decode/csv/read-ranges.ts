import { cancelled } from '../../../data/app-error';
import type { CsvPlan } from '../../../data/formats/csv/csv-plan';
import {
  guessRecordStart,
  rangeBytes,
  splitRanges,
  type ByteRange,
} from '../../../data/formats/csv/csv-ranges';
import type { RecordScanner } from '../../../data/formats/csv/record-scanner';
import { RecordStream, type VisitRecord } from '../../../data/formats/csv/record-stream';
import { readBytes, readPieces } from '../../files/read-pieces';
import { mapOver } from '../../workers/map-over';
import type { DecodeHooks } from './transcode';

/** What a range of a CSV came to: where its first record begins, and where the one behind its last. */
export interface RangeEnds {
  first: number;
  next: number;
}

/** A range as it is given to a worker; `first` is where its first record begins, once that is known. */
export interface RangeTask extends ByteRange {
  first?: number;
}

/** Bytes read at a time to finish the last record of a range, and to guess where the first one begins. */
const smallPiece = 2 ** 18;

/**
 * Visits the records that begin in a range of a CSV, in order. Where the first one begins is guessed, unless the
 * task says it or the range is that of the first row. Memory: one piece and the longest record.
 */
export async function visitRange(
  file: Blob,
  plan: CsvPlan,
  task: RangeTask,
  scanner: RecordScanner,
  visit: VisitRecord,
  { signal, onProgress }: DecodeHooks = {},
): Promise<RangeEnds> {
  const first = task.first ?? (await findFirst(file, plan, task));
  const stream = new RecordStream(scanner, visit, first, task.end);
  for await (const { bytes, end } of readPieces(file.slice(first, task.end), signal)) {
    stream.push(bytes, first + end >= file.size);
    onProgress?.(first + end - task.start);
  }
  for (let read = Math.max(first, task.end); !stream.isDone; read += smallPiece) {
    if (signal?.aborted) throw cancelled();
    const bytes = await readBytes(file.slice(read, read + smallPiece));
    stream.push(bytes, read + bytes.length >= file.size);
  }
  return { first, next: stream.offset };
}

async function findFirst(file: Blob, plan: CsvPlan, { start, end }: ByteRange): Promise<number> {
  if (start <= plan.dataStart) return plan.dataStart;
  const { dialect, names } = plan;
  // From the byte before, which may be a line end itself.
  const from = start - 1;
  const bytes = await readBytes(file.slice(from, Math.min(end, from + smallPiece)));
  const found = guessRecordStart(bytes, bytes.length, dialect, names.length);
  return found < 0 ? end : from + found;
}

/**
 * Reads a CSV by ranges over several workers and puts the answers in order. Each record belongs to one range, as if
 * one worker had read them all: a range is read once more from the right place where its guess turns out wrong.
 */
export async function readRanges<W, R extends RangeEnds>(
  workers: readonly W[],
  file: Blob,
  plan: CsvPlan,
  read: (worker: W, task: RangeTask, hooks: DecodeHooks) => Promise<R>,
  { signal, onProgress }: DecodeHooks = {},
  mostBytes = rangeBytes,
): Promise<R[]> {
  const ranges = splitRanges(plan.dataStart, file.size, mostBytes);
  const done = new Float64Array(ranges.length);
  const report = (index: number, bytes: number): void => {
    done[index] = Math.max(0, bytes);
    onProgress?.(plan.dataStart + done.reduce((sum, each) => sum + each, 0));
  };
  const tasks = ranges.map((range, index) => ({ range, index }));
  const answers = await mapOver(
    workers,
    tasks,
    (worker, { range, index }, own) =>
      read(worker, range, { signal: own, onProgress: (bytes) => report(index, bytes) }),
    signal,
  );
  let first = plan.dataStart;
  for (const [index, range] of ranges.entries()) {
    if (answers[index]!.first !== first) {
      answers[index] = await read(workers[0]!, { ...range, first }, { signal });
    }
    first = answers[index]!.next;
  }
  return answers;
}
