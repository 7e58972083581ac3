import { countWords } from '../../../data/format';
import { whyFooter, whyHeader } from '../../../data/formats/csv/explain-plan';
import type { SourceOptions } from '../../../data/source';
import type { ReadingGuess, TextPreview } from '../../../data/text-preview';
import { previewRows } from '../csv/preview-text';
import { sheetTable, type SheetTable } from './sheet-table';
import type { SheetText } from './sheet-text';

/**
 * The first rows of a sheet as the options read them, with the reason for each guess.
 * @throws AppError as the import would.
 */
export async function previewSheet(
  sheet: SheetText,
  name: string,
  options: SourceOptions,
): Promise<TextPreview> {
  const table = await sheetTable(sheet, options, name);
  const { plan, preview } = await previewRows(table.text, name, table.choices);
  const asked = options.headerRows ?? options.header;
  const guess = (
    field: 'headerRows' | 'skipLines' | 'footer',
    value: ReadingGuess['value'],
    why: string,
    chosen: unknown = options[field],
  ): ReadingGuess => ({ field, value, reason: chosen === undefined ? why : 'you chose it' });
  const joined = sheet.layout.headerRows;
  const whyNames =
    joined === plan.headerRows && joined !== undefined
      ? `cells that are merged stand over the names, in ${countWords(joined, 'row')}`
      : whyHeader(plan, 'row');
  return {
    ...preview,
    rejected: preview.rejected + table.above.length,
    guesses: [
      guess('headerRows', plan.headerRows, whyNames, asked),
      guess('skipLines', options.skipLines ?? firstRow(table) - 1, whyAbove(table)),
      guess('footer', plan.dataEnd !== undefined, whyFooter(plan)),
    ],
  };
}

/** The row of the sheet in which the table begins. */
function firstRow({ rowOf }: SheetTable): number {
  return rowOf(1);
}

function whyAbove(table: SheetTable): string {
  if (table.above.length === 0) return 'the table begins with the first filled row';
  const [rows, fills] = table.above.length === 1 ? ['row', 'fills'] : ['rows', 'fill'];
  return `${table.above.length.toLocaleString('en')} filled ${rows} above ${fills} few cells`;
}
