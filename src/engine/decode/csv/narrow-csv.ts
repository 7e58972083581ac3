import { plainDialect } from '../../../data/formats/csv/csv-rewriter';
import type { CsvPlan } from '../../../data/formats/csv/csv-plan';
import type { RejectedLines } from '../../../data/table';
import { rewriteRows } from './rewrite-rows';
import type { DecodeHooks } from './transcode';

/** Some columns of a CSV as a text of its own: a line of names and the rows, in the plain dialect. */
export interface NarrowedCsv {
  text: Blob;
  rejected: RejectedLines;
  repaired: RejectedLines;
}

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
  const names = columns.map((column) => quoted(plan.names[column]!));
  const { rows, found } = await rewriteRows(file, plan, columns, hooks);
  const { rejected, repaired } = found;
  const { before } = plan;
  return {
    text: new Blob([`${names.join(plainDialect.delimiter)}\n`, rows]),
    rejected: { count: rejected.count + before.length, lines: [...before, ...rejected.lines] },
    repaired,
  };
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
