import type { FeatureSet } from '../../data/artifact';
import type { Columns } from '../../data/columns';
import type { TableInfo } from '../../data/table';
import { readPlan, type PlanNode } from '../../operators/source/read-plan';

/** What was seen of a run that had tables to read. */
export interface WatchedRun {
  /** What the operator was given, by name. */
  inputs: Record<string, unknown>;
  params: Record<string, unknown>;
  /** Every SELECT that it had the engine run. */
  statements: ReadonlySet<string>;
  /** Tables whose counted texts it asked for, by fingerprint, and of which columns; of all where that is undefined. */
  texts: ReadonlyMap<string, readonly string[] | undefined>;
}

type Query = (sql: string) => Promise<Columns>;

/** The tables that an operator was given. */
export function inputTables(inputs: Record<string, unknown>): TableInfo[] {
  return Object.values(inputs).flat().filter(isTable);
}

/**
 * Which of these columns of a table a run read, by the engine's own plans of its statements: those that a scan of
 * the table hands on or filters by. All, where counted texts of all were asked for or a plan cannot be had. A run that
 * asked the engine nothing (it answered from what its worker remembers) read what its params and feature sets name.
 */
export async function findColumnsRead(
  query: Query,
  table: TableInfo,
  names: readonly string[],
  run: WatchedRun,
): Promise<string[]> {
  const counted = run.texts.has(table.fingerprint) ? run.texts.get(table.fingerprint) : [];
  if (names.length === 0 || !counted) return [...names];
  if (run.statements.size === 0 && counted.length === 0)
    return names.filter((name) => namedBy(run).has(name));
  const read = new Set(counted);
  for (const sql of run.statements) {
    const plan = await planOf(query, sql);
    if (!plan) return [...names];
    for (const name of names.filter((each) => isScanned(plan, table, each))) read.add(name);
  }
  return names.filter((name) => read.has(name));
}

/** The engine's plan of a statement; `undefined` where it has none, as for tables that are gone. */
export async function planOf(query: Query, sql: string): Promise<PlanNode | undefined> {
  try {
    return readPlan((await query(`EXPLAIN (FORMAT json) ${sql}`)).texts('explain_value')[0]!);
  } catch {
    return undefined;
  }
}

/** Whether a plan scans a column of a table: hands it on, or filters by it. */
export function isScanned(node: PlanNode, table: TableInfo, name: string): boolean {
  if (node.children.some((child) => isScanned(child, table, name))) return true;
  const scanned = node.facts.get('Table')?.[0]?.split('.').at(-1);
  if (scanned !== lastName(table.relation)) return false;
  const filters = node.facts.get('Filters') ?? [];
  const columns = node.facts.get('Projections') ?? [];
  return columns.includes(name) || filters.some((text) => text.includes(name));
}

/** What a plan calls a relation: its last name. Of tables brought back from the disk all have the same. */
function lastName(relation: string): string | undefined {
  return /"((?:[^"]|"")*)"$/.exec(relation)?.[1]?.replaceAll('""', '"');
}

function namedBy({ inputs, params }: WatchedRun): Set<string> {
  return new Set([...textsIn(params), ...featureNames(inputs)]);
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

function featureNames(inputs: Record<string, unknown>): string[] {
  return Object.values(inputs)
    .flat()
    .filter(isFeatureSet)
    .flatMap(({ target, choices }) => [
      target,
      ...choices.filter(({ chosen }) => chosen).map(({ column }) => column),
    ]);
}

function isTable(value: unknown): value is TableInfo {
  return typeof value === 'object' && value !== null && 'relation' in value && 'columns' in value;
}

function isFeatureSet(value: unknown): value is FeatureSet {
  return typeof value === 'object' && value !== null && 'choices' in value && 'target' in value;
}
