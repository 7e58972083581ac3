import { createRandom, shuffle, type Random } from '../../math/random';
import { endOfTime, largestFirst, orderByTime, rowsByCode } from './folds';

/** Shares of training, validation and test rows; they sum to 1. */
export type SplitShares = [train: number, validation: number, test: number];

/** What `assignment` of a `Split` holds. */
export const splitParts = ['train', 'validation', 'test', 'left out'] as const;

const leftOut = 3;

/**
 * Random split, stratified: 0 train, 1 validation, 2 test for each row, 3 where the stratum is negative.
 * In each stratum the parts differ from their exact share by less than one row, and what rounding gave to one
 * part in a stratum it takes back in the next, so that the totals are right to the row as well. A stratum with
 * any row has one in train. Without strata give the same code to all rows.
 */
export function stratifiedSplit(strata: Int32Array, shares: SplitShares, seed: number): Uint8Array {
  checkShares(shares);
  const random = createRandom(seed, 'split');
  const assignment = new Uint8Array(strata.length).fill(leftOut);
  const carry = [0, 0, 0];
  for (const rows of rowsByCode(strata)) {
    const counts = apportion(rows.length, shares, carry);
    fillParts(assignment, shuffle(rows, random), counts);
  }
  return assignment;
}

/**
 * Split by group: all rows of a group are in one part. Groups are taken from the largest to the smallest, ties
 * in random order, each into the part that lacks most rows. A row without a group (-1) is a group of one.
 */
export function groupSplit(groups: Int32Array, shares: SplitShares, seed: number): Uint8Array {
  checkShares(shares);
  const assignment = new Uint8Array(groups.length).fill(leftOut);
  const lacking = shares.map((share) => share * groups.length);
  for (const rows of largestFirst(groups, createRandom(seed, 'split') as Random)) {
    const part = lacking.indexOf(Math.max(...lacking));
    for (const row of rows) assignment[row] = part;
    lacking[part]! -= rows.length;
  }
  return assignment;
}

/**
 * Split by time: the earliest rows train, the latest test. Rows of the same time that a cut would part go with
 * the earlier part. Rows without a time (NaN) are left out (3).
 */
export function timeSplit(times: Float64Array, shares: SplitShares): Uint8Array {
  checkShares(shares);
  const assignment = new Uint8Array(times.length).fill(leftOut);
  const ordered = orderByTime(times);
  const first = endOfTime(ordered, times, Math.round(ordered.length * shares[0]));
  const second = endOfTime(ordered, times, Math.round(ordered.length * (shares[0] + shares[1])));
  ordered.forEach((row, place) => {
    assignment[row] = place < first ? 0 : place < Math.max(first, second) ? 1 : 2;
  });
  return assignment;
}

/** Strata of a number for a stratified split: tenths by rank; -1 where missing. Ties share a stratum. */
export function rankStrata(values: Float64Array, strata = 10): Int32Array {
  const ordered = orderByTime(values);
  const codes = new Int32Array(values.length).fill(-1);
  let stratum = 0;
  ordered.forEach((row, place) => {
    const isTie = place > 0 && values[row] === values[ordered[place - 1]!];
    if (!isTie) stratum = Math.floor((place * strata) / ordered.length);
    codes[row] = stratum;
  });
  return codes;
}

/** Row numbers of one part (0 train, 1 validation, 2 test), in table order. */
export function rowsOfPart(assignment: Uint8Array, part: number): Uint32Array {
  let count = 0;
  for (const each of assignment) if (each === part) count += 1;
  const rows = new Uint32Array(count);
  count = 0;
  assignment.forEach((each, row) => {
    if (each === part) rows[count++] = row;
  });
  return rows;
}

/** Largest remainders, with what earlier strata were given too much or too little carried on. */
function apportion(count: number, shares: SplitShares, carry: number[]): number[] {
  const wanted = shares.map((share, part) => share * count + carry[part]!);
  const given = shares.map((share) => Math.floor(share * count + 1e-9));
  let left = count - given.reduce((sum, each) => sum + each, 0);
  while (left > 0) {
    const lack = wanted.map((each, part) => (shares[part]! > 0 ? each - given[part]! : -Infinity));
    given[lack.indexOf(Math.max(...lack))]! += 1;
    left -= 1;
  }
  if (given[0] === 0 && count > 0 && shares[0] > 0) {
    given[given[1]! > 0 ? 1 : 2]! -= 1;
    given[0] = 1;
  }
  given.forEach((each, part) => (carry[part] = wanted[part]! - each));
  return given;
}

function fillParts(assignment: Uint8Array, rows: Uint32Array, counts: number[]): void {
  let position = 0;
  counts.forEach((count, part) => {
    for (const end = position + count; position < end; position += 1)
      assignment[rows[position]!] = part;
  });
}

function checkShares(shares: SplitShares): void {
  const sum = shares.reduce((total, share) => total + share, 0);
  if (shares.some((share) => !(share >= 0)) || Math.abs(sum - 1) > 1e-6) {
    throw new RangeError(`shares: ${shares.join(', ')}: none below 0, together 1`);
  }
}
