import { countWords, formatCount } from '../../data/format';
import { named, outputNames } from './plan-names';
import { factText, type PlanNode } from './read-plan';

/** One step of a plan in words. */
export interface PlanStep {
  text: string;
  /** Rows that the engine expects of it. */
  rows: number | undefined;
  isWarning: boolean;
}

/** What a scanned table is called here, and how many rows it has. */
export interface ScannedTable {
  name: string;
  rowCount: number;
}

/** Tables by the name that the engine has for them. */
export type ScannedTables = ReadonlyMap<string, ScannedTable>;

/** A plan told in the order in which it is carried out. What only hands columns on is left out. */
export function planSteps(plan: PlanNode, tables: ScannedTables): PlanStep[] {
  const steps: PlanStep[] = [];
  tell(plan, tables, steps);
  return steps;
}

/** The table that a step reads. */
export function scannedTable(node: PlanNode, tables: ScannedTables): ScannedTable | undefined {
  const written = factText(node, 'Table');
  return tables.get(written) ?? tables.get(written.split('.').at(-1)!);
}

/** Answers how later steps refer to what this one makes. */
function tell(node: PlanNode, tables: ScannedTables, steps: PlanStep[]): string {
  const sources = node.children.map((child) => tell(child, tables, steps));
  const words = wordsFor(node, sources, tables);
  if (words === undefined) return sources[0] ?? 'nothing';
  const isWarning = node.kind === 'CROSS_PRODUCT' || /NL_JOIN|NESTED_LOOP/.test(node.kind);
  steps.push({ text: words, rows: node.rows, isWarning });
  return node.kind === 'SEQ_SCAN' ? tableName(node, tables) : `step ${steps.length}`;
}

function tableName(node: PlanNode, tables: ScannedTables): string {
  return scannedTable(node, tables)?.name ?? factText(node, 'Table');
}

type Teller = (node: PlanNode, sources: readonly string[], tables: ScannedTables) => string;

/** `undefined` for what computes nothing that a person wrote. */
function wordsFor(
  node: PlanNode,
  sources: readonly string[],
  tables: ScannedTables,
): string | undefined {
  if (node.kind === 'PROJECTION') return projectionWords(node);
  const teller = tellers[node.kind] ?? (/JOIN$/.test(node.kind) ? joinWords : undefined);
  if (teller) return teller(node, sources, tables);
  const kind = node.kind.toLowerCase().replaceAll('_', ' ');
  return sources.length > 0
    ? `Does ${kind} on ${sources.join(' and ')}.`
    : `Takes rows from ${kind}.`;
}

const tellers: Partial<Record<string, Teller>> = {
  SEQ_SCAN: scanWords,
  CTE_SCAN: () => 'Takes the rows of a WITH that were worked out before.',
  DELIM_SCAN: () => 'Takes each different value that the subquery needs.',
  DUMMY_SCAN: () => 'Starts from one row without a table.',
  COLUMN_DATA_SCAN: () => 'Takes the values written in the statement, or rows worked out before.',
  EMPTY_RESULT: () => 'Reads nothing: no row can fit the conditions.',
  FILTER: (node) => `Keeps rows where ${clean(expression(node, 'Expression'))}.`,
  CROSS_PRODUCT: (_, [left, right]) =>
    `Pairs every row of ${left} with every row of ${right}. Is a condition between them missing?`,
  HASH_GROUP_BY: groupWords,
  PERFECT_HASH_GROUP_BY: groupWords,
  PARTITIONED_AGGREGATE: groupWords,
  UNGROUPED_AGGREGATE: (node) => `Computes ${expression(node, 'Aggregates')} over all rows.`,
  SIMPLE_AGGREGATE: (node) => `Computes ${expression(node, 'Aggregates')} over all rows.`,
  ORDER_BY: (node) => `Sorts all rows by ${orderText(node)}.`,
  TOP_N: (node) =>
    `Sorts by ${orderText(node)} and keeps the first ${countWords(Number(factText(node, 'Top')), 'row')}.`,
  LIMIT: () => 'Stops once the rows asked for are there.',
  STREAMING_LIMIT: () => 'Stops once the rows asked for are there.',
  WINDOW: (node) =>
    `Sorts rows into windows and computes ${expression(node, 'Projections')} for each.`,
  STREAMING_WINDOW: (node) => `Computes ${expression(node, 'Projections')} row by row.`,
  UNION: (_, sources) => `Puts the rows of ${sources.join(' and ')} under one another.`,
  UNNEST: (_, [source]) => `Makes a row of each element of the lists in ${source}.`,
  DISTINCT: (_, [source]) => `Keeps each different row of ${source} once.`,
  RESERVOIR_SAMPLE: (_, [source]) => `Draws a sample of ${source}.`,
  STREAMING_SAMPLE: (_, [source]) => `Draws a sample of ${source}.`,
  CTE: (_, [made, used]) => `Works ${made} out once, for ${used}.`,
  RECURSIVE_CTE: (_, [start]) => `Repeats from ${start} until no new row comes.`,
};

