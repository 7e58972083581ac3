import { AppError } from '../../data/app-error';
import { checkOneStatement } from '../../data/sql-words';
import { badParam } from '../params';

/** The statement without what would end it early; must be there, and one. */
export function cleanStatement(sql: string, example: string): string {
  const statement = sql.replace(/[\s;]+$/, '');
  if (statement.trim() === '') throw badParam('sql', sql, `write a SELECT, such as ${example}`);
  checkOneStatement(statement);
  return statement;
}

/** The error with its place counted in the text that the person wrote, which stands at the end but for a parenthesis. */
export function placeError(thrown: unknown, statement: string, sql: string): unknown {
  if (!(thrown instanceof AppError)) return thrown;
  const { position, sql: created = '' } = thrown.details;
  const start = String(created).length - statement.length - '\n)'.length;
  const place = typeof position === 'number' ? Math.max(0, position - start) : undefined;
  const details = { ...thrown.details, sql, position: place };
  return new AppError(thrown.code, thrown.message, details, { cause: thrown });
}
