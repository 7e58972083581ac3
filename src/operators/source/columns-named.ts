import { splitSql, type SqlWord } from '../../data/sql-words';
import { tableReferences } from './sql-names';

/** Words that take whole tables, or columns that the statement does not name. */
const takesAll = [
  ...['columns', 'natural', 'summarize', 'describe', 'pivot', 'unpivot', 'positional', 'table'],
  ...['exclude', 'replace', 'rename'],
];

/**
 * Columns that a SELECT names, of those that its tables have. `undefined` where it may take others than it names:
 * by a star, a whole row as one value, `COLUMNS`, `NATURAL JOIN` or a FROM without a SELECT.
 */
export function namedColumns(sql: string, columns: readonly string[]): string[] | undefined {
  const words = splitSql(sql);
  if (takesWhole(words, tableWords(sql))) return undefined;
  return mentionedColumns(sql, columns);
}

/** Columns whose names stand in a statement, whatever else it takes. */
export function mentionedColumns(sql: string, columns: readonly string[]): string[] {
  const words = splitSql(sql).filter(({ kind }) => kind !== 'mark');
  const named = new Set(words.map(({ text }) => lower(text)));
  return columns.filter((column) => named.has(lower(column)));
}

function takesWhole(words: readonly SqlWord[], tables: ReadonlyMap<string, number>): boolean {
  const texts = words.map(({ text }) => lower(text));
  const isPlain = (index: number): boolean => words[index]!.kind === 'word';
  if (!texts.includes('select')) return true;
  if (texts.some((text, index) => isPlain(index) && takesAll.includes(text))) return true;
  if (texts.some((text, index) => text === '*' && isStar(texts, index))) return true;
  return [...tables].some(([name, known]) => countBare(texts, name) > known);
}

/** Not a product, and not that of `count(*)`. */
function isStar(texts: readonly string[], index: number): boolean {
  const [before = '', previous = ''] = [texts[index - 2], texts[index - 1]];
  if (previous === '(') return before !== 'count';
  return ['select', 'distinct', ',', '.', 'all'].includes(previous);
}

/** Names that tables have in a statement, with how often they stand where a table is named. */
function tableWords(sql: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { name, alias } of tableReferences(sql))
    for (const text of [name, alias])
      if (text !== undefined) counts.set(lower(text), (counts.get(lower(text)) ?? 0) + 1);
  return counts;
}

/** How often a name stands for itself, not before a point or defined by WITH: where it is no table it may be a row. */
function countBare(texts: readonly string[], name: string): number {
  return texts.filter((text, index) => {
    const [next, afterNext] = [texts[index + 1], texts[index + 2]];
    return text === name && next !== '.' && !(next === 'as' && afterNext === '(');
  }).length;
}

function lower(text: string): string {
  return text.toLowerCase();
}
