import { readColumns, type Columns } from '../../data/columns';
import { columnsIn, kindsQuery, readKinds, type CountedColumn } from '../../data/kinds';
import { quoteName, quoteText } from '../../data/sql';
import { noRejects, type ColumnKind, type RejectedLines, type TableInfo } from '../../data/table';

/** Tables of artifacts stand in a schema of their own, named by fingerprint, and are never changed. */
export const artifactSchema = 'artifacts';

export type Query = (sql: string) => Promise<Columns>;

export type KindChanges = [column: string, kind: ColumnKind][];

/** A column of a table to be made. */
export interface TypedColumn {
  name: string;
  /** As DuckDB writes it. */
  type: string;
}

/** The relation of an artifact, quoted for FROM. */
export function artifactRelation(fingerprint: string): string {
  return `${artifactSchema}.${quoteName(fingerprint)}`;
}

/**
 * Looks a table over: its rows, its columns and what they seem to mean. `kindCounts` is what the kinds query said of
 * some of its columns already.
 */
export async function inspectTable(
  query: Query,
  fingerprint: string,
  changes: KindChanges = [],
  rejected: RejectedLines = noRejects,
  counted: readonly CountedColumn[] = [],
  kindCounts: Uint8Array = new Uint8Array(0),
): Promise<TableInfo> {
  const relation = artifactRelation(fingerprint);
  const columns = await readColumnTypes(query, fingerprint);
  const rows = await query(`SELECT count(*)::DOUBLE AS rows FROM ${relation}`);
  const rowCount = rows.numbers('rows')[0]!;
  const early = readColumns(kindCounts);
  const known = [...counted, ...columnsIn(early, columns)];
  const answer = await query(kindsQuery(relation, columns, rowCount, known));
  return {
    relation,
    fingerprint,
    rowCount,
    columns: readKinds([early, answer], columns, rowCount, changes, counted),
    rejected,
  };
}

/** Makes a table from a SELECT and looks it over. An old table of that name is replaced. */
export async function createTable(
  query: Query,
  fingerprint: string,
  select: string,
  changes: KindChanges = [],
): Promise<TableInfo> {
  await query(`CREATE OR REPLACE TABLE ${artifactRelation(fingerprint)} AS ${select}`);
  return inspectTable(query, fingerprint, changes);
}

/** Makes a table from an Arrow IPC stream, cast to the types given, and looks it over. When it fails, nothing is left. */
export async function createTableOf(
  query: Query,
  insert: (ipc: Uint8Array) => Promise<void> | void,
  fingerprint: string,
  columns: readonly TypedColumn[],
  ipc: Uint8Array,
): Promise<TableInfo> {
  const list = columns.map(({ name, type }) => `${quoteName(name)} ${type}`).join(', ');
  await query(`CREATE OR REPLACE TABLE ${artifactRelation(fingerprint)} (${list})`);
  try {
    await insert(ipc);
    return await inspectTable(query, fingerprint);
  } catch (thrown) {
    await query(`DROP TABLE IF EXISTS ${artifactRelation(fingerprint)}`).catch(() => undefined);
    throw thrown;
  }
}

export async function dropTable(query: Query, fingerprint: string): Promise<void> {
  await query(`DROP TABLE IF EXISTS ${artifactRelation(fingerprint)}`);
}

/** Gives a table the name of an artifact. An old table of that name is replaced. */
export async function renameTable(
  query: Query,
  relation: string,
  fingerprint: string,
): Promise<void> {
  await dropTable(query, fingerprint);
  await query(`ALTER TABLE ${relation} RENAME TO ${quoteName(fingerprint)}`);
}

async function readColumnTypes(
  query: Query,
  fingerprint: string,
): Promise<{ name: string; type: string }[]> {
  const answer = await query(
    `SELECT column_name AS name, data_type AS type FROM duckdb_columns()
     WHERE schema_name = ${quoteText(artifactSchema)} AND table_name = ${quoteText(fingerprint)}
     ORDER BY column_index`,
  );
  const types = answer.texts('type');
  return answer.texts('name').map((name, index) => ({ name: name!, type: types[index]! }));
}
