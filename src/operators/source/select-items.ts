import { splitSql } from '../../data/sql-words';

/**
 * The words of each item between SELECT and FROM, lower case, where a statement is one plain SELECT; `undefined` where
 * it begins otherwise (WITH, FROM) or takes a star, so that items and columns need not be the same.
 */
export function selectItems(sql: string): string[][] | undefined {
  const words = splitSql(sql);
  if (words[0]?.text.toLowerCase() !== 'select') return undefined;
  const items: string[][] = [[]];
  let depth = 0;
  for (const { kind, text } of words.slice(1)) {
    const lower = text.toLowerCase();
    if (depth === 0 && kind === 'word' && lower === 'from') break;
    if (kind === 'mark') {
      if ('([{'.includes(text)) depth += 1;
      if (')]}'.includes(text)) depth -= 1;
      if (text === '*' && items.at(-1)!.length === 0) return undefined;
      if (text === ',' && depth === 0) items.push([]);
    } else items.at(-1)!.push(lower);
  }
  return items;
}
