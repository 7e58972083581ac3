import { quoteText } from '../../data/sql';

/** The target as classes: what it is grouped by in SQL, and what the groups are called. */
export interface TargetCoding {
  name: string;
  task: 'binary' | 'multiclass' | 'regression';
  /** Class labels in order; for a regression, bins of about equal frequency in words. */
  classes: string[];
  /** Inner edges of the bins of a regression, ascending; a bin is closed on the right. */
  edges: Float64Array;
  /** SQL by which rows are of one class. */
  key: string;
  /** SQL of the target as text (classes) or DOUBLE (regression). */
  value: string;
  /** SQL condition: the row has a target. */
  present: string;
}

/** SQL of the class number of each row, NULL where there is no target. */
export function classCodeExpression(target: TargetCoding): string {
  if (target.task === 'regression') {
    return `CASE WHEN ${target.present} THEN ${binExpression(target.value, target.edges)} END`;
  }
  const branches = target.classes.map((label, code) => `WHEN ${quoteText(label)} THEN ${code}`);
  return `CASE ${target.value} ${branches.join(' ')} END`;
}

/** SQL of the bin of a number by bisection: bin k is above edge k − 1 and at most edge k. O(log edges) a row. */
export function binExpression(value: string, edges: Float64Array, first = 0): string {
  if (edges.length === 0) return String(first);
  const middle = edges.length >> 1;
  const low = binExpression(value, edges.subarray(0, middle), first);
  const high = binExpression(value, edges.subarray(middle + 1), first + middle + 1);
  return `CASE WHEN ${value} <= ${edges[middle]}::DOUBLE THEN ${low} ELSE ${high} END`;
}

/** Bin of each number, by the same rule; `none` for NaN. */
export function binCodes(values: Float64Array, edges: Float64Array, none: number): Uint16Array {
  return Uint16Array.from(values, (value) => (Number.isNaN(value) ? none : binOf(value, edges)));
}

/** The bins in words: `≤ 3`, `> 3 to 7`, `> 7`. */
export function describeBins(edges: ArrayLike<number>): string[] {
  const inner = Array.from(edges, (edge) => shortNumber(edge));
  if (inner.length === 0) return ['all'];
  return [
    `≤ ${inner[0]}`,
    ...inner.slice(1).map((edge, index) => `> ${inner[index]} to ${edge}`),
    `> ${inner[inner.length - 1]}`,
  ];
}

function binOf(value: number, edges: Float64Array): number {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (edges[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function shortNumber(value: number): string {
  return String(Number(value.toPrecision(4)));
}
