import { AppError } from '../../data/app-error';
import type { FileFormat } from '../../data/source';
import type { ReaderSummary, TablePiece } from './import-ports';
import type { DecodeHooks } from './transcode';

/** A table that comes in pieces, in order. */
export interface TableReader {
  next(signal?: AbortSignal): Promise<TablePiece | undefined>;
  close(): ReaderSummary;
}

/** Opens a table of a format that the database does not read itself. */
export async function openTable(
  _file: Blob,
  format: FileFormat,
  _name: string,
  _hooks: DecodeHooks = {},
): Promise<TableReader> {
  throw new AppError('internal', `no reader for ${format}`);
}
