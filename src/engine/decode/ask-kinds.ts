import { kindsQuery } from '../../data/kinds';
import { describeColumns, relationOf } from './csv/load-csv';
import type { ImportDatabase, ImportTarget } from './import-ports';

/** What the kinds query says of a table's columns that are not text: texts are counted by whoever reads the file. */
export async function askKinds(
  database: ImportDatabase,
  target: ImportTarget,
  rowCount: number,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const relation = relationOf(target);
  const columns = await describeColumns(database, relation);
  const texts = columns.filter(({ type }) => type === 'VARCHAR');
  return database.query(kindsQuery(relation, columns, rowCount, texts), signal);
}
