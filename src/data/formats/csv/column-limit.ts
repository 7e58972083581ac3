import { AppError } from '../../app-error';

/** As many columns as a sheet of Excel has; a table of more does not fit into the memory of a tab. */
export const mostColumns = 16_384;

/** @throws AppError `too_large` for a table that is wider. */
export function checkColumnCount(count: number, name: string): void {
  if (count <= mostColumns) return;
  throw new AppError(
    'too_large',
    `"${name}" has ${count.toLocaleString('en')} columns, more than the ${mostColumns.toLocaleString('en')} that a table may have. Nothing was started. Choose some of them, or give it turned round: one row for each.`,
    { name, columns: count },
  );
}
