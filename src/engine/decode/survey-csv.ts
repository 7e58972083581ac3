import { CsvRewriter } from '../../data/formats/csv-rewriter';
import { planCsv, type CsvChoices, type CsvPlan } from '../../data/formats/csv-plan';
import { firstLines } from '../../data/formats/record-sample';
import type { CsvFindings, SurveyPart } from '../../data/formats/csv-findings';
import { CsvSurvey } from '../../data/formats/csv-survey';
import { rangeBytes } from '../../data/formats/csv-ranges';
import { mergeFindings } from '../../data/formats/merge-findings';
import { readBytes } from '../files/read-pieces';
import { readRanges, visitRange, type RangeEnds, type RangeTask } from './read-ranges';
import type { DecodeHooks } from './transcode';

const sampleBytes = 2 ** 18;
const rewrittenBytes = 8 * 2 ** 20;

/** How to read a CSV (UTF-8, no byte order mark), from its first 256 KiB. */
export async function planCsvFile(file: Blob, name: string, choices: CsvChoices): Promise<CsvPlan> {
  const head = await readBytes(file.slice(0, sampleBytes));
  const sample = file.size > sampleBytes ? firstLines(head, sampleBytes - 1) : head;
  return planCsv(sample, name, choices, file.size <= sampleBytes);
}

/** A range of a CSV that was surveyed. */
export type SurveyedRange = SurveyPart & RangeEnds;

/** Looks at every byte of a range: which records are rows, and what their columns hold. */
export async function surveyRange(
  file: Blob,
  plan: CsvPlan,
  missing: readonly string[],
  task: RangeTask,
  hooks: DecodeHooks = {},
): Promise<SurveyedRange> {
  const survey = new CsvSurvey(plan, missing);
  const ends = await visitRange(file, plan, task, survey.scanner, survey.visit, hooks);
  return { ...survey.part(), ...ends };
}

export type SurveyRange = typeof surveyRange;

/** Looks at every byte below the header, by ranges over several workers. */
export async function surveyCsv(
  workers: readonly SurveyRange[],
  file: Blob,
  plan: CsvPlan,
  missing: readonly string[] = [],
  hooks: DecodeHooks = {},
  mostBytes = rangeBytes,
): Promise<CsvFindings> {
  const parts = await readRanges(
    workers,
    file,
    plan,
    (survey, task, own) => survey(file, plan, missing, task, own),
    hooks,
    mostBytes,
  );
  return mergeFindings(plan, parts);
}

/** The rows of a CSV alone, in the plain dialect, as a new blob. */
export async function rewriteCsv(
  file: Blob,
  plan: CsvPlan,
  hooks: DecodeHooks = {},
): Promise<Blob> {
  const survey = new CsvSurvey(plan);
  const rewriter = new CsvRewriter(plan.names.length);
  const parts: Blob[] = [];
  await visitRange(
    file,
    plan,
    { start: plan.dataStart, end: file.size },
    survey.scanner,
    (bytes, start, end, offset) => {
      if (!survey.visit(bytes, start, end, offset)) return;
      rewriter.add(survey.row);
      if (rewriter.size > rewrittenBytes) parts.push(new Blob([rewriter.take()]));
    },
    hooks,
  );
  return new Blob([...parts, rewriter.take()]);
}
