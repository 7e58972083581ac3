import type { Columns } from '../../data/columns';
import { quoteName } from '../../data/sql';
import type { TableInfo } from '../../data/table';
import { selectItems } from '../../operators/source/select-items';
import { isScanned, planOf } from './columns-read';

/** A column of one of the tables that a statement reads: the place of the table, and the name. */
export type ColumnOrigin = [table: number, column: string];

/** What the columns of a SELECT are made of. */
export interface ColumnOrigins {
  /** Columns whose values go into each one, by its name. */
  direct: ReadonlyMap<string, ColumnOrigin[]>;
  /** Columns by which rows are chosen, joined, grouped or put in order. */
  indirect: ColumnOrigin[];
}

/** A SELECT and the tables that it reads, by the names that it has for them. */
export interface ReadStatement {
  sql: string;
  names: readonly string[];
  tables: readonly TableInfo[];
}

/**
 * What each column of a SELECT is made of, by the engine's own plans: asked for one column alone, it scans only what that
 * one needs; asked for none, what rows are chosen by. A column that is needed for both counts as direct where the item of
 * the list names it, or the made column has its name. `undefined` where a table is gone.
 */
export async function findOrigins(
  query: (sql: string) => Promise<Columns>,
  statement: ReadStatement,
  outputs: readonly string[],
): Promise<ColumnOrigins | undefined> {
  const scanned = async (selected: string): Promise<ColumnOrigin[] | undefined> => {
    const plan = await planOf(query, selectOf(statement, selected));
    return (
      plan &&
      columnsOf(statement.tables).filter(([table, name]) =>
        isScanned(plan, statement.tables[table]!, name),
      )
    );
  };
  const indirect = await scanned('1');
  if (!indirect) return undefined;
  const chosenBy = new Set(indirect.map(String));
  const items = selectItems(statement.sql);
  const direct = new Map<string, ColumnOrigin[]>();
  for (const [index, output] of outputs.entries()) {
    const found = await scanned(quoteName(output));
    if (!found) return undefined;
    const item = items?.length === outputs.length ? items[index]! : [];
    const named = new Set([...item, output.toLowerCase()]);
    const isDirect = (origin: ColumnOrigin): boolean =>
      !chosenBy.has(String(origin)) || named.has(origin[1].toLowerCase());
    direct.set(output, found.filter(isDirect));
  }
  return { direct, indirect };
}

function selectOf({ sql, names, tables }: ReadStatement, selected: string): string {
  const parts = tables.map(
    ({ relation }, index) => `${quoteName(names[index]!)} AS (SELECT * FROM ${relation})`,
  );
  const head = parts.length === 0 ? '' : `WITH ${parts.join(', ')} `;
  return `SELECT ${selected} FROM (${head}SELECT * FROM (\n${sql.replace(/;\s*$/, '')}\n))`;
}

function columnsOf(tables: readonly TableInfo[]): ColumnOrigin[] {
  return tables.flatMap(({ columns }, table) =>
    columns.map(({ name }): ColumnOrigin => [table, name]),
  );
}
