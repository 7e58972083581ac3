import { splitSql, type SqlWord } from '../../data/sql-words';

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
const behindTable = [
  ...keywords,
  ...['left', 'right', 'inner', 'outer', 'full', 'cross', 'natural', 'semi', 'anti', 'asof'],
  ...['positional', 'on', 'using', 'tablesample'],
];

/** A table as a statement names it, and the other name that it gives it. */
export interface TableReference {
  name: string;
  alias: string | undefined;
}

/**
 * Names in table position of a SELECT, as written, without quotes: behind FROM and JOIN, and behind commas in a
 * FROM. Names of CTEs are among them; so may be a few that are no tables (`EXTRACT(year FROM x)`), but never a
 * column of a list. The engine's own `getTableNames` fails on `JOIN … USING` and on views.
 */
export function tableReferences(sql: string): TableReference[] {
  const found: TableReference[] = [];
  const clauses = [openClause(false)];
  const words = splitSql(sql);
  words.forEach((word, index) => {
    const clause = clauses[clauses.length - 1]!;
    if (isTableName(word, clause, words, index))
      found.push({ name: word.text, alias: aliasBehind(words, index) });
    step(word, clause, clauses);
  });
  return found;
}

/** The tables that a SELECT names, each once. */
export function tableNames(sql: string): string[] {
  const names = tableReferences(sql).map(({ name }): [string, string] => [
    name.toLowerCase(),
    name,
  ]);
  return [...new Map(names).values()];
}

function aliasBehind(words: SqlWord[], index: number): string | undefined {
  const isAs = words[index + 1]?.kind === 'word' && words[index + 1]!.text.toLowerCase() === 'as';
  const word = words[index + (isAs ? 2 : 1)];
  if (!word || word.kind === 'mark') return undefined;
  const isKeyword = word.kind === 'word' && behindTable.includes(word.text.toLowerCase());
  return isKeyword ? undefined : word.text;
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
