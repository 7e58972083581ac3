import { checkColumnCount } from '../../data/formats/csv/column-limit';
import type { TextEncoding } from '../../data/formats/text/encoding';
import { quoteName } from '../../data/sql';
import type { RowExtract } from '../../data/row-extract';
import type { PieceFormat, SourceOptions } from '../../data/source';
import type {
  Decoder,
  ImportDatabase,
  ImportHooks,
  ImportTarget,
  OpenedTable,
  ReaderSummary,
} from './import-ports';
import { checkTexts } from './check-texts';
import { PieceSelection } from './piece-selection';
import { askKinds } from './ask-kinds';
import { countRows, relationOf } from './csv/load-csv';

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
  options: SourceOptions = {},
): Promise<ReaderSummary> {
  const { database, decoder, target, name, hooks } = job;
  const { signal, onProgress } = hooks;
  const text = await decoder.transcode(file, encoding, { signal });
  const surveyed = (bytes: number): void =>
    onProgress?.((surveyShare * bytes) / text.size, `Reading ${name}`);
  const open = (): Promise<OpenedTable> =>
    decoder.open(text, format, name, { signal, onProgress: surveyed }, part, options.columns);
  const total = options.sample ? await countPieces(await open(), decoder, signal) : 0;
  const table = await open();
  let summary: ReaderSummary | undefined;
  let extract: RowExtract | undefined;
  let kindCounts: Promise<Uint8Array | undefined> | undefined;
  try {
    const isPart = options.columns ?? options.rows ?? options.sample;
    const selection = new PieceSelection(database, target, table.columns, options, total);
    checkColumnCount(selection.kept.length, name);
    const columns = selection.kept.map(({ name, type }) => `${quoteName(name)} ${type}`);
    await database.query(`CREATE OR REPLACE TABLE ${relationOf(target)} (${columns.join(', ')})`);
    const share = await insertPieces(table, job, isPart ? selection : undefined);
    extract = selection.extract(share);
    // While the decoder reads what it counted of the texts.
    const rowCount = await countRows(database, relationOf(target));
    kindCounts = askKinds(database, target, rowCount, signal);
  } finally {
    summary = await decoder.close(table.id);
  }
  const { notes } = summary;
  // What was counted is of all rows.
  const counted = extract || options.columns ? [] : (summary.texts ?? []);
  const texts = await checkTexts(database, relationOf(target), counted);
  return {
    ...summary,
    extract,
    texts,
    kindCounts: await kindCounts,
    notes: encoding.note ? [encoding.note, ...notes] : notes,
  };
}

/** The part of the work that is done when the columns are known. */
const surveyShare = 0.4;

/** How many rows a table has, for a sample of them. */
async function countPieces(
  table: OpenedTable,
  decoder: Decoder,
  signal?: AbortSignal,
): Promise<number> {
  try {
    let rows = 0;
    for (;;) {
      const piece = await decoder.next(table.id, signal);
      if (!piece) return rows;
      rows += piece.rowCount;
    }
  } finally {
    await decoder.close(table.id);
  }
}

/** While one piece is put into the database, which casts where it must, the next is being decoded. */
async function insertPieces(
  table: OpenedTable,
  job: PieceImport,
  selection?: PieceSelection,
): Promise<number> {
  const { database, decoder, target, name, hooks } = job;
  let pending = decoder.next(table.id, hooks.signal);
  let share = 1;
  try {
    for (;;) {
      const piece = await pending;
      if (!piece || selection?.isDone) return share;
      pending = decoder.next(table.id, hooks.signal);
      pending.catch(() => undefined);
      share = piece.share;
      if (selection) await selection.add(piece);
      else await database.insertIpc(target.schema, target.table, piece.ipc, false);
      hooks.onProgress?.(surveyShare + (1 - surveyShare) * piece.share, `Reading ${name}`);
    }
  } finally {
    await pending.catch(() => undefined);
  }
}
