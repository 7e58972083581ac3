import { cancelled } from '../../data/app-error';
import type { ReaderSummary, TableColumn, TablePiece } from './import-ports';

/** A table that comes in pieces, in order. */
export interface TableReader {
  columns: TableColumn[];
  /** @throws AppError `cancelled`, `unreadable_file`. */
  next(signal?: AbortSignal): Promise<TablePiece | undefined>;
  /** Frees what it holds; what it has to say about the table. */
  close(): ReaderSummary;
}

/** A reader over pieces that are made one at a time, when asked for. */
export function createReader(
  columns: readonly TableColumn[],
  pieces: AsyncGenerator<TablePiece>,
  summary: () => ReaderSummary,
  free: () => void = () => undefined,
): TableReader {
  return {
    columns: columns.map(({ name, type }) => ({ name, type })),
    next: async (signal) => {
      if (signal?.aborted) throw cancelled();
      const { value, done } = await pieces.next();
      return done ? undefined : value;
    },
    close: () => {
      void pieces.return(undefined).then(free, free);
      return summary();
    },
  };
}
