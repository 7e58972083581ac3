import { planCsv, type CsvChoices, type CsvPlan } from '../../../data/formats/csv/csv-plan';
import { firstLines } from '../../../data/formats/csv/record-sample';
import type { CsvFindings, SurveyPart } from '../../../data/formats/csv/csv-findings';
import { CsvSurvey } from '../../../data/formats/csv/csv-survey';
import type { VisitRecord } from '../../../data/formats/csv/record-stream';
import type { ColumnTexts } from '../../../data/texts/column-texts';
import { rangeBytes } from '../../../data/formats/csv/csv-ranges';
import { mergeFindings } from '../../../data/formats/csv/merge-findings';
import { readBytes } from '../../files/read-pieces';
import { readRanges, visitRange, type RangeEnds, type RangeTask } from './read-ranges';
import { readTexts, type TextCounter } from './read-texts';
import { rewriteRows } from './rewrite-rows';
import { joinTexts, RowTexts } from './row-texts';
import type { DecodeHooks } from './transcode';

const sampleBytes = 2 ** 18;
const largestSample = 2 ** 24;

/** How to read a CSV (UTF-8, no byte order mark), from its first 256 KiB, or more where a line is longer. */
export async function planCsvFile(file: Blob, name: string, choices: CsvChoices): Promise<CsvPlan> {
  const head = await readSample(file);
  const sample = file.size > head.length ? firstLines(head, head.length - 1) : head;
  return planCsv(sample, name, choices, file.size <= head.length);
}

/** The first part of a text with so many lines in it: the names of a wide table alone may be longer than a sample. */
export async function readSample(file: Blob, leastLines = 1): Promise<Uint8Array> {
  for (let size = sampleBytes; ; size *= 4) {
    const head = await readBytes(file.slice(0, size));
    const isEnough = countLines(head, leastLines) >= leastLines;
    if (isEnough || size >= Math.min(file.size, largestSample)) return head;
  }
}

/** Ends of lines, as far as `most`. */
function countLines(bytes: Uint8Array, most: number): number {
  const mark = bytes.includes(0x0a) ? 0x0a : 0x0d;
  let count = 0;
  for (let at = bytes.indexOf(mark); at >= 0 && count < most; at = bytes.indexOf(mark, at + 1))
    count += 1;
  return count;
}

/** A range of a CSV that was surveyed. */
export type SurveyedRange = SurveyPart & RangeEnds;

/** A range as part of a survey, for which a worker counts the texts of all its ranges together. */
export interface SurveyTask extends RangeTask {
  survey?: number;
}

/** A worker's share in surveys. */
export interface Surveyor extends TextCounter {
  /** Looks at every byte of a range: which records are rows, and what their columns hold. */
  surveyRange(
    file: Blob,
    plan: CsvPlan,
    missing: readonly string[],
    task: SurveyTask,
    hooks?: DecodeHooks,
  ): Promise<SurveyedRange>;
}

export function createSurveyor(): Surveyor {
  const counting = new Map<number, RowTexts>();
  const textsOf = (survey: number, plan: CsvPlan, missing: readonly string[]): RowTexts => {
    const texts = counting.get(survey) ?? new RowTexts(plan, missing);
    counting.set(survey, texts);
    return texts;
  };
  return {
    surveyRange: async (file, plan, missing, task, hooks) => {
      const survey = new CsvSurvey(plan, missing);
      const texts = task.survey === undefined ? undefined : textsOf(task.survey, plan, missing);
      // A range that is read once more has been counted before.
      if (texts && task.first !== undefined) texts.isSpoiled = true;
      const visit: VisitRecord = (bytes, start, end, offset) => {
        if (survey.visit(bytes, start, end, offset)) texts?.add(survey.scanner, bytes);
      };
      const ends = await visitRange(file, plan, task, survey.scanner, visit, hooks);
      return { ...survey.part(), ...ends };
    },
    takeTexts: async (survey, columns) => counting.get(survey)?.take(columns),
    endTexts: async (survey, { names }, columns, others) => {
      const own = counting.get(survey)?.take(columns);
      counting.delete(survey);
      return joinTexts(names, columns, own ? [own, ...others] : others);
    },
  };
}

/** What a survey found. */
export interface SurveyedCsv extends CsvFindings {
  /** Text columns whose texts were counted, if the file is read as its first part suggests and without an edit. */
  texts: ColumnTexts[];
}

let lastSurvey = 0;

/** Looks at every byte below the header, by ranges over several workers. */
export async function surveyCsv(
  workers: readonly Surveyor[],
  file: Blob,
  plan: CsvPlan,
  missing: readonly string[] = [],
  hooks: DecodeHooks = {},
  mostBytes = rangeBytes,
): Promise<SurveyedCsv> {
  const survey = (lastSurvey += 1);
  try {
    const parts = await readRanges(
      workers,
      file,
      plan,
      (worker, task, own) => worker.surveyRange(file, plan, missing, { ...task, survey }, own),
      (part) => part,
      hooks,
      mostBytes,
    );
    return { ...mergeFindings(plan, parts), texts: await readTexts(workers, survey, plan) };
  } catch (thrown) {
    await Promise.all(workers.map((worker) => worker.endTexts(survey, plan, [], [])));
    throw thrown;
  }
}

/** The rows of a CSV alone, in the plain dialect, as a new blob. */
export async function rewriteCsv(
  file: Blob,
  plan: CsvPlan,
  hooks: DecodeHooks = {},
): Promise<Blob> {
  return (await rewriteRows(file, plan, [...plan.names.keys()], hooks)).rows;
}
