import type { TableInfo } from '../../data/table';
import type { Random } from '../../math/random';

/**
 * A table of at most `rows` rows drawn at random without replacement, in random order: the same for every query and
 * every seed that is the same. The table itself where it has no more.
 */
export function sampleTable(table: TableInfo, rows: number, random: Random): TableInfo {
  if (table.rowCount <= rows) return table;
  const salt = random.below(2 ** 31);
  const order = `hash(rowid, ${salt}), rowid`;
  return {
    ...table,
    relation: `(SELECT * FROM ${table.relation} ORDER BY ${order} LIMIT ${rows})`,
    rowCount: rows,
  };
}
