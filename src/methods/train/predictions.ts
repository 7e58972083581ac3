import type { Predictions } from '../../data/features';
import type { Predictor } from './fitted';

/**
 * Raw scores, output-major (outputs × rows), as predictions: the logistic of one score for two classes, the
 * softmax of one score a class for many, the score itself for a regression.
 */
export function predictionsOf(
  { task, classes }: Pick<Predictor, 'task' | 'classes'>,
  scores: Float64Array,
  rowCount: number,
): Predictions {
  if (task === 'regression') return { task, values: scores };
  if (classes.length < 2) {
    return { task, classes, probabilities: new Float64Array(rowCount).fill(1) };
  }
  const probabilities = new Float64Array(rowCount * classes.length);
  if (task === 'binary') fillBinary(scores, probabilities);
  else fillSoftmax(scores, probabilities, rowCount, classes.length);
  return { task, classes, probabilities };
}

function fillBinary(scores: Float64Array, probabilities: Float64Array): void {
  for (let row = 0; row < scores.length; row += 1) {
    const p = 1 / (1 + Math.exp(-scores[row]!));
    probabilities[2 * row] = 1 - p;
    probabilities[2 * row + 1] = p;
  }
}

function fillSoftmax(
  scores: Float64Array,
  probabilities: Float64Array,
  rowCount: number,
  outputs: number,
): void {
  for (let row = 0; row < rowCount; row += 1) {
    let top = -Infinity;
    for (let output = 0; output < outputs; output += 1)
      top = Math.max(top, scores[output * rowCount + row]!);
    let total = 0;
    for (let output = 0; output < outputs; output += 1) {
      const weight = Math.exp(scores[output * rowCount + row]! - top);
      probabilities[row * outputs + output] = weight;
      total += weight;
    }
    for (let output = 0; output < outputs; output += 1)
      probabilities[row * outputs + output]! /= total;
  }
}
