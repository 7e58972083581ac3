import { readColumns } from '../../../data/columns';
import { quoteName } from '../../../data/sql';
import { csvSelect, type CsvTable } from './csv-select';
import type { ImportDatabase, ImportTarget, TableColumn } from '../import-ports';

export type CsvLayout = Omit<CsvTable, 'path'>;

/** Makes a table of the rows of a CSV, replacing what stands there; answers how many. */
export async function loadCsv(
  database: ImportDatabase,
  target: ImportTarget,
  rows: Blob,
  layout: CsvLayout,
  signal?: AbortSignal,
): Promise<number> {
  const relation = relationOf(target);
  const path = await database.registerFile(`${target.table}.csv`, rows);
  try {
    const select = csvSelect({ ...layout, path });
    // Dropped first: replacing would hold both tables in memory.
    await database.query(`DROP TABLE IF EXISTS ${relation}`);
    await database.query(`CREATE TABLE ${relation} AS ${select}`, signal);
  } finally {
    await database.dropFile(path);
  }
  return countRows(database, relation);
}

export function relationOf({ schema, table }: ImportTarget): string {
  return `${quoteName(schema)}.${quoteName(table)}`;
}

export async function countRows(database: ImportDatabase, relation: string): Promise<number> {
  const answer = await database.query(`SELECT count(*)::DOUBLE AS rows FROM ${relation}`);
  return readColumns(answer).numbers('rows')[0]!;
}

/** The columns of a table as they stand. */
export async function describeColumns(
  database: ImportDatabase,
  relation: string,
): Promise<TableColumn[]> {
  const answer = readColumns(await database.query(`DESCRIBE ${relation}`));
  const types = answer.texts('column_type');
  return answer.texts('column_name').map((name, index) => ({ name: name!, type: types[index]! }));
}
