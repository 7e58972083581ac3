import type { CsvImport, ReaderSummary } from '../import-ports';
import { narrowChoices } from './narrow-choices';

/**
 * Reads some columns of a CSV that has more than a table may: the decode worker writes them as a CSV of their own,
 * which goes the way of every CSV.
 * @throws AppError `too_large` where too many were chosen.
 */
export async function importNarrowed(
  text: Blob,
  job: CsvImport,
  importText: (text: Blob, job: CsvImport) => Promise<ReaderSummary>,
): Promise<ReaderSummary> {
  const { decoder, choices, name, hooks } = job;
  const onProgress = (bytes: number): void =>
    hooks.onProgress?.((0.5 * bytes) / text.size, `Taking columns out of ${name}`);
  const narrowed = await decoder.narrowCsv(text, name, choices, {
    signal: hooks.signal,
    onProgress,
  });
  const { decimalPoint, text: narrow, notes, ...found } = narrowed;
  const read = await importText(narrow, { ...job, choices: narrowChoices(choices, decimalPoint) });
  return { ...read, ...found, notes: [...notes, ...read.notes] };
}
