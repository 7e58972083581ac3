import { AppError, toAppError } from '../../data/app-error';
import { quoteName } from '../../data/sql';
import { checkOneStatement } from '../../data/sql-words';
import type { BindEngine, NamedTable } from '../contract';
import { closestName } from './closest-name';
import { tableNames } from './sql-names';

/**
 * The tables that a SELECT reads, found among the known ones; the engine checks the whole statement without
 * running it.
 * @throws AppError `query_failed` with `details.position` where the statement is wrong, counted in `sql`.
 */
export async function bindStatement(
  engine: BindEngine,
  sql: string,
  known: readonly NamedTable[],
  signal?: AbortSignal,
): Promise<NamedTable[]> {
  if (sql.trim() === '') return [];
  await checkSyntax(engine, sql);
  const tables = tableNames(sql).flatMap((name) => findTable(name, known) ?? []);
  for (const { name, isBelow } of tables) if (isBelow) throw readsItself(name, sql);
  if (tables.some(({ table }) => !table)) return tables;
  const prefix = explainPrefix(tables);
  await engine.query(`${prefix}${withoutEnd(sql)}\n)`, signal).catch((thrown: unknown) => {
    const readable = known.filter(({ isBelow }) => !isBelow);
    throw explainMissing(placed(thrown, sql, prefix.length), readable);
  });
  return tables;
}

/** One whole statement, so that nothing gets out of the parentheses that it is put into. */
async function checkSyntax(engine: BindEngine, sql: string): Promise<void> {
  checkOneStatement(sql);
  await engine.tableNames(sql).catch((thrown: unknown) => {
    const error = toAppError(thrown);
    if (error.message.startsWith('Parser Error')) throw placed(error, sql, 0);
  });
}

/** What stands before the statement, as where it is run, so that the engine looks at it without running it. */
function explainPrefix(tables: readonly NamedTable[]): string {
  const parts = tables.map(({ name, table }) => `${quoteName(name)} AS (FROM ${table!.relation})`);
  const head = parts.length > 0 ? `WITH ${parts.join(', ')} ` : '';
  return `EXPLAIN ${head}SELECT * FROM (\n`;
}

function findTable(written: string, known: readonly NamedTable[]): NamedTable | undefined {
  return known.find(({ name }) => name.toLowerCase() === written.toLowerCase());
}

/** A table that nobody makes, with the nearest one that somebody does. */
function explainMissing(error: AppError, known: readonly NamedTable[]): AppError {
  const missing = /Table with name (.+?) does not exist/.exec(error.message)?.[1];
  if (missing === undefined) return error;
  const names = known.map(({ name }) => name);
  const closest = closestName(missing, names);
  const advice = closest === undefined ? listNames(names) : `Did you mean ${closest}?`;
  return new AppError(
    'query_failed',
    `unknown table: ${missing}. ${advice}`,
    { ...error.details, closest },
    { cause: error },
  );
}

function readsItself(name: string, sql: string): AppError {
  const place = sql.toLowerCase().indexOf(name.toLowerCase());
  const position = place < 0 ? undefined : place;
  const words = `${name} is made from this cell, so this cell cannot read it.`;
  return new AppError('query_failed', words, { sql, position });
}

function listNames(names: readonly string[]): string {
  if (names.length === 0) return 'This notebook has no tables yet: drop a file first.';
  const shown = names.slice(0, 8).join(', ');
  return `This notebook has ${shown}${names.length > 8 ? ', …' : ''}.`;
}

/** The failure with its place counted in what the person wrote, which stands behind `prefixLength` characters. */
function placed(thrown: unknown, sql: string, prefixLength: number): AppError {
  const error = toAppError(thrown);
  const { position } = error.details;
  const place =
    typeof position === 'number'
      ? Math.min(Math.max(0, position - prefixLength), sql.length)
      : undefined;
  return new AppError(
    error.code,
    error.message,
    { ...error.details, sql, position: place },
    { cause: error },
  );
}

function withoutEnd(sql: string): string {
  return sql.replace(/[\s;]+$/, '');
}
