import type { Columns } from '../../data/columns';
import type { TableInfo } from '../../data/table';
import {
  hashesBelow,
  isCutShort,
  readValueSketch,
  sketchedColumns,
  valueFactsQuery,
  valueHashesQuery,
  type ColumnValues,
} from '../../data/value-sketch';

/** Sketches the values of the columns of a table that can be keys: one statement for all, and one for each. */
export async function sketchValues(
  query: (sql: string) => Promise<Columns>,
  { relation, columns }: TableInfo,
): Promise<ColumnValues[]> {
  const chosen = sketchedColumns(columns);
  if (chosen.length === 0) return [];
  const facts = await query(valueFactsQuery(relation, chosen));
  const found: ColumnValues[] = [];
  for (const [index, column] of chosen.entries()) {
    if (facts.numbers(`parts${index}`)[0]! > 0) continue;
    const below = hashesBelow(column);
    let hashes = await query(valueHashesQuery(relation, column, below));
    if (isCutShort(hashes, below)) hashes = await query(valueHashesQuery(relation, column));
    const sketch = readValueSketch(facts, index, hashes.numbers('h'), column);
    if (sketch) found.push([column.name, sketch]);
  }
  return found;
}
