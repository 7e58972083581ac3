import type { Target } from '../../data/features';
import type { Split } from '../../data/split';
import type { TableInfo } from '../../data/table';
import { asCategories, asNumbers } from '../../methods/train/feature-views';
import {
  groupSplit,
  stratifiedSplit,
  timeSplit,
  type SplitShares,
} from '../../methods/train/split';
import type { RunContext } from '../contract';
import { badParam } from '../params';
import { strataOf } from './make-split';
import { readFeatures, readTarget } from './read-features';

export interface SplitParams {
  method: Split['method'];
  column: string | null;
  target: string | null;
  /** Percent. */
  train: number;
  validation: number;
  seed: number;
}

/** A split with what it looks like: how many rows of what are in which part. */
export interface SplitResult extends Split {
  /** Rows that train, validate, test, and are left out. */
  counts: [number, number, number, number];
  /** Rows of each class, or of each tenth of a number, in each part; absent without a target. */
  strata?: { labels: string[]; counts: [number, number, number][]; isNumber: boolean };
  /** Groups in each part. */
  groups?: [number, number, number];
  /** First and last time of each part, ms since 1970 UTC or the number itself; NaN where the part is empty. */
  ranges?: { isDate: boolean; bounds: [from: number, to: number][] };
  /** A date column that could order the rows, where they were split by chance. */
  timeColumn?: string;
}

/** Assigns every row of a table to a part. @throws AppError `bad_param` where the params do not fit together. */
export async function splitRows(
  table: TableInfo,
  params: SplitParams,
  context: RunContext,
): Promise<SplitResult> {
  const shares = readShares(params);
  const { method, column, target: name, seed } = params;
  if (method !== 'random' && column === null)
    throw badParam(
      'column',
      column,
      `choose the column that ${method === 'group' ? 'groups' : 'orders'} the rows`,
    );
  const target = name === null ? undefined : await readTarget(context, table, name);
  const strata = target ? strataOf(target) : new Int32Array(table.rowCount);
  const made =
    method === 'random'
      ? { assignment: stratifiedSplit(strata, shares, seed) }
      : await splitByColumn(table, method, column!, shares, seed, context);
  const assignment = made.assignment.map((part, row) => (strata[row]! < 0 ? 3 : part));
  return {
    method,
    ...(method !== 'random' && { column: column! }),
    ...(name !== null && { target: name }),
    trainShare: shares[0],
    validationShare: shares[1],
    testShare: shares[2],
    seed,
    ...made,
    assignment,
    counts: countParts(assignment),
    ...(target && { strata: countStrata(target, strata, assignment) }),
    timeColumn: method === 'random' ? findTimeColumn(table, name) : undefined,
  };
}

async function splitByColumn(
  table: TableInfo,
  method: 'group' | 'time',
  name: string,
  shares: SplitShares,
  seed: number,
  context: RunContext,
): Promise<Pick<SplitResult, 'assignment' | 'groups' | 'ranges'>> {
  const [column] = (await readFeatures(context, table, [name])).columns;
  if (method === 'group') {
    const { codes } = asCategories(column!);
    const assignment = groupSplit(codes, shares, seed);
    return { assignment, groups: countGroups(codes, assignment) };
  }
  const times = asNumbers(column!);
  const assignment = timeSplit(times, shares);
  const isDate = column!.kind === 'number' && column!.isDate === true;
  return { assignment, ranges: { isDate, bounds: rangesOf(times, assignment) } };
}

function readShares({ train, validation }: SplitParams): SplitShares {
  if (train + validation > 100)
    throw badParam(
      'validation',
      validation,
      `training and validation together are ${train + validation} %; give at most 100`,
    );
  return [train / 100, validation / 100, (100 - train - validation) / 100];
}

function countParts(assignment: Uint8Array): SplitResult['counts'] {
  const counts: SplitResult['counts'] = [0, 0, 0, 0];
  for (const part of assignment) counts[part as 0]! += 1;
  return counts;
}

function countStrata(
  target: Target,
  strata: Int32Array,
  assignment: Uint8Array,
): NonNullable<SplitResult['strata']> {
  const isNumber = target.task === 'regression';
  const labels = isNumber
    ? Array.from({ length: 10 }, (_, tenth) => `tenth ${tenth + 1}`)
    : target.classes;
  const counts = labels.map((): [number, number, number] => [0, 0, 0]);
  assignment.forEach((part, row) => {
    if (part < 3 && strata[row]! >= 0) counts[strata[row]!]![part as 0] += 1;
  });
  return { labels, counts, isNumber };
}

function countGroups(codes: Int32Array, assignment: Uint8Array): [number, number, number] {
  const seen = [new Set<number>(), new Set<number>(), new Set<number>()];
  const alone = [0, 0, 0];
  assignment.forEach((part, row) => {
    if (part > 2) return;
    if (codes[row]! < 0) alone[part]! += 1;
    else seen[part]!.add(codes[row]!);
  });
  return seen.map((groups, part) => groups.size + alone[part]!) as [number, number, number];
}

function rangesOf(times: Float64Array, assignment: Uint8Array): [number, number][] {
  const bounds = [0, 1, 2].map((): [number, number] => [Infinity, -Infinity]);
  assignment.forEach((part, row) => {
    if (part > 2) return;
    const own = bounds[part]!;
    own[0] = Math.min(own[0], times[row]!);
    own[1] = Math.max(own[1], times[row]!);
  });
  return bounds.map(([from, to]) => (from > to ? [NaN, NaN] : [from, to]));
}

function findTimeColumn(table: TableInfo, target: string | null): string | undefined {
  return table.columns.find(
    ({ kind, name }) => (kind === 'date' || kind === 'datetime') && name !== target,
  )?.name;
}
