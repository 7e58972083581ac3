import type { SurveyPart } from '../../../data/formats/csv/csv-findings';
import type { CsvPlan } from '../../../data/formats/csv/csv-plan';
import { CsvRewriter } from '../../../data/formats/csv/csv-rewriter';
import { CsvSurvey } from '../../../data/formats/csv/csv-survey';
import { visitRange } from './read-ranges';
import type { DecodeHooks } from './transcode';

const writtenBytes = 8 * 2 ** 20;

/** Rows of a CSV in the plain dialect, and what was found on the way to them. */
export interface RewrittenRows {
  rows: Blob;
  found: SurveyPart;
}

/** Writes some columns of all rows of a CSV anew, by position. Memory: one piece and what is written. */
export async function rewriteRows(
  file: Blob,
  plan: CsvPlan,
  columns: readonly number[],
  hooks: DecodeHooks,
): Promise<RewrittenRows> {
  const survey = new CsvSurvey(plan);
  const rewriter = new CsvRewriter(columns);
  const parts: Blob[] = [];
  await visitRange(
    file,
    plan,
    { start: plan.dataStart, end: file.size },
    survey.scanner,
    (bytes, start, end, offset) => {
      if (!survey.visit(bytes, start, end, offset)) return;
      rewriter.add(survey.row);
      if (rewriter.size > writtenBytes) parts.push(new Blob([rewriter.take()]));
    },
    hooks,
  );
  return { rows: new Blob([...parts, rewriter.take()]), found: survey.part() };
}
