import { checkColumnCount } from '../../../data/formats/csv/column-limit';
import { plainDialect } from '../../../data/formats/csv/csv-rewriter';
import type { CsvChoices, CsvPlan } from '../../../data/formats/csv/csv-plan';
import { countWords, formatCount } from '../../../data/format';
import type { RowExtract } from '../../../data/row-extract';
import type { RejectedLines } from '../../../data/table';
import type { TablePart } from '../../../data/table-part';
import { selectRows } from '../select-rows';
import { rewriteRows } from './rewrite-rows';
import { planCsvFile } from './survey-csv';
import type { DecodeHooks } from './transcode';

/** Some columns of a CSV as a text of its own: a line of names and the rows, in the plain dialect. */
export interface NarrowedCsv {
  text: Blob;
  /** Its decimal point is that of the file. */
  decimalPoint: '.' | ',';
  rejected: RejectedLines;
  repaired: RejectedLines;
  extract?: RowExtract;
  /** The tables of the file, where it holds several, and which of them this is. */
  parts?: TablePart[];
  part?: string;
  notes: string[];
}

/**
 * Takes the columns that were chosen, and the rows, out of a CSV that has more columns than a table may. What is no row
 * is set aside, and what does not fit is mended, as when all of it is read. Memory: one piece and what is written.
 * @throws AppError `too_large` where too many columns were chosen.
 */
export async function narrowCsv(
  file: Blob,
  name: string,
  choices: CsvChoices,
  hooks: DecodeHooks = {},
): Promise<NarrowedCsv> {
  const plan = await planCsvFile(file, name, choices);
  const wanted = new Set(choices.columns);
  const columns = [...plan.names.keys()].filter((column) => wanted.has(plan.names[column]!));
  checkColumnCount(columns.length, name);
  const { rows, sample } = choices;
  const selected =
    rows || sample ? await selectRows(file, plan, { rows, sample }, hooks) : undefined;
  const found = await rewriteRows(selected?.text ?? file, plan, columns, hooks);
  const { parts, part } = plan;
  return {
    text: new Blob([`${namesOf(plan, columns)}\n`, found.rows]),
    decimalPoint: plan.dialect.decimalPoint,
    rejected: selected?.rejected ?? withLinesAbove(found.found.rejected, plan),
    repaired: found.found.repaired,
    ...(selected ? { extract: selected.extract } : {}),
    ...(parts.length > 1 ? { parts, part } : {}),
    notes: [
      ...plan.notes,
      `${countWords(columns.length, 'column')} of the ${formatCount(plan.names.length)} in the file were read, as chosen.`,
    ],
  };
}

function namesOf({ names }: CsvPlan, columns: readonly number[]): string {
  return columns
    .map((column) => `"${names[column]!.replaceAll('"', '""')}"`)
    .join(plainDialect.delimiter);
}

function withLinesAbove({ count, lines }: RejectedLines, { before }: CsvPlan): RejectedLines {
  return { count: count + before.length, lines: [...before, ...lines] };
}
