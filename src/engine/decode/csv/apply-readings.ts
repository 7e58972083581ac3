import { readColumns } from '../../../data/columns';
import type { ColumnReading } from '../../../data/formats/csv/column-reading';
import { whyUnread } from '../../../data/formats/csv/why-unread';
import { writtenNames } from '../../../data/formats/csv/written-names';
import type { CastFailures, FailedCell } from '../../../data/source';
import { quoteName } from '../../../data/sql';
import { readingSql } from './column-reading-sql';
import type { ImportDatabase, ImportTarget } from '../import-ports';
import { relationOf } from './load-csv';

/** The columns of a table, and those of them that keep the whole texts of others, by the name of the other. */
export interface ReadColumns {
  names: readonly string[];
  texts: ReadonlyMap<string, string>;
}

/** Cells that are listed, of each column. */
const listedCells = 1_000;

/**
 * Reads columns of text as asked for. Where a text cannot be read so, the value is missing, is counted and
 * listed, and its text stands in a column of its own beside it; a column that can be read whole gets none.
 */
export async function applyReadings(
  database: ImportDatabase,
  target: ImportTarget,
  { names, texts }: ReadColumns,
  readings: readonly (readonly [column: string, reading: ColumnReading])[],
  signal?: AbortSignal,
): Promise<CastFailures[]> {
  const chosen = readings.filter(([name, { as }]) => as !== 'text' && names.includes(name));
  if (chosen.length === 0) return [];
  const relation = relationOf(target);
  const written = writtenNames(names);
  const failures = new Map<string, CastFailures>();
  for (const [column, reading] of chosen) {
    const keptIn = texts.get(column) ?? written.get(column)!;
    const found = await findFailures(database, relation, column, reading, signal);
    failures.set(column, { column, as: reading.as, keptIn, ...found });
  }
  const changed = new Map(chosen);
  const select = names.flatMap((name) => {
    const reading = changed.get(name);
    const whole = texts.has(name) ? [quoteName(texts.get(name)!)] : [];
    if (!reading) return [quoteName(name), ...whole];
    const typed = `${readingSql(reading, quoteName(name))} AS ${quoteName(name)}`;
    const { failed, keptIn } = failures.get(name)!;
    const text = `CASE WHEN ${failsSql(quoteName(name), reading)} THEN ${quoteName(name)} END AS ${quoteName(keptIn)}`;
    const isSparse = failed > 0 && whole.length === 0;
    return [typed, ...(isSparse ? [text] : whole)];
  });
  await database.query(
    `CREATE OR REPLACE TABLE ${relation} AS SELECT ${select.join(', ')} FROM ${relation}`,
    signal,
  );
  return [...failures.values()];
}

/** How many texts cannot be read, up to five different ones, and the first of them with their rows. */
async function findFailures(
  database: ImportDatabase,
  relation: string,
  column: string,
  reading: ColumnReading,
  signal?: AbortSignal,
): Promise<Pick<CastFailures, 'failed' | 'examples' | 'cells'>> {
  // Under a name of ours, so that no column of the table can be taken for another.
  const source = `(SELECT ${quoteName(column)} AS text, row_number() OVER () AS row FROM ${relation})`;
  const where = `FROM ${source} WHERE ${failsSql('text', reading)}`;
  const counted = readColumns(
    await database.query(
      `SELECT count(*)::DOUBLE AS failed, list(DISTINCT left(text, 100))[1:5]::VARCHAR[] AS examples ${where}`,
      signal,
    ),
  );
  const failed = counted.numbers('failed')[0]!;
  if (failed === 0) return { failed, examples: [], cells: [] };
  const examples = Array.from((counted.values('examples')[0] ?? []) as ArrayLike<string>);
  const listed = readColumns(
    await database.query(
      `SELECT row::DOUBLE AS row, left(text, 500) AS text ${where} ORDER BY row LIMIT ${listedCells}`,
      signal,
    ),
  );
  const rows = listed.numbers('row');
  const cells = listed.texts('text').map((text, place): FailedCell => {
    const why = whyUnread(reading, text!);
    return { row: rows[place]!, text: text!, why };
  });
  return { failed, examples, cells };
}

/** `value` is SQL. */
function failsSql(value: string, reading: ColumnReading): string {
  return `${value} IS NOT NULL AND trim(${value}) <> '' AND (${readingSql(reading, value)}) IS NULL`;
}
