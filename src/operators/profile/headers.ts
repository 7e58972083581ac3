import { findColumn, type ColumnInfo, type TableInfo } from '../../data/table';
import { countWords } from '../../data/format';
import { readHeaderPictures, type HeaderPicture } from '../../methods/profile/header-pictures';
import {
  headerPicturesQuery,
  headerRangesQuery,
  readHeaderRanges,
} from '../../methods/profile/header-queries';
import { pictureOfTexts } from '../../methods/profile/counted-pictures';
import { defineOperator, one, type RunContext } from '../contract';
import { columns, text } from '../params';

/** Pictures above the columns of a grid, and the rows that they rest on. */
export interface HeadersReport {
  /** Rows that meet the condition. */
  rows: number;
  columns: HeaderPicture[];
}

/** Columns that share two statements. */
const columnsAtOnce = 40;

export default defineOperator({
  id: 'profile.headers',
  version: 2,
  topic: 'profile',
  title: 'Column headers',
  question: 'How do the columns of this grid look?',
  inputs: { table: one('table') },
  params: {
    where: text({
      label: 'Rows',
      help: 'A condition in SQL on the columns; empty for all rows.',
    }),
    columns: columns({ label: 'Columns', help: 'Only these; none means all.' }),
  },
  output: 'report',
  unlisted: true,
  cost: ({ table }) => ({
    rows: table.rowCount,
    bytes: 1000 * table.columns.length,
    seconds: (table.rowCount * table.columns.length) / 6e7,
  }),
  run: async ({ table }, { where, columns: names }, context): Promise<HeadersReport> => {
    const chosen =
      names.length === 0 ? table.columns : names.map((name) => findColumn(table, name)!);
    const counted =
      where === '' ? await knownPictures(context, table, chosen) : new Map<string, HeaderPicture>();
    const asked = chosen.filter(({ name }) => !counted.has(name));
    let rows = table.rowCount;
    for (let start = 0; start < asked.length; start += columnsAtOnce) {
      const some: ColumnInfo[] = asked.slice(start, start + columnsAtOnce);
      const answer = await context.query(headerRangesQuery(table.relation, some, where));
      const ranges = readHeaderRanges(answer, some);
      const sql = headerPicturesQuery(table.relation, some, where, ranges);
      const bins = sql === undefined ? undefined : await context.query(sql);
      for (const picture of readHeaderPictures(bins, some, where, ranges))
        counted.set(picture.name, picture);
      rows = ranges.rows;
      await context.pause();
    }
    return { rows, columns: chosen.map(({ name }) => counted.get(name)!) };
  },
  describe: ({ rows, columns: pictures }) => [
    {
      level: 'info',
      text: `Pictures of ${countWords(pictures.length, 'column')} over ${countWords(rows, 'row')}.`,
    },
  ],
});

/** Pictures of text columns that were counted while their file was read: the engine need not count them again. */
async function knownPictures(
  context: RunContext,
  table: TableInfo,
  columns: readonly ColumnInfo[],
): Promise<Map<string, HeaderPicture>> {
  const texts = await context.columnTexts(
    table,
    columns.map(({ name }) => name),
  );
  return new Map(
    columns.flatMap((column): [string, HeaderPicture][] => {
      const facts = texts.get(column.name);
      const picture = facts && pictureOfTexts(column, table.rowCount, facts);
      return picture ? [[column.name, picture]] : [];
    }),
  );
}
