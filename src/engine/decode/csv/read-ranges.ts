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
 * `keep` is given each answer in order, as soon as it is known to be right, and says what of it to hold on to.
 */
export async function readRanges<W, R extends RangeEnds, K = R>(
  workers: readonly W[],
  file: Blob,
  plan: CsvPlan,
  read: (worker: W, task: RangeTask, hooks: DecodeHooks) => Promise<R>,
  keep: (answer: R) => K,
  { signal, onProgress }: DecodeHooks = {},
  mostBytes = rangeBytes,
): Promise<K[]> {
  const ranges = splitRanges(plan.dataStart, file.size, mostBytes);
  const done = new Float64Array(ranges.length);
  const report = (index: number, bytes: number): void => {
    done[index] = Math.max(0, bytes);
    onProgress?.(plan.dataStart + done.reduce((sum, each) => sum + each, 0));
  };
  const inOrder = new InOrder(plan.dataStart, keep);
  const tasks = ranges.map((range, index) => ({ range, index }));
  await mapOver(
    workers,
    tasks,
    async (worker, { range, index }, own) => {
      const hooks = { signal: own, onProgress: (bytes: number) => report(index, bytes) };
      const answer = await read(worker, range, hooks);
      await inOrder.take(index, answer, (next, first) =>
        read(worker, { ...ranges[next]!, first }, { signal: own }),
      );
    },
    signal,
  );
  return inOrder.kept;
}

/** Answers that come in any order, kept in the order of their ranges. */
class InOrder<R extends RangeEnds, K> {
  readonly kept: K[] = [];
  readonly #waiting = new Map<number, R>();
  #isBusy = false;

  constructor(
    private first: number,
    private readonly keep: (answer: R) => K,
  ) {}

  /** Takes an answer; keeps all that are next by now. `again` reads a range whose first record begins elsewhere. */
  async take(
    index: number,
    answer: R,
    again: (index: number, first: number) => Promise<R>,
  ): Promise<void> {
    this.#waiting.set(index, answer);
    if (this.#isBusy) return;
    this.#isBusy = true;
    for (;;) {
      const next = this.kept.length;
      const waiting = this.#waiting.get(next);
      if (!waiting) break;
      this.#waiting.delete(next);
      const right = waiting.first === this.first ? waiting : await again(next, this.first);
      this.first = right.next;
      this.kept.push(this.keep(right));
    }
    this.#isBusy = false;
  }
}
