import type { RowExtract } from './row-extract';

/** What a column means, as opposed to how it is stored. */
export const columnKinds = [
  'number',
  'integer',
  'category',
  'boolean',
  'date',
  'datetime',
  'text',
  'identifier',
  'constant',
  'empty',
] as const;

export type ColumnKind = (typeof columnKinds)[number];

/** How much a column gives away about people, from least to most. */
export const sensitivities = ['public', 'internal', 'personal', 'special category'] as const;

export type Sensitivity = (typeof sensitivities)[number];

export interface ColumnInfo {
  name: string;
  /** The engine's own type, as DuckDB writes it: `BIGINT`, `VARCHAR`, `DECIMAL(18,3)`. */
  type: string;
  kind: ColumnKind;
  /** Why this kind: "12 distinct integers in 22,792 rows". Shown to the user. */
  reason: string;
  /** Rows without a value (SQL NULL). */
  missing: number;
  /** Distinct values without NULL and NaN: exact, unless `distinctIsEstimate`. */
  distinct: number;
  /** Counted by HyperLogLog (standard error 13 %) because an exact count would have been slow at loading. */
  distinctIsEstimate: boolean;
  /** The column beside it that keeps its texts as they stand in the file, all or those that could not be read. */
  writtenIn?: string;
}

/** A table in the engine: where it stands, and what its columns are. Never changed once made. */
export interface TableInfo {
  /** A ready-quoted relation for a FROM clause. */
  relation: string;
  fingerprint: string;
  rowCount: number;
  columns: ColumnInfo[];
  /** Lines of the source that did not make a row; each is kept with number, reason and text. */
  rejected: RejectedLines;
  /** Which rows of the file these are, where not all. */
  extract?: RowExtract;
}

export interface RejectedLines {
  /** All of them, exact. */
  count: number;
  /** The first of them (at most 1,000), in file order. */
  lines: RejectedLine[];
}

export interface RejectedLine {
  /** 1-based line in the file. */
  line: number;
  column?: string;
  reason: string;
  text: string;
}

export const noRejects: RejectedLines = { count: 0, lines: [] };

const numericKinds: readonly ColumnKind[] = ['number', 'integer'];

/** Whether the engine stores this column as a number (whatever its kind). */
export function isNumericType(type: string): boolean {
  return /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL(\(\d+, *\d+\))?)$/.test(type);
}

export function isNumericKind(kind: ColumnKind): boolean {
  return numericKinds.includes(kind);
}

export function findColumn(table: TableInfo, name: string): ColumnInfo | undefined {
  return table.columns.find((column) => column.name === name);
}
