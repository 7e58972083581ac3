import { splitSql, type SqlWord } from '../data/sql-words';

/** Where a walk through a statement stands, for each open parenthesis. */
interface Clause {
  inFrom: boolean;
  /** The next name is that of a table. */
  expectsTable: boolean;
  /** The last name stood where a table does: a point behind it makes it a schema. */
  wasTable: boolean;
}

const opensTables = ['from', 'join', 'summarize', 'describe', 'pivot', 'unpivot', 'table'];
const endsFrom = [
  ...['select', 'where', 'group', 'order', 'having', 'limit', 'window', 'qualify', 'union'],
  ...['except', 'intersect', 'offset', 'sample', 'values', 'set'],
];
const beforeTable = ['lateral', 'only'];
const keywords = [...opensTables, ...endsFrom, ...beforeTable];

/**
 * Names in table position of a SELECT, as written, without quotes, each once: behind FROM and JOIN, and behind
 * commas in a FROM. Names of CTEs are among them; so may be a few that are no tables (`EXTRACT(year FROM x)`),
 * but never a column of a list. The engine's own `getTableNames` fails on `JOIN … USING` and on views.
 */
export function tableNames(sql: string): string[] {
  const found = new Map<string, string>();
  const clauses = [openClause(false)];
  const words = splitSql(sql);
  words.forEach((word, index) => {
    const clause = clauses[clauses.length - 1]!;
    if (isTableName(word, clause, words, index)) found.set(word.text.toLowerCase(), word.text);
    step(word, clause, clauses);
  });
  return [...found.values()];
}

function isTableName(word: SqlWord, clause: Clause, words: SqlWord[], index: number): boolean {
  if (word.kind === 'mark' || !clause.expectsTable) return false;
  if (word.kind === 'word' && keywords.includes(word.text.toLowerCase())) return false;
  const next = words[index + 1];
  return !(next?.kind === 'mark' && ['.', '('].includes(next.text));
}

function openClause(expectsTable: boolean): Clause {
  return { inFrom: expectsTable, expectsTable, wasTable: false };
}

function step(word: SqlWord, clause: Clause, clauses: Clause[]): void {
  const text = word.text.toLowerCase();
  if (word.kind === 'mark') stepMark(text, clause, clauses);
  else if (word.kind === 'word' && opensTables.includes(text)) turn(clause, true);
  else if (word.kind === 'word' && endsFrom.includes(text)) turn(clause, false);
  else if (word.kind === 'name' || !beforeTable.includes(text)) {
    clause.wasTable = clause.expectsTable;
    clause.expectsTable = false;
  }
}

function turn(clause: Clause, inFrom: boolean): void {
  clause.inFrom = inFrom;
  clause.expectsTable = inFrom;
  clause.wasTable = false;
}

function stepMark(text: string, clause: Clause, clauses: Clause[]): void {
  const { expectsTable, wasTable, inFrom } = clause;
  clause.expectsTable = (text === '.' && wasTable) || (text === ',' && inFrom);
  clause.wasTable = false;
  if (text === '(') clauses.push(openClause(expectsTable));
  if (text === ')' && clauses.length > 1) clauses.pop();
}
