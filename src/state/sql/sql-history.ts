import type { Cell } from '../../notebook/document';
import type { RunRecord } from '../../notebook/run-record';

/** A statement that was run, as it went the last time. */
export interface PastStatement {
  sql: string;
  cellId: string;
  /** What the cell is called now; as it was known then where it is gone. */
  cellName: string;
  startedAt: Date;
  durationMs: number;
  rowsMade: number | undefined;
  outcome: RunRecord['outcome'];
  /** How often it has run. */
  runs: number;
}

export interface HistoryQuery {
  /** Only statements of this cell. */
  cellId?: string;
  /** Words that the statement contains, in any order, in any case. */
  search?: string;
}

/** Statements of the notebook, each once a cell, the one run last first. */
export function listStatements(
  records: readonly RunRecord[],
  cells: readonly Cell[],
  { cellId, search = '' }: HistoryQuery,
): PastStatement[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = new Map<string, PastStatement>();
  for (const record of [...records].reverse()) {
    const { sql } = record.params;
    if (typeof sql !== 'string' || sql.trim() === '') continue;
    if (cellId !== undefined && record.cell !== cellId) continue;
    if (!words.every((word) => sql.toLowerCase().includes(word))) continue;
    const key = JSON.stringify([record.cell, sql.trim()]);
    const known = found.get(key);
    if (known) known.runs += 1;
    else found.set(key, toStatement(record, sql, cells));
  }
  return [...found.values()];
}

function toStatement(record: RunRecord, sql: string, cells: readonly Cell[]): PastStatement {
  const { cell, startedAt, durationMs, rowsMade, outcome } = record;
  return {
    sql,
    cellId: cell,
    cellName: cells.find(({ id }) => id === cell)?.name ?? 'a cell deleted since',
    startedAt: new Date(startedAt),
    durationMs,
    rowsMade,
    outcome,
    runs: 1,
  };
}
