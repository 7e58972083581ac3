import { createRandom, permutation, shuffle, type Random } from '../../math/random';
import type { TrainingRows } from './fitted';

/**
 * Stratified k-fold cross-validation: a fold 0..folds − 1 for each row, -1 where the stratum is negative
 * (no target). Rows of a stratum are shuffled and dealt out in turn, and the next stratum goes on where the
 * last one ended, so that the folds differ by at most one row in each stratum and at most one in total.
 * Kohavi, A study of cross-validation and bootstrap (1995).
 */
export function stratifiedFolds(strata: Int32Array, folds: number, seed: number): Int32Array {
  checkFolds(folds, strata.length);
  const random = createRandom(seed, 'folds');
  const foldOf = new Int32Array(strata.length).fill(-1);
  let next = 0;
  for (const rows of rowsByCode(strata)) {
    for (const row of shuffle(rows, random)) {
      foldOf[row] = next;
      next = (next + 1) % folds;
    }
  }
  return foldOf;
}

/** k-fold cross-validation without strata: fold sizes differ by at most one. */
export function randomFolds(rowCount: number, folds: number, seed: number): Int32Array {
  return stratifiedFolds(new Int32Array(rowCount), folds, seed);
}

/**
 * Group k-fold: rows of one group share a fold. Groups are taken from the largest to the smallest (ties in
 * random order), each into the fold that has the fewest rows. Rows without a group (-1) are groups of one.
 */
export function groupFolds(groups: Int32Array, folds: number, seed: number): Int32Array {
  checkFolds(folds, groups.length);
  const foldOf = new Int32Array(groups.length).fill(-1);
  const sizes = new Float64Array(folds);
  for (const rows of largestFirst(groups, createRandom(seed, 'folds'))) {
    const fold = sizes.indexOf(Math.min(...sizes));
    for (const row of rows) foldOf[row] = fold;
    sizes[fold]! += rows.length;
  }
  return foldOf;
}

/**
 * Forward chaining over time (scikit-learn's `TimeSeriesSplit`): the ordered rows are cut into folds + 1 equal
 * pieces; each but the first validates what was learned on all before it. Rows of the same time that a cut
 * would part go with the earlier piece. Rows without a time (NaN) are in none.
 */
export function timeFolds(times: Float64Array, folds: number): TrainingRows[] {
  checkFolds(folds, times.length);
  const ordered = orderByTime(times);
  const cuts = Array.from({ length: folds + 1 }, (_, piece) =>
    endOfTime(ordered, times, Math.round(((piece + 1) * ordered.length) / (folds + 1))),
  );
  return cuts.slice(0, folds).map((cut, piece) => ({
    train: ordered.slice(0, cut),
    validation: ordered.slice(cut, cuts[piece + 1]),
  }));
}

/** Turns a fold for each row into training and validation rows, one pair a fold, both in table order. */
export function foldRows(foldOf: Int32Array, folds: number): TrainingRows[] {
  return Array.from({ length: folds }, (_, fold) => ({
    train: rowsWhere(foldOf, (each) => each >= 0 && each !== fold),
    validation: rowsWhere(foldOf, (each) => each === fold),
  }));
}

/** Rows by code, ascending; negative codes are in no list. */
export function rowsByCode(codes: Int32Array): Uint32Array[] {
  let highest = -1;
  for (const code of codes) if (code > highest) highest = code;
  const counts = new Uint32Array(highest + 1);
  for (const code of codes) if (code >= 0) counts[code]! += 1;
  const lists = Array.from(counts, (count) => new Uint32Array(count));
  counts.fill(0);
  codes.forEach((code, row) => {
    if (code >= 0) lists[code]![counts[code]!++] = row;
  });
  return lists;
}

/** Groups as lists of rows, the largest first, ties in random order; a row without a group is one of its own. */
export function largestFirst(groups: Int32Array, random: Random): Uint32Array[] {
  const lists = rowsByCode(groups).filter((rows) => rows.length > 0);
  groups.forEach((group, row) => {
    if (group < 0) lists.push(Uint32Array.of(row));
  });
  return [...permutation(lists.length, random)]
    .map((index) => lists[index]!)
    .sort((one, other) => other.length - one.length);
}

/** Row numbers by ascending time, ties in table order; rows without a time (NaN) are left out. */
export function orderByTime(times: Float64Array): Uint32Array {
  const rows = Uint32Array.from({ length: times.length }, (_, row) => row);
  return rows
    .filter((row) => !Number.isNaN(times[row]))
    .sort((one, other) => times[one]! - times[other]! || one - other);
}

/** The first position at or after `position` where a new time begins. */
export function endOfTime(ordered: Uint32Array, times: Float64Array, position: number): number {
  let end = position;
  while (end > 0 && end < ordered.length && times[ordered[end]!] === times[ordered[end - 1]!])
    end += 1;
  return end;
}

function rowsWhere(foldOf: Int32Array, holds: (fold: number) => boolean): Uint32Array {
  const rows: number[] = [];
  foldOf.forEach((fold, row) => {
    if (holds(fold)) rows.push(row);
  });
  return Uint32Array.from(rows);
}

function checkFolds(folds: number, rowCount: number): void {
  if (!Number.isInteger(folds) || folds < 2) throw new RangeError(`folds: ${folds}: at least 2`);
  if (folds > rowCount) throw new RangeError(`folds: ${folds}: more than the ${rowCount} rows`);
}
