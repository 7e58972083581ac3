import type { Statement } from '../../data/answer';
import { countWords, formatCount } from '../../data/format';
import type { TableInfo } from '../../data/table';
import {
  freeColumnName,
  planUnion,
  unionQuery,
  type UnionColumn,
  type UnionPart,
} from '../../methods/source/union-tables';
import { defineOperator, many } from '../contract';
import { badParam, hidden, toggle } from '../params';

export type TableLabel = [fingerprint: string, label: string];

/** The table of all rows, and how the tables that it is made of differ. */
export interface CombineResult {
  table: TableInfo;
  parts: { label: string; rows: number }[];
  /** Columns that some parts lack: these have no values there. */
  missing: { column: string; labels: string[] }[];
  /** Columns of several types, and the one that holds them all. */
  retyped: { column: string; type: string; types: string[] }[];
}

export default defineOperator({
  id: 'source.combine',
  version: 1,
  topic: 'source',
  title: 'Combine tables',
  question: 'What do these tables hold together?',
  inputs: { tables: many('table', 'Tables') },
  params: {
    labelled: toggle({
      label: 'Add a column with the source',
      help: 'Says for each row which table it is from.',
      default: true,
    }),
    /** What tables are called in that column, by their fingerprints: inputs may come and go. */
    labels: hidden<TableLabel[]>({ default: [], check: checkLabels }),
  },
  output: 'table',
  cost: ({ tables }) => {
    const rows = tables.reduce((sum, table) => sum + table.rowCount, 0);
    return { rows, bytes: 0, seconds: rows / 5e6 };
  },
  run: async ({ tables }, { labelled, labels }, context): Promise<CombineResult> => {
    const known = new Map(labels);
    const parts = tables.map((table, index) => ({
      table,
      label: known.get(table.fingerprint) ?? `table ${index + 1}`,
    }));
    const columns = planUnion(parts);
    const labelName = labelled ? freeColumnName(columns, 'source_file') : undefined;
    const table = await context.createTable(unionQuery(parts, columns, labelName));
    return {
      table,
      parts: parts.map(({ label, table: { rowCount } }) => ({ label, rows: rowCount })),
      missing: findMissing(parts, columns),
      retyped: findRetyped(columns),
    };
  },
  value: (result) => result.table,
  describe: (result) => [
    describeSize(result),
    ...describeMissing(result),
    ...describeTypes(result),
  ],
  table: ({ parts }) => [
    {
      title: 'Tables',
      columns: [
        { label: 'Table', format: 'text' },
        { label: 'Rows', format: 'bar' },
      ],
      rows: parts.map(({ label, rows }) => [label, rows]),
    },
  ],
  next: () => [
    {
      question: 'What is in this table?',
      operator: 'profile.table',
      params: {},
      inputs: { table: 'self' },
    },
  ],
});

function findMissing(
  parts: readonly UnionPart[],
  columns: readonly UnionColumn[],
): CombineResult['missing'] {
  return columns
    .map(({ name, sources }) => ({
      column: name,
      labels: parts.filter((_, index) => sources[index] === undefined).map(({ label }) => label),
    }))
    .filter(({ labels }) => labels.length > 0);
}

function findRetyped(columns: readonly UnionColumn[]): CombineResult['retyped'] {
  return columns.flatMap(({ name, type, sources }) => {
    const types = [...new Set(sources.flatMap((source) => (source ? [source.type] : [])))];
    return types.length > 1 ? [{ column: name, type, types }] : [];
  });
}

function describeSize({ table, parts }: CombineResult): Statement {
  const size = `${countWords(table.rowCount, 'row')} × ${countWords(table.columns.length, 'column')}`;
  return {
    level: table.rowCount === 0 ? 'warning' : 'good',
    text: `${size}, from ${countWords(parts.length, 'table')} put together by the names of their columns.`,
  };
}

function describeMissing({ missing, parts }: CombineResult): Statement[] {
  return missing.map(({ column, labels }) => ({
    level: 'warning',
    text: `"${column}" is missing in ${formatCount(labels.length)} of ${countWords(parts.length, 'table')} (${listFirst(labels)}); it has no values there.`,
  }));
}

function describeTypes({ retyped }: CombineResult): Statement[] {
  return retyped.map(({ column, type, types }) => ({
    level: type === 'VARCHAR' ? 'warning' : 'info',
    text: `"${column}" is ${types.join(' in some and ')} in others; ${type === 'VARCHAR' ? 'it is kept as text' : `as ${type} it holds all of them`}.`,
  }));
}

function listFirst(labels: readonly string[]): string {
  const first = labels.slice(0, 3).map((label) => `"${label}"`);
  return labels.length > first.length ? `${first.join(', ')}, …` : first.join(', ');
}

function checkLabels(value: unknown, name: string): TableLabel[] {
  const isPair = (item: unknown): boolean =>
    Array.isArray(item) && item.length === 2 && item.every((text) => typeof text === 'string');
  if (!Array.isArray(value) || !value.every(isPair))
    throw badParam(name, value, 'give a list of [fingerprint, label]');
  return value as TableLabel[];
}
