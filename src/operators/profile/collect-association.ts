import { createRandom } from '../../math/random';
import type { ColumnInfo, TableInfo } from '../../data/table';
import {
  associatePairs,
  type Association,
  type PairAssociation,
} from '../../methods/profile/association';
import { chooseColumns, clusterOrder } from '../../methods/profile/association-choice';
import {
  associationRole,
  readAssociatedColumn,
  sampleColumnsQuery,
  type AssociatedColumn,
} from '../../methods/profile/associated-column';
import {
  checkPairsQuery,
  digestQuery,
  findBijectionCandidates,
  readCheckedPairs,
  readDigests,
  type Bijection,
  type CheckedPair,
} from '../../methods/profile/bijections';
import { findBijections } from '../../methods/profile/find-bijections';
import type { RunContext } from '../contract';

type Asker = Pick<RunContext, 'query' | 'pause'>;

/** More columns than this are not all compared with each other in full. */
export const mostColumns = 60;

/** Rows on which the columns to compare are chosen where there are more. */
const choosingRows = 500;

/** Columns fetched by one statement. */
const columnsAtOnce = 50;

/** Pairs of columns checked by one statement: what the engine plans grows faster than their number. */
const pairsAtOnce = 20;

export interface AssociationRequest {
  /** Rows to rest on at most; of more a seeded sample is taken. */
  rows: number;
  seed: number;
  target: string | null;
}

export interface CollectedAssociation {
  association: Association;
  /** Checked on all rows. */
  bijections: Bijection[];
}

/** Rough seconds on a small laptop for so many columns on so many rows. */
export function estimateSeconds(columnCount: number, rows: number): number {
  const compared = Math.min(columnCount, mostColumns);
  const choosing = columnCount > mostColumns ? columnCount ** 2 * Math.min(rows, choosingRows) : 0;
  return (compared ** 2 * rows + choosing) / 6e7;
}

/** Every pair of columns that can be compared, and those of which each decides the other. */
export async function collectAssociation(
  context: Asker,
  table: TableInfo,
  columns: readonly ColumnInfo[],
  request: AssociationRequest,
): Promise<CollectedAssociation> {
  const { rowCount } = table;
  const fitting = columns.filter((column) => associationRole(column, rowCount).role);
  const leftOut = columns
    .filter((column) => !fitting.includes(column))
    .map((column) => ({ name: column.name, reason: associationRole(column, rowCount).reason }));
  const chosen = await chooseAmong(context, table, fitting, request);
  for (const { name } of fitting.filter((column) => !chosen.includes(column))) {
    leftOut.push({ name, reason: `not among the ${mostColumns} compared` });
  }
  const { sampled, rows } = await sampleColumns(context, table, chosen, request.rows, request.seed);
  const pairs = await drainPairs(context, sampled);
  const association: Association = {
    names: chosen.map(({ name }) => name),
    roles: sampled.map(({ role }) => role),
    pairs,
    order: clusterOrder(pairs, chosen.length),
    rows,
    leftOut,
  };
  return { association, bijections: await findTwins(context, table, chosen, sampled) };
}

async function chooseAmong(
  context: Asker,
  table: TableInfo,
  columns: ColumnInfo[],
  { seed, target }: AssociationRequest,
): Promise<ColumnInfo[]> {
  if (columns.length <= mostColumns) return columns;
  const { sampled } = await sampleColumns(context, table, columns, choosingRows, seed);
  const pairs = await drainPairs(context, sampled);
  const at = columns.findIndex(({ name }) => name === target);
  const chosen = chooseColumns(pairs, columns.length, mostColumns, at < 0 ? undefined : at);
  return chosen.map((index) => columns[index]!);
}

async function sampleColumns(
  context: Asker,
  table: TableInfo,
  columns: readonly ColumnInfo[],
  most: number,
  seed: number,
): Promise<{ sampled: AssociatedColumn[]; rows: number }> {
  const share = table.rowCount <= most ? 1 : most / table.rowCount;
  const salt = createRandom(seed, 'association sample').below(2 ** 31);
  const sampled: AssociatedColumn[] = [];
  let rows = 0;
  for (let start = 0; start < columns.length; start += columnsAtOnce) {
    const some = columns.slice(start, start + columnsAtOnce);
    const answer = await context.query(sampleColumnsQuery(table.relation, some, share, salt));
    rows = answer.rowCount;
    for (const [index, column] of some.entries()) {
      sampled.push(readAssociatedColumn(answer, index, column));
      await context.pause();
    }
  }
  return { sampled, rows };
}

async function drainPairs(
  context: Asker,
  columns: readonly AssociatedColumn[],
): Promise<PairAssociation[]> {
  const pairs: PairAssociation[] = [];
  let paused = performance.now();
  for (const pair of associatePairs(columns)) {
    pairs.push(pair);
    if (performance.now() - paused < 30) continue;
    await context.pause();
    paused = performance.now();
  }
  return pairs;
}

/** Pairs of columns of which each decides the other, on all rows. */
export async function findTwins(
  context: Asker,
  { relation, rowCount }: TableInfo,
  columns: readonly ColumnInfo[],
  sampled: readonly AssociatedColumn[],
): Promise<Bijection[]> {
  const names = columns.map(({ name }) => name);
  return findBijections(names, findBijectionCandidates(columns, sampled, rowCount), {
    check: async (pairs) => {
      const checked: CheckedPair[] = [];
      for (let start = 0; start < pairs.length; start += pairsAtOnce) {
        const some = pairs.slice(start, start + pairsAtOnce);
        const answer = await context.query(checkPairsQuery(relation, names, some));
        checked.push(...readCheckedPairs(answer, some));
      }
      return checked;
    },
    digest: async (some) =>
      readDigests(await context.query(digestQuery(relation, names, some)), some),
  });
}
