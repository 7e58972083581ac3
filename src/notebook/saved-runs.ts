import type { RunRecord } from './run-record';

/** What a cell came to, as a notebook file keeps it: enough to tell whether another run comes to the same. */
export interface SavedRun {
  cell: string;
  fingerprint: string;
  outcome: RunRecord['outcome'];
  /** SHA-256 of the result, without what tells only how long it took and where it lies. */
  digest?: string;
  /** Of a table: its rows and columns, and a checksum of its values in any order, by this version of the engine. */
  table?: { rows: number; columns: [name: string, type: string][]; checksum?: string };
  engine?: string;
  /** Leading numbers of the result, by name. */
  figures?: [label: string, value: number][];
}

/** The runs that a notebook file holds; what is not as it should be is left out, since only the cells are needed. */
export function readSavedRuns(text: string): SavedRun[] {
  const { runs } = JSON.parse(text) as { runs?: unknown };
  return Array.isArray(runs) ? runs.flatMap(readRun) : [];
}

function readRun(value: unknown): SavedRun[] {
  if (typeof value !== 'object' || value === null) return [];
  const { cell, fingerprint, outcome, digest, table, engine, figures } = value as Partial<SavedRun>;
  if (typeof cell !== 'string' || typeof fingerprint !== 'string') return [];
  if (outcome !== 'done' && outcome !== 'failed' && outcome !== 'cancelled') return [];
  return [
    {
      cell,
      fingerprint,
      outcome,
      ...(typeof digest === 'string' ? { digest } : {}),
      ...readTable(table),
      ...(typeof engine === 'string' ? { engine } : {}),
      ...(Array.isArray(figures) ? { figures: figures.filter(isFigure) } : {}),
    },
  ];
}

function readTable(table: SavedRun['table'] | undefined): Pick<SavedRun, 'table'> {
  if (typeof table?.rows !== 'number' || !Array.isArray(table.columns)) return {};
  const columns = table.columns.filter(
    (column: unknown): column is [string, string] =>
      Array.isArray(column) &&
      column.length === 2 &&
      column.every((part) => typeof part === 'string'),
  );
  const { rows, checksum } = table;
  return { table: { rows, columns, ...(typeof checksum === 'string' ? { checksum } : {}) } };
}

function isFigure(pair: unknown): pair is [string, number] {
  return Array.isArray(pair) && typeof pair[0] === 'string' && typeof pair[1] === 'number';
}
