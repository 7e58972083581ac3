import type { Columns } from '../../../data/columns';
import type { ColumnReading } from '../../../data/formats/csv/column-reading';
import { quoteValue } from '../../../data/sql';
import type { TextPreview } from '../../../data/text-preview';
import { readingSql } from './column-reading-sql';

/** The rows of a preview with the columns read that are to be read anew, by the engine itself. */
export async function readAsAsked(
  query: (sql: string) => Promise<Columns>,
  { columns, rows }: Pick<TextPreview, 'columns' | 'rows'>,
  readings: readonly (readonly [column: string, reading: ColumnReading])[],
): Promise<(string | null)[][]> {
  const asked = readings
    .map(([name, reading]) => ({ index: columns.findIndex((each) => each.name === name), reading }))
    .filter(({ index, reading }) => index >= 0 && reading.as !== 'text');
  if (asked.length === 0 || rows.length === 0) return rows;
  const values = rows.map(
    (row, place) =>
      `(${[String(place), ...asked.map(({ index }) => `${quoteValue(row[index])}::VARCHAR`)].join(', ')})`,
  );
  const select = asked.map(
    ({ reading }, place) => `(${readingSql(reading, `v${place}`)})::VARCHAR AS r${place}`,
  );
  const names = ['place', ...asked.map((_, place) => `v${place}`)].join(', ');
  const answer = await query(
    `SELECT ${select.join(', ')} FROM (VALUES ${values.join(', ')}) AS t(${names}) ORDER BY place`,
  );
  const read = asked.map((_, place) => answer.texts(`r${place}`));
  return rows.map((row, place) =>
    row.map((value, column) => {
      const found = asked.findIndex(({ index }) => index === column);
      return found < 0 ? value : read[found]![place]!;
    }),
  );
}
