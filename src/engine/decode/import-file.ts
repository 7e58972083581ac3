import { readColumns } from '../../data/columns';
import type { SourceOptions } from '../../data/source';
import { importCsv } from './import-csv';
import { importPieces } from './import-pieces';
import type {
  Decoder,
  ImportDatabase,
  ImportedTable,
  ImportHooks,
  ImportTarget,
} from './import-ports';
import { countRows, relationOf } from './load-csv';

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
    const detection = await decoder.detect(file, name);
    const format = options.format ?? detection.format;
    const job = { database, decoder, target, name, hooks };
    const { rejected, notes } =
      format === 'csv'
        ? await importCsv(file, detection.encoding, { ...job, choices: options })
        : await importPieces(file, format, detection.encoding, job);
    hooks.onProgress?.(1, `Read ${name}`);
    return {
      relation,
      rowCount: await countRows(database, relation),
      columns: await describeColumns(database, relation),
      rejected,
      notes: [...detection.notes, ...notes],
      format,
    };
  } catch (thrown) {
    await database.query(`DROP TABLE IF EXISTS ${relation}`);
    throw thrown;
  }
}

async function describeColumns(
  database: ImportDatabase,
  relation: string,
): Promise<{ name: string; type: string }[]> {
  const answer = readColumns(await database.query(`DESCRIBE ${relation}`));
  const types = answer.texts('column_type');
  return answer.texts('column_name').map((name, index) => ({ name: name!, type: types[index]! }));
}
