import type { TableInfo } from './table';

/** The share of all columns that the tables have in common, 0..1. */
export function sharedColumns(tables: readonly TableInfo[]): number {
  const sets = tables.map(({ columns }) => new Set(columns.map(({ name }) => name.toLowerCase())));
  const all = new Set(sets.flatMap((set) => [...set]));
  const common = [...all].filter((name) => sets.every((set) => set.has(name)));
  return all.size === 0 ? 0 : common.length / all.size;
}
