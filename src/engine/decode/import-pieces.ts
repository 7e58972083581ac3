import type { TextEncoding } from '../../data/formats/encoding';
import type { FileFormat } from '../../data/source';
import type {
  Decoder,
  ImportDatabase,
  ImportHooks,
  ImportTarget,
  ReaderSummary,
  TablePiece,
} from './import-ports';

interface PieceImport {
  database: ImportDatabase;
  decoder: Decoder;
  target: ImportTarget;
  name: string;
  hooks: ImportHooks;
}

/**
 * Reads a table that the decode worker hands over in pieces. While one is put into the database, the next
 * is being decoded.
 */
export async function importPieces(
  file: Blob,
  format: FileFormat,
  encoding: TextEncoding,
  { database, decoder, target, name, hooks }: PieceImport,
): Promise<ReaderSummary> {
  const { signal, onProgress } = hooks;
  const text = await decoder.transcode(file, encoding, { signal });
  const reader = await decoder.open(text, format, name, { signal });
  let pending: Promise<TablePiece | undefined> = decoder.next(reader, signal);
  try {
    for (let isFirst = true; ; isFirst = false) {
      const piece = await pending;
      if (!piece) break;
      pending = decoder.next(reader, signal);
      pending.catch(() => undefined);
      await database.insertIpc(target.schema, target.table, piece.ipc, isFirst);
      onProgress?.(piece.share, `Reading ${name}`);
    }
  } finally {
    await pending.catch(() => undefined);
  }
  const { rejected, notes } = await decoder.close(reader);
  return { rejected, notes: encoding.note ? [encoding.note, ...notes] : notes };
}
