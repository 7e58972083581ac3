import { checkColumnCount } from '../../data/formats/column-limit';
import type { TextEncoding } from '../../data/formats/encoding';
import { quoteName } from '../../data/sql';
import type { PieceFormat } from '../../data/source';
import type {
  Decoder,
  ImportDatabase,
  ImportHooks,
  ImportTarget,
  OpenedTable,
  ReaderSummary,
} from './import-ports';
import { checkTexts } from './check-texts';
import { relationOf } from './load-csv';

interface PieceImport {
  database: ImportDatabase;
  decoder: Decoder;
  target: ImportTarget;
  name: string;
  hooks: ImportHooks;
}

/** Reads a table that the decode worker hands over in pieces. */
export async function importPieces(
  file: Blob,
  format: PieceFormat,
  encoding: TextEncoding,
  job: PieceImport,
  part?: string,
): Promise<ReaderSummary> {
  const { database, decoder, target, name, hooks } = job;
  const { signal, onProgress } = hooks;
  const text = await decoder.transcode(file, encoding, { signal });
  const surveyed = (bytes: number): void =>
    onProgress?.((surveyShare * bytes) / text.size, `Reading ${name}`);
  const table = await decoder.open(text, format, name, { signal, onProgress: surveyed }, part);
  let summary: ReaderSummary | undefined;
  try {
    checkColumnCount(table.columns.length, name);
    const columns = table.columns.map(({ name, type }) => `${quoteName(name)} ${type}`);
    await database.query(`CREATE OR REPLACE TABLE ${relationOf(target)} (${columns.join(', ')})`);
    await insertPieces(table, job);
  } finally {
    summary = await decoder.close(table.id);
  }
  const { notes } = summary;
  const texts = await checkTexts(database, relationOf(target), summary.texts ?? []);
  return { ...summary, texts, notes: encoding.note ? [encoding.note, ...notes] : notes };
}

/** The part of the work that is done when the columns are known. */
const surveyShare = 0.4;

/** While one piece is put into the database, which casts where it must, the next is being decoded. */
async function insertPieces(table: OpenedTable, job: PieceImport): Promise<void> {
  const { database, decoder, target, name, hooks } = job;
  let pending = decoder.next(table.id, hooks.signal);
  try {
    for (;;) {
      const piece = await pending;
      if (!piece) return;
      pending = decoder.next(table.id, hooks.signal);
      pending.catch(() => undefined);
      await database.insertIpc(target.schema, target.table, piece.ipc, false);
      hooks.onProgress?.(surveyShare + (1 - surveyShare) * piece.share, `Reading ${name}`);
    }
  } finally {
    await pending.catch(() => undefined);
  }
}
