import { AppError } from '../../../data/app-error';
import type { CsvChoices } from '../../../data/formats/csv/csv-plan';
import { plainDialect } from '../../../data/formats/csv/csv-rewriter';
import { readSampleRecords } from '../../../data/formats/csv/record-sample';
import { rejectedLine } from '../../../data/formats/csv/rejected-line';
import { mostRowsAbove } from '../../../data/formats/sheet/sheet-writer';
import type { SourceOptions } from '../../../data/source';
import type { RejectedLine } from '../../../data/table';
import { readBytes } from '../../files/read-pieces';
import type { SheetText } from './sheet-text';

/** The table of a sheet as CSV, without what stands above it. */
export interface SheetTable {
  text: Blob;
  choices: CsvChoices;
  /** Rows above the table. */
  above: RejectedLine[];
  /** The row of the sheet that a line of the text was, both from 1. */
  rowOf: (line: number) => number;
}

/**
 * Takes the table out of a sheet: below the rows that the options pass over, else where it seems to begin.
 * @throws AppError `unreadable_file` where more rows are to be passed over than can be, or all of them.
 */
export async function sheetTable(
  sheet: SheetText,
  options: SourceOptions,
  name: string,
): Promise<SheetTable> {
  const { layout, starts } = sheet;
  const { skipLines } = options;
  const count =
    skipLines === undefined ? layout.above : starts.findIndex(({ row }) => row > skipLines);
  const start = starts[count];
  if (count > mostRowsAbove || !start) throw tooMany(name, skipLines ?? 0);
  const reason = skipLines === undefined ? 'stands above the table' : 'passed over, as asked for';
  const { header, headerRows } = skipLines === undefined ? layout : {};
  const { delimiter, quote, escape, trims } = plainDialect;
  return {
    text: sheet.text.slice(start.byte),
    choices: {
      header,
      headerRows,
      ...options,
      ...(skipLines === undefined ? {} : { skipLines: 0 }),
      part: undefined,
      ...{ delimiter, quote, escape, trims },
    },
    above: await readAbove(sheet, count, reason),
    rowOf: (line) => {
      const whole = line + start.line - 1;
      const step = sheet.steps.findLast(([first]) => first <= whole);
      return step ? step[1] + whole - step[0] : whole;
    },
  };
}

/** What stands in the rows above the table. */
async function readAbove(
  { text, starts }: SheetText,
  count: number,
  reason: string,
): Promise<RejectedLine[]> {
  if (count === 0) return [];
  const bytes = await readBytes(text.slice(0, starts[count]!.byte));
  return readSampleRecords(bytes, plainDialect).map(({ values }, index) => {
    const words = new TextEncoder().encode(filledText(values));
    return rejectedLine(words, 0, words.length, { line: starts[index]!.row, reason });
  });
}

/** A row of the text as words: its filled cells, that of a merged one once. */
export function rowText(line: string): string {
  const [record] = readSampleRecords(new TextEncoder().encode(line), plainDialect, 1);
  return record ? filledText(record.values) : line;
}

function filledText(values: readonly string[]): string {
  return values.filter((value, at) => value !== '' && value !== values[at - 1]).join(' ');
}

function tooMany(name: string, rows: number): AppError {
  return new AppError(
    'unreadable_file',
    `${rows.toLocaleString('en')} rows at the top of "${name}" cannot be passed over: no filled row follows, or more than ${mostRowsAbove.toLocaleString('en')} stand above. A range says more, such as A1200:F9000.`,
    { name, rows },
  );
}
