import { CsvRewriter } from '../../data/formats/csv-rewriter';
import { planCsv, type CsvChoices, type CsvPlan } from '../../data/formats/csv-plan';
import { firstLines } from '../../data/formats/record-sample';
import { CsvSurvey, type CsvFindings } from '../../data/formats/csv-survey';
import { RecordStream } from '../../data/formats/record-stream';
import { readBytes, readPieces } from '../files/read-pieces';
import type { DecodeHooks } from './transcode';

const sampleBytes = 2 ** 18;
const rewrittenBytes = 8 * 2 ** 20;

/** How to read a CSV (UTF-8, no byte order mark), from its first 256 KiB. */
export async function planCsvFile(file: Blob, name: string, choices: CsvChoices): Promise<CsvPlan> {
  const head = await readBytes(file.slice(0, sampleBytes));
  const sample = file.size > sampleBytes ? firstLines(head, sampleBytes - 1) : head;
  return planCsv(sample, name, choices);
}

/** Looks at every byte below the header: which records are rows, and what their columns hold. */
export async function surveyCsv(
  file: Blob,
  plan: CsvPlan,
  missing: readonly string[] = [],
  hooks: DecodeHooks = {},
): Promise<CsvFindings> {
  const survey = new CsvSurvey(plan, missing);
  await streamRecords(file, plan, survey, survey.visit, hooks);
  return survey.findings();
}

/** The rows of a CSV alone, in the plain dialect, as a new blob. */
export async function rewriteCsv(
  file: Blob,
  plan: CsvPlan,
  hooks: DecodeHooks = {},
): Promise<Blob> {
  const survey = new CsvSurvey(plan);
  const rewriter = new CsvRewriter(plan.dialect, plan.names.length);
  const parts: Blob[] = [];
  await streamRecords(
    file,
    plan,
    survey,
    (bytes, start, end, offset) => {
      if (!survey.visit(bytes, start, end, offset)) return;
      rewriter.add(survey.scanner, bytes);
      if (rewriter.size > rewrittenBytes) parts.push(new Blob([rewriter.take()]));
    },
    hooks,
  );
  return new Blob([...parts, rewriter.take()]);
}

async function streamRecords(
  file: Blob,
  plan: CsvPlan,
  survey: CsvSurvey,
  visit: (bytes: Uint8Array, start: number, end: number, offset: number) => void,
  { signal, onProgress }: DecodeHooks,
): Promise<void> {
  const rows = file.slice(plan.dataStart);
  const stream = new RecordStream(survey.scanner, visit, plan.dataStart);
  for await (const { bytes, end } of readPieces(rows, signal)) {
    stream.push(bytes, end === rows.size);
    onProgress?.(plan.dataStart + end);
  }
}
