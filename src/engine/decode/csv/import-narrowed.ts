import { checkColumnCount } from '../../../data/formats/csv/column-limit';
import { plainDialect } from '../../../data/formats/csv/csv-rewriter';
import type { CsvChoices, CsvPlan } from '../../../data/formats/csv/csv-plan';
import { countWords, formatCount } from '../../../data/format';
import type { CsvImport, ReaderSummary } from '../import-ports';
import type { SelectedRows } from '../sketch/sketch-ports';

/**
 * Reads some columns of a CSV that has more than a table may: they are written as a CSV of their own, which goes the
 * way of every CSV.
 * @throws AppError `too_large` where none were chosen, or too many.
 */
export async function importNarrowed(
  text: Blob,
  plan: CsvPlan,
  selected: SelectedRows | undefined,
  job: CsvImport,
  importText: (text: Blob, job: CsvImport) => Promise<ReaderSummary>,
): Promise<ReaderSummary> {
  const { decoder, choices, name, hooks } = job;
  const wanted = choices.columns && new Set(choices.columns);
  const columns = [...plan.names.keys()].filter(
    (column) => wanted?.has(plan.names[column]!) ?? true,
  );
  checkColumnCount(columns.length, name);
  const narrowed = await decoder.narrowCsv(text, plan, columns, { signal: hooks.signal });
  const read = await importText(narrowed.text, { ...job, choices: narrowChoices(choices, plan) });
  const { rejected, repaired } = narrowed;
  const { parts, part } = plan;
  return {
    ...read,
    rejected: selected?.rejected ?? rejected,
    repaired,
    ...(selected ? { extract: selected.extract } : {}),
    ...(parts.length > 1 ? { parts, part } : {}),
    notes: [
      ...plan.notes,
      `${countWords(columns.length, 'column')} of the ${formatCount(plan.names.length)} in the file were read, as chosen.`,
      ...read.notes,
    ],
  };
}

/** What was chosen, for a text in the plain dialect that holds just the columns and rows that are wanted. */
function narrowChoices(choices: CsvChoices, { dialect }: CsvPlan): CsvChoices {
  const { readings, texts, missing } = choices;
  const { delimiter, quote, escape, trims } = plainDialect;
  const { decimalPoint } = dialect;
  return {
    readings,
    texts,
    missing,
    delimiter,
    quote,
    escape,
    trims,
    decimalPoint,
    headerRows: 1,
    skipLines: 0,
    footer: false,
  };
}
