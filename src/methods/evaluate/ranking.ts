/** Rows of a two-class question from the highest score to the lowest, sorted once and used for many weights. */
export interface Ranking {
  /** Row numbers by falling score. */
  order: Uint32Array;
  /** For each distinct score, the position in `order` after its last row. */
  groupEnds: Uint32Array;
  /** Distinct scores, falling. */
  scores: Float64Array;
  /** 1 where the row at that position of `order` is positive. */
  positive: Uint8Array;
}

/**
 * Ranks rows by score: `positive` is 1 or 0 a row, `scores` anything that orders. O(n log n), no comparator.
 * @throws RangeError where a score is NaN or the lengths differ.
 */
export function createRanking(positive: Uint8Array, scores: Float64Array): Ranking {
  checkScores(positive, scores);
  const distinct = distinctFalling(scores);
  const groupOf = new Uint32Array(scores.length);
  const groupEnds = new Uint32Array(distinct.length);
  for (let row = 0; row < scores.length; row += 1) {
    const group = findFalling(distinct, scores[row]!);
    groupOf[row] = group;
    groupEnds[group]! += 1;
  }
  for (let group = 1; group < groupEnds.length; group += 1) {
    groupEnds[group]! += groupEnds[group - 1]!;
  }
  const order = countingSort(groupOf, groupEnds);
  return {
    order,
    groupEnds,
    scores: distinct,
    positive: pick(positive, order),
  };
}

/** One class against the others: which rows are of it, and its probability (rows × classes) as the score. */
export function splitByClass(
  truth: Int32Array,
  probabilities: Float64Array,
  classCount: number,
  index: number,
): { isPositive: Uint8Array; scores: Float64Array } {
  const isPositive = new Uint8Array(truth.length);
  const scores = new Float64Array(truth.length);
  for (let row = 0; row < truth.length; row += 1) {
    isPositive[row] = truth[row] === index ? 1 : 0;
    scores[row] = probabilities[row * classCount + index]!;
  }
  return { isPositive, scores };
}

/** Index of the last entry of a falling array that is at or above `value`; -1 where all are below. */
export function findFalling(falling: Float64Array, value: number): number {
  let low = 0;
  let high = falling.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (falling[middle]! >= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function checkScores(positive: Uint8Array, scores: Float64Array): void {
  if (positive.length !== scores.length) {
    throw new RangeError(`row counts differ: ${positive.length} and ${scores.length}`);
  }
  const broken = scores.findIndex((score) => score !== score);
  if (broken >= 0) throw new RangeError(`score of row ${broken} is not a number`);
}

function distinctFalling(scores: Float64Array): Float64Array {
  const sorted = scores.slice().sort().reverse();
  let count = 0;
  for (let index = 0; index < sorted.length; index += 1) {
    if (index === 0 || sorted[index] !== sorted[count - 1]) {
      sorted[count] = sorted[index]!;
      count += 1;
    }
  }
  return sorted.slice(0, count);
}

function countingSort(groupOf: Uint32Array, groupEnds: Uint32Array): Uint32Array {
  const next = groupEnds.map((_, group) => (group === 0 ? 0 : groupEnds[group - 1]!));
  const order = new Uint32Array(groupOf.length);
  for (let row = 0; row < groupOf.length; row += 1) {
    const group = groupOf[row]!;
    order[next[group]!] = row;
    next[group]! += 1;
  }
  return order;
}

function pick(values: Uint8Array, order: Uint32Array): Uint8Array {
  const picked = new Uint8Array(order.length);
  for (let place = 0; place < order.length; place += 1) picked[place] = values[order[place]!]!;
  return picked;
}
