import { AppError } from '../../data/app-error';
import { hashFile } from '../files/hash-file';
import { unpackFile } from '../unpack/unpack-file';
import type { Decoder } from './import-ports';
import { layOutText } from './csv/lay-out-text';
import { previewFile } from './preview-file';
import { createSheetReader } from './sheet/sheet-reader';
import { lookAtFile } from './look/look-at-file';
import { selectRows } from './select-rows';
import { sketchFile, sketchRange } from './sketch/sketch-file';
import { narrowCsv } from './csv/narrow-csv';
import { planTable } from './csv/wide-csv';
import { createSurveyor, rewriteCsv, surveyCsv } from './csv/survey-csv';
import { countTexts } from './piece-texts';
import { createOpenTable, type LoadReaders } from './open-table';
import type { TableReader } from './table-reader';
import { transcodeToUtf8 } from './csv/transcode';

/**
 * The decode worker's functions, here and now. Readers that are open hold memory until they are closed.
 * `helpers` are other workers, as many as there are when they are needed, that take ranges of a large file.
 */
export function createDecoder(load: LoadReaders, helpers: readonly Decoder[] = []): Decoder {
  const openTable = createOpenTable(load);
  const sheets = createSheetReader();
  const readers = new Map<number, TableReader>();
  const surveyor = createSurveyor();
  let lastReader = 0;
  const find = (id: number): TableReader => {
    const reader = readers.get(id);
    if (!reader) throw new AppError('internal', `no such reader: ${id}`);
    return reader;
  };
  return {
    hash: hashFile,
    unpack: unpackFile,
    look: (file, name, options, hooks) => lookAtFile(file, name, options, openTable, hooks),
    transcode: transcodeToUtf8,
    preview: (file, name, options, hooks) => previewFile(file, name, options, sheets, hooks),
    layOut: layOutText,
    planCsv: planTable,
    surveyCsv: (...args) => surveyCsv([surveyor, ...helpers], ...args),
    ...surveyor,
    selectRows,
    sketchFile: (file, name, options, hooks) => {
      const workers = [sketchRange, ...helpers.map((helper) => helper.sketchRange)];
      return sketchFile(file, name, options, workers, openTable, hooks);
    },
    sketchRange,
    rewriteCsv,
    narrowCsv,
    readSheet: sheets,
    open: async (file, format, name, hooks, part, columns) => {
      const reader = countTexts(await openTable(file, format, name, hooks, part, columns));
      const id = (lastReader += 1);
      readers.set(id, reader);
      return { id, columns: reader.columns };
    },
    next: (id, signal) => find(id).next(signal),
    close: async (id) => {
      const summary = find(id).close();
      readers.delete(id);
      return summary;
    },
  };
}
