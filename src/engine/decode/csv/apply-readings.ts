import { readColumns } from '../../../data/columns';
import type { ColumnReading } from '../../../data/formats/csv/column-reading';
import type { CastFailures } from '../../../data/source';
import { quoteName } from '../../../data/sql';
import { readingSql } from './column-reading-sql';
import type { ImportDatabase, ImportTarget } from '../import-ports';
import { relationOf } from './load-csv';

/**
 * Reads columns of text as asked for. Where a text cannot be read so, the value is missing, is counted, and its
 * text stands in a column of its own beside it; a column that can be read whole gets none.
 */
export async function applyReadings(
  database: ImportDatabase,
  target: ImportTarget,
  names: readonly string[],
  readings: readonly (readonly [column: string, reading: ColumnReading])[],
  signal?: AbortSignal,
): Promise<CastFailures[]> {
  const chosen = readings.filter(([name, { as }]) => as !== 'text' && names.includes(name));
  if (chosen.length === 0) return [];
  const relation = relationOf(target);
  const failures: CastFailures[] = [];
  for (const [column, reading] of chosen) {
    const failed = failsSql(column, reading);
    const answer = readColumns(
      await database.query(
        `SELECT count(*)::DOUBLE AS failed, list(DISTINCT left(${quoteName(column)}, 100))[1:5]::VARCHAR[] AS examples
         FROM ${relation} WHERE ${failed}`,
        signal,
      ),
    );
    const count = answer.numbers('failed')[0]!;
    const examples = Array.from((answer.values('examples')[0] ?? []) as ArrayLike<string>);
    failures.push({
      column,
      as: reading.as,
      failed: count,
      examples,
      keptIn: asWritten(column, names),
    });
  }
  const changed = new Map(chosen);
  const select = names.flatMap((name) => {
    const reading = changed.get(name);
    if (!reading) return [quoteName(name)];
    const typed = `${readingSql(reading, quoteName(name))} AS ${quoteName(name)}`;
    const { failed, keptIn } = failures.find(({ column }) => column === name)!;
    const text = `CASE WHEN ${failsSql(name, reading)} THEN ${quoteName(name)} END AS ${quoteName(keptIn)}`;
    return failed > 0 ? [typed, text] : [typed];
  });
  await database.query(
    `CREATE OR REPLACE TABLE ${relation} AS SELECT ${select.join(', ')} FROM ${relation}`,
    signal,
  );
  return failures;
}

function failsSql(column: string, reading: ColumnReading): string {
  const value = quoteName(column);
  return `${value} IS NOT NULL AND trim(${value}) <> '' AND (${readingSql(reading, value)}) IS NULL`;
}

/** A name for the column of texts that is not taken. */
function asWritten(column: string, names: readonly string[]): string {
  let name = `${column} (as written)`;
  while (names.some((known) => known.toLowerCase() === name.toLowerCase())) name += '_1';
  return name;
}
