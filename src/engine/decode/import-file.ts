import { AppError } from '../../data/app-error';
import type { FileFormat, SourceOptions } from '../../data/source';
import { expandPart, joinParts } from '../../data/table-part';
import type { UnpackedFile } from '../unpack/unpack-file';
import { encodingOf } from './csv/encoding-of';
import { importCsv } from './csv/import-csv';
import { importDuckdb } from './database/import-duckdb';
import { importPieces } from './import-pieces';
import { importSheet } from './sheet/import-sheet';
import type {
  CsvImport,
  Decoder,
  ImportDatabase,
  ImportedTable,
  ImportHooks,
  ImportTarget,
  PartChoice,
  ReaderSummary,
} from './import-ports';
import { countRows, describeColumns, relationOf } from './csv/load-csv';

/**
 * Reads a file into a table of the database, whatever its format. When it fails or is cancelled at any
 * stage, no table and no registered file is left behind.
 * @throws AppError `empty_file`, `unsupported_format`, `unreadable_file`, `out_of_memory`, `cancelled`.
 */
export async function importFile(
  database: ImportDatabase,
  decoder: Decoder,
  file: Blob,
  name: string,
  target: ImportTarget,
  options: SourceOptions = {},
  hooks: ImportHooks = {},
): Promise<ImportedTable> {
  const relation = relationOf(target);
  try {
    const unpacked = await unpack(decoder, file, name, options.part, hooks);
    const { detection } = unpacked;
    const format = options.format ?? detection.format;
    const job = { database, decoder, target, name: unpacked.name, hooks };
    const read = await importAs(format, unpacked, options, job);
    const { rejected, repaired, extract, proposals, casts, notes, texts = [], kindCounts } = read;
    const { otherwise, writtenIn } = read;
    hooks.onProgress?.(1, `Read ${name}`);
    return {
      relation,
      rowCount: await countRows(database, relation),
      columns: await describeColumns(database, relation),
      rejected,
      repaired,
      proposals,
      casts,
      otherwise,
      writtenIn,
      extract,
      notes: [...unpacked.notes, ...detection.notes, ...notes],
      format,
      texts,
      kindCounts,
      ...choosePart(unpacked, read),
    };
  } catch (thrown) {
    await database.query(`DROP TABLE IF EXISTS ${relation}`);
    throw thrown;
  }
}

function importAs(
  format: FileFormat,
  { file, detection, innerPart }: UnpackedFile,
  options: SourceOptions,
  job: Omit<CsvImport, 'choices'>,
): Promise<ReaderSummary> {
  switch (format) {
    case 'csv':
      return importCsv(file, encodingOf(options, detection), {
        ...job,
        choices: { ...options, part: innerPart },
      });
    case 'xlsx':
    case 'ods':
      return importSheet(file, format, innerPart, job, options);
    case 'duckdb':
      if (options.columns ?? options.rows ?? options.sample) throw noPart(job.name);
      return importDuckdb(file, innerPart, job);
    default:
      return importPieces(file, format, detection.encoding, job, innerPart, options);
  }
}

function noPart(name: string): AppError {
  return new AppError(
    'unavailable',
    `A part of "${name}" cannot be read: its tables come as they are. Read the table, and take what you want of it in a SQL cell.`,
    { name },
  );
}

function unpack(
  decoder: Decoder,
  file: Blob,
  name: string,
  part: string | undefined,
  { signal, onProgress }: ImportHooks,
): Promise<UnpackedFile> {
  const unpacked = (bytes: number): void =>
    onProgress?.((unpackShare * bytes) / file.size, `Unpacking ${name}`);
  return decoder.unpack(file, name, part, { signal, onProgress: unpacked });
}

/** The part of the work that unpacking is, where there is any. */
const unpackShare = 0.3;

/** All parts of an archive, with those of the member that was read, or the parts of the file itself. */
function choosePart(unpacked: UnpackedFile, { parts = [], part }: PartChoice): PartChoice {
  if (unpacked.part === undefined) return parts.length > 1 ? { parts, part } : {};
  const all = expandPart(unpacked.parts, unpacked.part, parts);
  if (all.length < 2) return {};
  return { parts: all, part: parts.length > 1 ? joinParts(unpacked.part, part) : unpacked.part };
}
