import { AppError } from './app-error';

/** A part of a statement that is not a comment, a string or a number. */
export interface SqlWord {
  /** `name`: in double quotes, so never a keyword; its text is without them. */
  kind: 'word' | 'name' | 'mark';
  text: string;
  /** Where it begins. */
  position: number;
}

const pattern =
  /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|[eE]'(?:[^'\\]|\\.|'')*(?:'|$)|'(?:[^']|'')*(?:'|$)|\$(\w*)\$[\s\S]*?(?:\$\1\$|$)|(?<name>"(?:[^"]|"")*")|(?<word>[\p{L}_][\p{L}\p{N}_$]*)|[\d.]+\d|(?<mark>[^\s])/gu;

/** The words of a statement in order, by the lexical rules of DuckDB. What is left open ends with the text. */
export function splitSql(sql: string): SqlWord[] {
  return [...sql.matchAll(pattern)].flatMap(({ groups, index }): SqlWord[] => {
    const { name, word, mark } = groups!;
    if (name !== undefined)
      return [{ kind: 'name', text: name.slice(1, -1).replaceAll('""', '"'), position: index }];
    if (word !== undefined) return [{ kind: 'word', text: word, position: index }];
    return mark === undefined ? [] : [{ kind: 'mark', text: mark, position: index }];
  });
}

/**
 * Where a text stops being one statement that can stand in parentheses: behind a semicolon that something
 * follows, or at a parenthesis that closes what was never opened. `undefined` where it never does.
 */
export function findStatementEnd(sql: string): number | undefined {
  const words = splitSql(sql);
  let open = 0;
  for (const [index, { kind, text, position }] of words.entries()) {
    if (kind !== 'mark') continue;
    if (text === '(') open += 1;
    if (text === ')') open -= 1;
    const rest = words.slice(index + 1).some((word) => word.text !== ';');
    if (open < 0 || (text === ';' && rest)) return position;
  }
  return undefined;
}

/**
 * Refuses a text that would get out of parentheses put around it.
 * @throws AppError `query_failed` with `details.position`
 */
export function checkOneStatement(sql: string): void {
  const position = findStatementEnd(sql);
  if (position === undefined) return;
  const words = 'Write one SELECT: what follows here would be another statement.';
  throw new AppError('query_failed', words, { sql, position });
}
