import type { SourceOptions } from '../../../data/source';
import type { RejectedLines } from '../../../data/table';
import { importCsv } from '../csv/import-csv';
import type { CsvImport, ReaderSummary } from '../import-ports';
import { rowText, sheetTable } from './sheet-table';

/**
 * Reads the table of a sheet: the decode worker writes it as CSV, and from there it goes the way of every CSV, so
 * that names, types, units and totals are found by the same rules.
 */
export async function importSheet(
  file: Blob,
  format: 'xlsx' | 'ods',
  part: string | undefined,
  job: Omit<CsvImport, 'choices'>,
  options: SourceOptions,
): Promise<ReaderSummary> {
  const { decoder, hooks, name } = job;
  const onProgress = (bytes: number): void =>
    hooks.onProgress?.((0.5 * bytes) / file.size, `Reading ${name}`);
  const sheet = await decoder.readSheet(file, format, name, part, {
    signal: hooks.signal,
    onProgress,
  });
  const { text, choices, above, rowOf } = await sheetTable(sheet, options, name);
  const utf8 = { name: 'utf-8', markBytes: 0 };
  const read = await importCsv(text, utf8, { ...job, hooks: laterHalf(hooks), choices });
  const { rejected, repaired, ...rest } = read;
  const inRows = ({ count, lines }: RejectedLines): RejectedLines => ({
    count,
    lines: lines.map((line) => ({ ...line, line: rowOf(line.line), text: rowText(line.text) })),
  });
  const found = inRows(rejected);
  return {
    ...rest,
    rejected: { count: found.count + above.length, lines: [...above, ...found.lines] },
    repaired: repaired && inRows(repaired),
    notes: [...sheet.notes, ...read.notes],
    parts: sheet.parts,
    part: sheet.part,
  };
}

function laterHalf(hooks: CsvImport['hooks']): CsvImport['hooks'] {
  return {
    ...hooks,
    onProgress: (share, message) => hooks.onProgress?.(0.5 + 0.5 * share, message),
  };
}
