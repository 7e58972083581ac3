import { findColumn, type ColumnInfo } from '../../data/table';
import { countWords } from '../../data/format';
import { readHeaderPictures, type HeaderPicture } from '../../methods/profile/header-pictures';
import {
  headerPicturesQuery,
  headerRangesQuery,
  readHeaderRanges,
} from '../../methods/profile/header-queries';
import { defineOperator, one } from '../contract';
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
    const pictures: HeaderPicture[] = [];
    let rows = table.rowCount;
    for (let start = 0; start < chosen.length; start += columnsAtOnce) {
      const some: ColumnInfo[] = chosen.slice(start, start + columnsAtOnce);
      const answer = await context.query(headerRangesQuery(table.relation, some, where));
      const ranges = readHeaderRanges(answer, some);
      const sql = headerPicturesQuery(table.relation, some, where, ranges);
      const counted = sql === undefined ? undefined : await context.query(sql);
      pictures.push(...readHeaderPictures(counted, some, where, ranges));
      rows = ranges.rows;
      await context.pause();
    }
    return { rows, columns: pictures };
  },
  describe: ({ rows, columns: pictures }) => [
    {
      level: 'info',
      text: `Pictures of ${countWords(pictures.length, 'column')} over ${countWords(rows, 'row')}.`,
    },
  ],
});
