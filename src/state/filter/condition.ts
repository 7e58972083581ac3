import { AppError, toAppError } from '../../data/app-error';
import { checkOneStatement, splitSql, type SqlWord } from '../../data/sql-words';
import type { Columns } from '../../data/columns';
import type { TableInfo } from '../../data/table';

/** Functions that answer anew each time: two views of the same rows would differ. */
const fickle = ['random', 'setseed', 'uuid', 'gen_random_uuid', 'uuidv4', 'uuidv7', 'nextval'];
const startsQuery = [
  'from',
  'values',
  'with',
  'table',
  'pivot',
  'unpivot',
  'describe',
  'summarize',
];

/**
 * Checks that a text is one SQL condition on the columns of a table: the engine binds it without running it.
 * @throws AppError `query_failed` with `details.position` where it is not, counted in `sql`.
 */
export async function checkCondition(
  query: (sql: string, signal?: AbortSignal) => Promise<Columns>,
  table: TableInfo,
  sql: string,
  signal?: AbortSignal,
): Promise<void> {
  checkOneStatement(sql);
  checkWords(sql);
  const where = `EXPLAIN SELECT 1 FROM ${table.relation} WHERE (\n`;
  await query(`${where}${sql}\n)`, signal).catch((thrown) => {
    throw placed(thrown, sql, where.length);
  });
  const select = 'DESCRIBE SELECT (\n';
  const answer = await query(`${select}${sql}\n) AS condition FROM ${table.relation}`, signal);
  const type = answer.texts('column_type')[0] ?? '';
  if (type !== 'BOOLEAN')
    throw wrong(
      sql,
      0,
      `This gives ${article(type)}, not true or false. Compare it with something.`,
    );
}

/** What the engine would take but would not mean one fixed choice of rows. */
function checkWords(sql: string): void {
  const words = splitSql(sql);
  for (const [index, word] of words.entries()) {
    if (word.kind !== 'word') continue;
    const text = word.text.toLowerCase();
    if (text === 'select' || (startsQuery.includes(text) && isOpening(words[index - 1])))
      throw wrong(
        sql,
        word.position,
        'A filter looks at one row at a time. Use a SQL cell to ask other rows.',
      );
    if (fickle.includes(text) && isOpening(words[index + 1])) {
      const advice = `${word.text}() gives something else each time. hash() of a column is as mixed, and stays.`;
      throw wrong(sql, word.position, advice);
    }
  }
}

function isOpening(word: SqlWord | undefined): boolean {
  return word?.kind === 'mark' && word.text === '(';
}

function article(type: string): string {
  return /^[AEIOU]/.test(type) ? `an ${type}` : `a ${type}`;
}

function wrong(sql: string, position: number, message: string): AppError {
  return new AppError('query_failed', message, { sql, position });
}

/** The failure with its place counted in what the person wrote. */
function placed(thrown: unknown, sql: string, prefixLength: number): AppError {
  const error = toAppError(thrown);
  const { position } = error.details;
  const place =
    typeof position === 'number'
      ? Math.min(Math.max(0, position - prefixLength), sql.length)
      : undefined;
  const details = { ...error.details, sql, position: place };
  return new AppError(error.code, error.message, details, { cause: error });
}
