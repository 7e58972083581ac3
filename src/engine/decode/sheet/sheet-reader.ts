import { hashFile } from '../../files/hash-file';
import type { Decoder } from '../import-ports';
import type { SheetText } from './sheet-text';

/** Texts of up to so many bytes are kept. */
const keptBytes = 2 ** 26;

/**
 * Reads sheets, and keeps the text of the one that was read last: what a person tries out about its names and rows is
 * then seen without unpacking the workbook again.
 */
export function createSheetReader(): Decoder['readSheet'] {
  let last: { key: string; sheet: SheetText } | undefined;
  return async (file, format, name, part, hooks) => {
    const key = [await hashFile(file, { signal: hooks?.signal }), format, name, part].join('\n');
    if (last?.key === key) return last.sheet;
    last = undefined;
    const { readSheet } = await import('./read-sheet');
    const sheet = await readSheet(file, format, name, part, hooks);
    if (sheet.text.size <= keptBytes) last = { key, sheet };
    return sheet;
  };
}
