import { CsvSurvey } from '../../data/formats/csv/csv-survey';
import type { CsvPlan } from '../../data/formats/csv/csv-plan';
import { mergeFindings } from '../../data/formats/csv/merge-findings';
import type { RowExtract } from '../../data/row-extract';
import type { SourceOptions } from '../../data/source';
import type { RejectedLines } from '../../data/table';
import { createRandom } from '../../math/random';
import { keepRate, SelectionSampler } from '../../math/row-sampling';
import type { SelectedRows } from './sketch/sketch-ports';
import { estimateRowCount } from './look/look-csv';
import { visitRange } from './csv/read-ranges';
import type { DecodeHooks } from './csv/transcode';

type RowChoice = Pick<SourceOptions, 'rows' | 'sample'>;

const keptBytes = 8 * 2 ** 20;

/** Thrown to leave the reading of a file behind the last row that is wanted. */
class EndOfRange extends Error {}

/**
 * Picks rows of a CSV in one pass: a range, or a simple random sample. What makes no row is in neither. Memory:
 * one piece and eight bytes a row of the sample.
 */
export async function selectRows(
  file: Blob,
  plan: CsvPlan,
  choice: RowChoice,
  hooks: DecodeHooks = {},
): Promise<SelectedRows> {
  if (choice.rows) return selectRange(file, plan, choice.rows, hooks);
  return selectSample(file, plan, choice.sample!, hooks);
}

async function selectRange(
  file: Blob,
  plan: CsvPlan,
  { from, count }: { from: number; count: number },
  hooks: DecodeHooks,
): Promise<SelectedRows> {
  let [row, start, end] = [0, file.size, file.size];
  const survey = new CsvSurvey(plan);
  let isEnded = false;
  await visitRows(file, plan, survey, hooks, (offset, size) => {
    row += 1;
    if (row === from) start = offset;
    if (row >= from) end = offset + size;
    if (row === from + count - 1) {
      isEnded = offset + size < file.size;
      throw new EndOfRange();
    }
  });
  const rows = Math.max(0, row - from + 1);
  const perByte = row / Math.max(1, end - plan.dataStart);
  const of = isEnded ? Math.round(perByte * (file.size - plan.dataStart)) : row;
  const text = new Blob([file.slice(0, plan.dataStart), file.slice(start, end)]);
  const extract: RowExtract = { manner: 'range', rows, of, ofIsEstimate: isEnded, from };
  return { text, extract, rejected: rejectedBy(plan, survey) };
}

/**
 * Keeps rows by the toss of a coin whose rate brings somewhat more than are wanted, then leaves the surplus out by
 * selection sampling: given how many were kept, every set of rows is equally likely, and so is every set of those
 * that stay. Where the file has fewer rows than it seemed and too few were kept, it is read once more at the rate
 * that its true number of rows asks for.
 */
async function selectSample(
  file: Blob,
  plan: CsvPlan,
  { rows: wanted, seed }: { rows: number; seed: number },
  hooks: DecodeHooks,
): Promise<SelectedRows> {
  const { records, error } = await estimateRowCount(file, plan, hooks.signal);
  let rate = keepRate(wanted, records, 2 * error);
  for (let pass = 1; ; pass += 1) {
    const random = createRandom(seed, `rows ${pass}`);
    const kept = new KeptRows(file);
    const survey = new CsvSurvey(plan);
    let total = 0;
    await visitRows(file, plan, survey, hooks, (_, __, bytes, start, end) => {
      total += 1;
      if (random.next() < rate) kept.add(bytes, start, end);
    });
    if (kept.count >= wanted || rate === 1) {
      const rows = Math.min(wanted, kept.count);
      const text = kept.choose(rows, createRandom(seed, 'surplus'), plan.dataStart);
      const extract: RowExtract = { manner: 'sample', rows, of: total, ofIsEstimate: false, seed };
      return { text, extract, rejected: rejectedBy(plan, survey) };
    }
    rate = keepRate(wanted, total, 0);
  }
}

function rejectedBy(plan: CsvPlan, survey: CsvSurvey): RejectedLines {
  return mergeFindings(plan, [survey.part()]).rejected;
}

/** Calls `visit` for each record that is a row, until it ends the range. */
async function visitRows(
  file: Blob,
  plan: CsvPlan,
  survey: CsvSurvey,
  hooks: DecodeHooks,
  visit: (offset: number, size: number, bytes: Uint8Array, start: number, end: number) => void,
): Promise<void> {
  const task = { start: plan.dataStart, end: file.size, first: plan.dataStart };
  try {
    await visitRange(
      file,
      plan,
      task,
      survey.scanner,
      (bytes, start, end, offset) => {
        if (survey.visit(bytes, start, end, offset)) visit(offset, end - start, bytes, start, end);
      },
      hooks,
    );
  } catch (thrown) {
    if (!(thrown instanceof EndOfRange)) throw thrown;
  }
}

/** Copies of rows, in blobs that the browser may keep on disk. */
class KeptRows {
  #ends: Float64Array = new Float64Array(1024);
  #buffer = new Uint8Array(keptBytes);
  #filled = 0;
  #size = 0;
  readonly #parts: Blob[] = [];
  count = 0;

  constructor(private readonly file: Blob) {}

  add(bytes: Uint8Array, start: number, end: number): void {
    const isEnded = bytes[end - 1] === 0x0a || bytes[end - 1] === 0x0d;
    this.#append(bytes.subarray(start, end));
    // The last line of a file may have no end, and another row may come to stand behind it.
    if (!isEnded) this.#append(Uint8Array.of(0x0a));
    if (this.count === this.#ends.length) {
      const grown = new Float64Array(2 * this.count);
      grown.set(this.#ends);
      this.#ends = grown;
    }
    this.#ends[this.count] = this.#size;
    this.count += 1;
  }

  /** So many of them, drawn at random, below what stands above the first row of the file. */
  choose(size: number, random: ReturnType<typeof createRandom>, dataStart: number): Blob {
    const kept = new Blob([...this.#parts, this.#buffer.subarray(0, this.#filled)]);
    const sampler = new SelectionSampler(this.count, size, random);
    const parts = [this.file.slice(0, dataStart)];
    let from = 0;
    for (let row = 0; row < this.count; row += 1) {
      const start = row === 0 ? 0 : this.#ends[row - 1]!;
      if (sampler.next()) continue;
      if (start > from) parts.push(kept.slice(from, start));
      from = this.#ends[row]!;
    }
    parts.push(kept.slice(from));
    return new Blob(parts);
  }

  #append(bytes: Uint8Array): void {
    if (this.#filled + bytes.length > this.#buffer.length) {
      this.#parts.push(new Blob([this.#buffer.slice(0, this.#filled)]));
      this.#filled = 0;
      if (bytes.length > this.#buffer.length) this.#buffer = new Uint8Array(2 * bytes.length);
    }
    this.#buffer.set(bytes, this.#filled);
    this.#filled += bytes.length;
    this.#size += bytes.length;
  }
}
