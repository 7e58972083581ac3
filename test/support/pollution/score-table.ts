import type { CleanTable } from './clean-tables';

/** A table as a reader made it: values as text, `null` where missing. */
export interface ReadTable {
  names: string[];
  rows: (string | null)[][];
}

/** F1 of the names, of whole records and of cells at their column, each 0..1; 1 where both have none. */
export interface TableScore {
  header: number;
  record: number;
  cell: number;
}

/** Compares as sets with repetition. Numbers and times are equal when they mean the same: `1.50` and `1.5`. */
export function scoreTable(read: ReadTable, clean: CleanTable): TableScore {
  const readRows = read.rows.map((row) => row.map(canonical));
  const cleanRows = clean.rows.map((row) => row.map(canonical));
  const records = (rows: string[][]): string[] => rows.map((row) => JSON.stringify(row));
  const cells = (rows: string[][]): string[] =>
    rows.flatMap((row) => row.map((value, column) => `${column}:${value}`));
  return {
    header: matchShare(read.names, clean.names),
    record: matchShare(records(readRows), records(cleanRows)),
    cell: matchShare(cells(readRows), cells(cleanRows)),
  };
}

function matchShare(found: readonly string[], wanted: readonly string[]): number {
  if (found.length + wanted.length === 0) return 1;
  const left = new Map<string, number>();
  for (const text of wanted) left.set(text, (left.get(text) ?? 0) + 1);
  let both = 0;
  for (const text of found) {
    const count = left.get(text) ?? 0;
    if (count > 0) both += 1;
    left.set(text, count - 1);
  }
  return (2 * both) / (found.length + wanted.length);
}

function canonical(value: string | null): string {
  const text = value ?? '';
  if (/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) && !/^-?0\d/.test(text))
    return String(Number(text));
  return text;
}
