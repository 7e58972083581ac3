import { readOds } from './read-ods';
import { readXlsx } from './read-xlsx';
import type { SheetText } from './sheet-text';
import type { DecodeHooks } from '../csv/transcode';

/** The table of a sheet as CSV, of either kind of workbook. */
export function readSheet(
  file: Blob,
  format: 'xlsx' | 'ods',
  name: string,
  part: string | undefined,
  hooks?: DecodeHooks,
): Promise<SheetText> {
  return (format === 'ods' ? readOds : readXlsx)(file, name, part, hooks);
}
