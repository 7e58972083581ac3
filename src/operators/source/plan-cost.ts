import { formatCount } from '../../data/format';
import { scannedTable, type ScannedTables } from './plan-steps';
import type { PlanNode } from './read-plan';

/** What a statement will cost, from the engine's plan and the sizes of the tables. Estimates, often off by some times. */
export interface PlanCost {
  /** Rows of all tables that it reads. */
  rowsRead: number;
  /** Rows that it makes. */
  rowsMade: number;
  /** Bytes of the table that it makes. */
  bytes: number;
  /** Seconds on a small laptop. */
  seconds: number;
  /** What makes it heavy, in words. */
  reasons: string[];
}

/** Rows a second that one thread of the engine gets through, by kind of step; measured on two cores in Chromium. */
const rowsPerSecond = {
  scan: 60e6,
  pair: 25e6,
  join: 12e6,
  group: 12e6,
  sort: 3e6,
  window: 2e6,
  make: 8e6,
};
const bytesOfCell = 10;
/** From so many pairs on, a product of two tables is worth a word. */
const manyPairs = 10e6;

export function planCost(plan: PlanNode, tables: ScannedTables, columnCount: number): PlanCost {
  const cost: PlanCost = { rowsRead: 0, rowsMade: 0, bytes: 0, seconds: 0, reasons: [] };
  cost.rowsMade = addCost(plan, tables, cost);
  cost.bytes = cost.rowsMade * columnCount * bytesOfCell;
  cost.seconds += (cost.rowsMade * Math.max(1, columnCount / 4)) / rowsPerSecond.make;
  return cost;
}

/** Adds what a step and those below it cost; answers the rows that it hands on. */
function addCost(node: PlanNode, tables: ScannedTables, cost: PlanCost): number {
  const rows = node.children.map((child) => addCost(child, tables, cost));
  const most = Math.max(0, ...rows);
  if (node.kind === 'SEQ_SCAN') return addScan(node, tables, cost);
  if (isProduct(node)) return addProduct(node, rows, cost);
  const sum = rows.reduce((total, count) => total + count, 0);
  const made = /^(UNGROUPED|SIMPLE)_AGGREGATE$/.test(node.kind) ? 1 : (node.rows ?? most);
  cost.seconds += stepSeconds(node.kind, sum, made);
  return /^(LIMIT|STREAMING_LIMIT|TOP_N)$/.test(node.kind) ? Math.min(made, most) : made;
}

function addScan(node: PlanNode, tables: ScannedTables, cost: PlanCost): number {
  const rowCount = scannedTable(node, tables)?.rowCount ?? node.rows ?? 0;
  const columns = node.facts.get('Projections')?.length ?? 0;
  cost.rowsRead += rowCount;
  cost.seconds += (rowCount * Math.max(1, columns)) / rowsPerSecond.scan;
  return Math.min(node.rows ?? rowCount, rowCount);
}

function isProduct({ kind }: PlanNode): boolean {
  return kind === 'CROSS_PRODUCT' || /NL_JOIN|NESTED_LOOP/.test(kind);
}

function addProduct(node: PlanNode, rows: readonly number[], cost: PlanCost): number {
  const pairs = rows.reduce((product, count) => product * count, 1);
  cost.seconds += pairs / rowsPerSecond.pair;
  if (pairs >= manyPairs) {
    const words = node.kind === 'CROSS_PRODUCT' ? 'pairs' : 'compares';
    cost.reasons.push(
      `It ${words} every row of one table with every row of another: ${rows.map(formatCount).join(' × ')} = ${formatCount(pairs)} pairs.`,
    );
  }
  return node.kind === 'CROSS_PRODUCT' ? pairs : (node.rows ?? pairs);
}

function stepSeconds(kind: string, read: number, made: number): number {
  if (/JOIN$/.test(kind)) return (read + made) / rowsPerSecond.join;
  if (/GROUP_BY|AGGREGATE|DISTINCT/.test(kind)) return read / rowsPerSecond.group;
  if (kind === 'ORDER_BY' || kind === 'TOP_N') return read / rowsPerSecond.sort;
  if (kind === 'WINDOW') return read / rowsPerSecond.window;
  return made / rowsPerSecond.scan;
}
