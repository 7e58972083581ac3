import { countWords } from '../../data/format';
import { repairNames } from '../../data/formats/csv/column-names';
import { quoteName, quoteText } from '../../data/sql';
import type { ColumnInfo, TableInfo } from '../../data/table';
import { isNumericType } from '../../data/table';
import { defineOperator, one } from '../contract';
import { badParam, columns, text, toggle } from '../params';

/** A wide table made long. */
export interface UnpivotResult {
  table: TableInfo;
  unpivoted: number;
  kept: number;
  rowsRead: number;
  /** Whether values of several types became texts. */
  isText: boolean;
}

export default defineOperator({
  id: 'prepare.unpivot',
  version: 1,
  topic: 'prepare',
  title: 'Unpivot',
  question: 'What if each of these columns were a row?',
  inputs: { table: one('table') },
  params: {
    columns: columns({
      label: 'Columns to rows',
      none: 'All numbers',
      help: 'Each becomes a row with its name and its value. None means all columns of numbers.',
    }),
    name: text({ label: 'Call the names', default: 'name' }),
    value: text({ label: 'Call the values', default: 'value' }),
    missing: toggle({ label: 'Rows for missing values', default: false, advanced: true }),
  },
  output: 'table',
  cost: ({ table }) => ({
    rows: table.rowCount * table.columns.length,
    bytes: 0,
    seconds: (table.rowCount * table.columns.length) / 1e7,
  }),
  run: async ({ table }, params, context): Promise<UnpivotResult> => {
    const chosen = chooseColumns(table, params.columns);
    const kept = table.columns.filter((column) => !chosen.includes(column));
    const isText = new Set(chosen.map(({ type }) => type)).size > 1 && !chosen.every(isNumber);
    const made = await context.createTable(unpivotQuery(table, chosen, kept, isText, params));
    return {
      table: made,
      unpivoted: chosen.length,
      kept: kept.length,
      rowsRead: table.rowCount,
      isText,
    };
  },
  value: ({ table }) => table,
  describe: ({ table, unpivoted, kept, rowsRead, isText }, { missing }) => [
    {
      level: table.rowCount === 0 ? 'warning' : 'good',
      text: `${countWords(rowsRead, 'row')} became ${countWords(table.rowCount, 'row')}: one for each ${missing ? '' : 'value that is there '}of ${countWords(unpivoted, 'column')}, beside ${countWords(kept, 'column')} that stayed.`,
    },
    ...(isText
      ? [
          {
            level: 'warning' as const,
            text: 'The columns have different types, so that their values became texts.',
          },
        ]
      : []),
  ],
});

function chooseColumns(table: TableInfo, names: readonly string[]): ColumnInfo[] {
  const chosen =
    names.length > 0
      ? table.columns.filter(({ name }) => names.includes(name))
      : table.columns.filter(isNumber);
  if (chosen.length === 0)
    throw badParam('columns', names, 'the table has no columns of numbers: choose some');
  return chosen;
}

/** Rows stay in order, those made of one row in the order of the columns. */
function unpivotQuery(
  { relation }: TableInfo,
  chosen: readonly ColumnInfo[],
  kept: readonly ColumnInfo[],
  isText: boolean,
  { name, value, missing }: { name: string; value: string; missing: boolean },
): string {
  const stay = kept.map((column) => column.name);
  const { names } = repairNames([...stay, name, value]);
  const [called, held] = names.slice(-2).map(quoteName);
  const cells = chosen.map((column) =>
    isText ? `CAST(${quoteName(column.name)} AS VARCHAR)` : quoteName(column.name),
  );
  const labels = chosen.map((column) => quoteText(column.name));
  const lists = `unnest([${labels.join(', ')}]) AS ${called}, unnest([${cells.join(', ')}]) AS ${held}`;
  const select = `SELECT ${[...stay.map(quoteName), lists].join(', ')} FROM ${relation}`;
  return missing ? select : `SELECT * FROM (${select}) WHERE ${held} IS NOT NULL`;
}

function isNumber({ type }: ColumnInfo): boolean {
  return isNumericType(type);
}
