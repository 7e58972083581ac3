import { plainName } from '../../data/plain-name';

/** A table of a join: what it is called, its columns, and the one that it is joined by. */
export interface JoinSide {
  name: string;
  columns: readonly string[];
  by: string;
}

/**
 * Every row of the first table with the columns of the second, missing where nothing matches. Names that the first
 * one has already get that of the second table before them.
 */
export function joinSql(first: JoinSide, second: JoinSide): string {
  const [one, other] = [plainName(first.name), plainName(second.name)];
  const taken = new Set(first.columns.map((name) => name.toLowerCase()));
  const clashing = second.columns.filter(
    (name) => name !== second.by && taken.has(name.toLowerCase()),
  );
  const renamed = clashing.map((name) => {
    const wanted = freeName(`${second.name}_${name}`, [...taken, ...second.columns]);
    taken.add(wanted.toLowerCase());
    return `${other}.${plainName(name)} AS ${plainName(wanted)}`;
  });
  const left = [second.by, ...clashing].map(plainName).join(', ');
  const isMore = second.columns.length > clashing.length + 1;
  const selected = [`${one}.*`, ...(isMore ? [`${other}.* EXCLUDE (${left})`] : []), ...renamed];
  return `SELECT ${selected.join(', ')}
FROM ${one}
LEFT JOIN ${other} ON ${one}.${plainName(first.by)} = ${other}.${plainName(second.by)}`;
}

/** The table with its key under another name, so that both tables of a point-in-time join have it. */
export function renameSql(table: string, from: string, to: string): string {
  return `SELECT * RENAME (${plainName(from)} AS ${plainName(to)}) FROM ${plainName(table)}`;
}

function freeName(wanted: string, taken: readonly string[]): string {
  const lower = new Set(taken.map((name) => name.toLowerCase()));
  let name = wanted;
  for (let number = 2; lower.has(name.toLowerCase()); number += 1) name = `${wanted}_${number}`;
  return name;
}
