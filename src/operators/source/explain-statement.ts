import type { Columns } from '../../data/columns';
import { quoteName } from '../../data/sql';
import type { NamedTable } from '../contract';
import { planCost, type PlanCost } from './plan-cost';
import { planSteps, type PlanStep, type ScannedTable } from './plan-steps';
import { readPlan } from './read-plan';

/** What the engine will do for a statement, in words, and what it will cost. */
export interface Explanation {
  steps: PlanStep[];
  cost: PlanCost;
  /** The engine's own plan. */
  plan: string;
}

type Query = (sql: string, signal?: AbortSignal) => Promise<Columns>;

/**
 * Explains a bound SELECT without running it; `undefined` while one of its tables has not been made.
 * @throws AppError `query_failed`
 */
export async function explainStatement(
  query: Query,
  sql: string,
  tables: readonly NamedTable[],
  signal?: AbortSignal,
): Promise<Explanation | undefined> {
  if (tables.some(({ table }) => !table)) return undefined;
  const parts = tables.map(({ name, table }) => `${quoteName(name)} AS (FROM ${table!.relation})`);
  const head = parts.length > 0 ? `WITH ${parts.join(', ')} ` : '';
  const select = `${head}SELECT * FROM (\n${sql.replace(/[\s;]+$/, '')}\n)`;
  const answer = await query(`EXPLAIN (FORMAT json) ${select}`, signal);
  const columns = await query(
    `SELECT count(*)::DOUBLE AS columns FROM (DESCRIBE ${select})`,
    signal,
  );
  const json = answer.texts('explain_value')[0]!;
  const plan = readPlan(json);
  const scanned = new Map(
    tables.map(({ name, table }): [string, ScannedTable] => [
      table!.fingerprint,
      { name, rowCount: table!.rowCount },
    ]),
  );
  const cost = planCost(plan, scanned, columns.numbers('columns')[0]!);
  return { steps: planSteps(plan, scanned), cost, plan: json };
}