function scanWords(node: PlanNode, _: readonly string[], tables: ScannedTables): string {
  const table = scannedTable(node, tables);
  const size = table ? ` (${countWords(table.rowCount, 'row')})` : '';
  const columns = node.facts.get('Projections') ?? [];
  const filters = (node.facts.get('Filters') ?? []).filter((text) => !text.startsWith('optional:'));
  const kept = filters.length > 0 ? `, keeping rows where ${clean(filters.join(' AND '))}` : '';
  const read =
    columns.length === 0
      ? 'only its row count'
      : `${countWords(columns.length, 'column')} (${listed(columns)})`;
  return `Reads ${tableName(node, tables)}${size}: ${read}${kept}.`;
}

function projectionWords(node: PlanNode): string | undefined {
  const below = node.children[0] ? outputNames(node.children[0]) : [];
  const computed = (node.facts.get('Projections') ?? [])
    .map((text) => named(text, below))
    .filter((text) => /[(+*/%|<>=]|\s-\s/.test(text) && !below.includes(text));
  return computed.length === 0 ? undefined : `Computes ${listed(computed)}.`;
}

function groupWords(node: PlanNode): string {
  const groups = expression(node, 'Groups');
  const aggregates = expression(node, 'Aggregates');
  const isOne = (node.facts.get('Groups') ?? []).length === 1;
  if (aggregates === '')
    return `Keeps each different ${isOne ? '' : 'combination of '}${groups} once.`;
  return `Groups rows by ${groups} and computes ${aggregates} for each group.`;
}

const joins: Partial<Record<string, string>> = {
  INNER: 'keeping only pairs that fit',
  LEFT: 'keeping rows of the first without a partner too',
  RIGHT: 'keeping rows of the second without a partner too',
  OUTER: 'keeping rows without a partner of both',
  FULL: 'keeping rows without a partner of both',
  SEMI: 'keeping rows of the first that have a partner, once',
  ANTI: 'keeping rows of the first that have none',
  RIGHT_SEMI: 'keeping rows of the second that have a partner, once',
  RIGHT_ANTI: 'keeping rows of the second that have none',
  MARK: 'noting which rows of the first have a partner',
  SINGLE: 'looking up at most one row for each',
};

function joinWords(
  node: PlanNode,
  [left = 'nothing', right = 'nothing']: readonly string[],
): string {
  const kind = joins[factText(node, 'Join Type')] ?? `as ${factText(node, 'Join Type')}`;
  const conditions = clean(factText(node, 'Conditions').replaceAll(', ', ' AND '));
  const compares = /NL_JOIN|NESTED_LOOP/.test(node.kind) ? 'Compares every row of' : 'Joins';
  const between = compares === 'Joins' ? 'with' : 'with every row of';
  return `${compares} ${left} ${between} ${right}${conditions ? ` where ${conditions}` : ''}, ${kind}.`;
}

function expression(node: PlanNode, key: string): string {
  const below = node.children[0] ? outputNames(node.children[0]) : [];
  return listed((node.facts.get(key) ?? []).map((text) => named(text, below)));
}

function orderText(node: PlanNode): string {
  const below = node.children[0] ? outputNames(node.children[0]) : [];
  const parts = (node.facts.get('Order By') ?? []).map((text) => named(text, below));
  return listed(
    parts.map((text) =>
      text
        .replace(/[A-Za-z_]\w*\.(?=[A-Za-z_"])/g, '')
        .replace(/ ASC$/, '')
        .replace(/ DESC$/, ', largest first'),
    ),
  );
}

function clean(text: string): string {
  return text
    .replace(/^\((.*)\)$/, '$1')
    .replace('NOT SUBQUERY', 'the subquery does not hold')
    .replace('SUBQUERY', 'the subquery holds')
    .replaceAll(/\s+/g, ' ');
}

const listedParts = 6;

function listed(parts: readonly string[]): string {
  const shown = parts.slice(0, listedParts).join(', ');
  const more = parts.length - listedParts;
  return more > 0 ? `${shown} and ${formatCount(more)} more` : shown;
}
