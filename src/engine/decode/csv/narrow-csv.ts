import { CsvRewriter, plainDialect } from '../../../data/formats/csv/csv-rewriter';
import type { CsvPlan } from '../../../data/formats/csv/csv-plan';
import { CsvSurvey } from '../../../data/formats/csv/csv-survey';
import type { RejectedLines } from '../../../data/table';
import { visitRange } from './read-ranges';
import type { DecodeHooks } from './transcode';

/** Some columns of a CSV as a text of its own: a line of names and the rows, in the plain dialect. */
export interface NarrowedCsv {
  text: Blob;
  rejected: RejectedLines;
  repaired: RejectedLines;
}

const writtenBytes = 8 * 2 ** 20;

/**
 * Takes columns out of a CSV that has more than a table may, by position. What is no row is set aside, and what does
 * not fit is mended, as when all of it is read. Memory: one piece and what is written.
 */
export async function narrowCsv(
  file: Blob,
  plan: CsvPlan,
  columns: readonly number[],
  hooks: DecodeHooks = {},
): Promise<NarrowedCsv> {
  const survey = new CsvSurvey(plan);
  const rewriter = new CsvRewriter(columns);
  const names = columns.map((column) => quoted(plan.names[column]!));
  const parts: Blob[] = [new Blob([`${names.join(plainDialect.delimiter)}\n`])];
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
  const { rejected, repaired } = survey.part();
  const { before } = plan;
  return {
    text: new Blob([...parts, rewriter.take()]),
    rejected: { count: rejected.count + before.length, lines: [...before, ...rejected.lines] },
    repaired,
  };
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
