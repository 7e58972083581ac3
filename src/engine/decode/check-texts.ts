import { readColumns } from '../../data/columns';
import { quoteName } from '../../data/sql';
import type { ColumnTexts } from '../../data/texts/column-texts';
import type { ImportDatabase } from './import-ports';

/** Columns whose table was made with as many values and as many bytes as were counted. */
export async function checkTexts(
  database: Pick<ImportDatabase, 'query'>,
  relation: string,
  texts: ColumnTexts[],
): Promise<ColumnTexts[]> {
  if (texts.length === 0) return [];
  const fields = texts.map(
    ({ name }, index) =>
      `count(${quoteName(name)})::DOUBLE AS n${index}, coalesce(sum(strlen(${quoteName(name)})), 0)::DOUBLE AS b${index}`,
  );
  const answer = readColumns(await database.query(`SELECT ${fields.join(', ')} FROM ${relation}`));
  const found = (field: string): number => answer.numbers(field)[0]!;
  return texts.filter(
    ({ present, bytes }, index) => found(`n${index}`) === present && found(`b${index}`) === bytes,
  );
}
