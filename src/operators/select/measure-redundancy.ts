import type { TableInfo } from '../../data/table';
import type { Merge } from '../../math/linkage';
import { pairIndex, type Association } from '../../methods/profile/association';
import type { Bijection } from '../../methods/profile/bijections';
import { orderByMrmr, type MrmrStep } from '../../methods/select/mrmr';
import { clusterColumns, type RedundancyCluster } from '../../methods/select/redundancy';
import type { RunContext } from '../contract';
import { collectAssociation } from '../profile/collect-association';

export interface MeasuredRedundancy {
  names: string[];
  clusters: RedundancyCluster[];
  merges: Merge[];
  /** Pairs of which each value of one goes with one value of the other, checked on all rows. */
  bijections: Bijection[];
  /** Only beside a target: the order in which each column adds most that is new. */
  mrmr: (Omit<MrmrStep, 'index'> & { column: string })[];
  /** Association of the columns at `row * names.length + column`, 0..1; NaN where it is not defined. */
  association: Float64Array;
  /** Rows that the associations rest on. */
  rows: number;
  leftOut: { name: string; reason: string }[];
}

export interface RedundancySettings {
  target: string | null;
  threshold: number;
  seed: number;
  /** Signal of columns beside the target, by name. */
  relevance: ReadonlyMap<string, number>;
}

/** Rows on which columns are compared at most. */
export const mostComparedRows = 50_000;

/** Which columns go together: associations on a sample where rows are many, exact copies on all rows. */
export async function measureRedundancy(
  context: RunContext,
  table: TableInfo,
  { target, threshold, seed, relevance }: RedundancySettings,
): Promise<MeasuredRedundancy> {
  const columns = table.columns.filter(({ name }) => name !== target);
  const { association, bijections } = await collectAssociation(context, table, columns, {
    rows: mostComparedRows,
    seed,
    target: null,
  });
  const { names, roles, rows, leftOut } = association;
  const matrix = toMatrix(association);
  const relevances = names.map((name, index) =>
    target === null ? meanAssociation(matrix, index, names.length) : (relevance.get(name) ?? 0),
  );
  const relevant = names.map((name, index) => ({
    name,
    relevance: relevances[index],
    isNumber: roles[index] === 'number',
  }));
  const { clusters, merges } = clusterColumns(relevant, matrix, threshold);
  const steps = target === null ? [] : orderByMrmr(relevances, matrix);
  return {
    names,
    clusters,
    merges,
    bijections,
    mrmr: steps.map(({ index, ...step }) => ({ column: names[index], ...step })),
    association: matrix,
    rows,
    leftOut,
  };
}

function toMatrix({ names, pairs }: Association): Float64Array {
  const count = names.length;
  return Float64Array.from({ length: count * count }, (_, cell) => {
    const [row, column] = [Math.floor(cell / count), cell % count];
    return row === column ? 1 : pairs[pairIndex(row, column, count)].strength;
  });
}

function meanAssociation(matrix: Float64Array, row: number, count: number): number {
  let sum = 0;
  for (let column = 0; column < count; column += 1) {
    if (column !== row) sum += matrix[row * count + column] || 0;
  }
  return count > 1 ? sum / (count - 1) : 0;
}
