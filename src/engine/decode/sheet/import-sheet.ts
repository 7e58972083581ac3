import { rejectedLine } from '../../../data/formats/csv/rejected-line';
import type { SourceOptions } from '../../../data/source';
import type { RejectedLine } from '../../../data/table';
import { importCsv } from '../csv/import-csv';
import type { CsvImport, ReaderSummary } from '../import-ports';
import type { SheetText } from './sheet-text';

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
  const choices = { header: sheet.header, ...options, delimiter: ',', quote: '"' as const };
  const read = await importCsv(
    sheet.text,
    { name: 'utf-8', markBytes: 0 },
    { ...job, hooks: laterHalf(hooks), choices },
  );
  const above = sheet.above.map(({ row, text }) => aboveTable(row, text));
  const lines = read.rejected.lines.map((line) => ({ ...line, line: rowOf(line.line, sheet) }));
  const { casts, otherwise, writtenIn } = read;
  return {
    casts,
    otherwise,
    writtenIn,
    rejected: { count: read.rejected.count + above.length, lines: [...above, ...lines] },
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

function aboveTable(row: number, text: string): RejectedLine {
  const bytes = new TextEncoder().encode(text);
  return rejectedLine(bytes, 0, bytes.length, { line: row, reason: 'stands above the table' });
}

/** The row of the sheet that a line of the CSV was. */
function rowOf(line: number, { steps }: SheetText): number {
  const step = steps.findLast(([first]) => first <= line);
  return step ? step[1] + line - step[0] : line;
}
