import {
  countNames,
  countSorted,
  type ColumnCounts,
} from '../../../src/methods/select/column-counts';
import expected from '../../fixtures/select/signal_scores.json';

/** The data of the fixture as methods take it, and the values that scikit-learn, SciPy and pandas give for it. */
export const fixture = expected;

export const data = {
  y: Int32Array.from(expected.data.y),
  three: Int32Array.from(expected.data.three),
  x: Float64Array.from(expected.data.x),
  whole: Float64Array.from(expected.data.whole),
  near: Float64Array.from(expected.data.near),
  skewed: Float64Array.from(expected.data.skewed),
  z: Float64Array.from(expected.data.z),
  folds: Int32Array.from(expected.data.folds),
  name: codeNames(expected.data.name),
};

/** Joint counts of numbers with class codes, nothing missing. */
export function countRows(values: ArrayLike<number>, classes: ArrayLike<number>): ColumnCounts {
  const classCount = Math.max(...Array.from(classes)) + 1;
  const none = new Float64Array(classCount);
  const special = { nan: none, missing: none };
  return countSorted(Float64Array.from(values), Uint16Array.from(classes), special);
}

/** Joint counts of name codes with class codes. */
export function countCodes(codes: Int32Array, labels: string[], classes: Int32Array): ColumnCounts {
  const weights = new Float64Array(codes.length).fill(1);
  return countNames(codes, labels, { classes, weights }, Math.max(...classes) + 1);
}

function codeNames(names: string[]): { codes: Int32Array; labels: string[] } {
  const labels = ['a', 'b', 'c'];
  return { codes: Int32Array.from(names, (name) => labels.indexOf(name)), labels };
}
