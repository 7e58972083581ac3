import { kindsQuery } from '../../data/kinds';
import { describeColumns, relationOf } from './csv/load-csv';
import type { ImportDatabase, ImportTarget } from './import-ports';

/**
 * What the kinds query says of a table's columns that are not text: texts are counted by whoever reads the file.
 * `undefined` where the query failed while the file was being read: it is asked again when its memory is free.
 */
export async function askKinds(
  database: ImportDatabase,
  target: ImportTarget,
  rowCount: number,
  signal?: AbortSignal,
): Promise<Uint8Array | undefined> {
  const relation = relationOf(target);
  try {
    const columns = await describeColumns(database, relation);
    const texts = columns.filter(({ type }) => type === 'VARCHAR');
    return await database.query(kindsQuery(relation, columns, rowCount, texts), signal);
  } catch {
    return undefined;
  }
}
