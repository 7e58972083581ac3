import { AppError } from '../../data/app-error';

/** Rows of a sheet below its line of names. */
export const excelSheetRows = 1_048_575;
export const excelColumns = 16_384;
/** Characters of a cell, as UTF-16 counts them. */
export const excelCellCharacters = 32_767;

/** How many sheets so many rows take. */
export function excelSheets(rowCount: number): number {
  return Math.max(1, Math.ceil(rowCount / excelSheetRows));
}

/** @throws AppError `bad_param` for more columns than a sheet has. */
export function checkExcelColumns(count: number): void {
  if (count <= excelColumns) return;
  throw new AppError(
    'bad_param',
    `Excel holds 16,384 columns, and these are ${count.toLocaleString('en')}: choose fewer, or export as CSV or Parquet.`,
    { columns: count },
  );
}

/** `A`, `B`, …, `Z`, `AA`, … as Excel names its columns. */
export function columnLetters(index: number): string {
  const rest = Math.floor(index / 26);
  const letter = String.fromCharCode(65 + (index % 26));
  return rest === 0 ? letter : columnLetters(rest - 1) + letter;
}

/** A name as a sheet may have it: at most 31 characters, none of `[]:*?/\`, no apostrophe at the ends. */
export function sheetName(name: string, part: number): string {
  const ending = part === 0 ? '' : ` (${part + 1})`;
  const plain = name.replace(/[\p{C}[\]:*?/\\]+/gu, ' ').trim();
  const cut = plain.slice(0, 31 - ending.length).replace(/^'+|'+$|[\ud800-\udbff]$/g, '');
  const isReserved = cut.toLowerCase() === 'history';
  return `${isReserved ? `${cut}_` : cut || 'table'}${ending}`;
}
