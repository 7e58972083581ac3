/** Smallest distance of a probability from 0 and 1 in the log loss: the machine epsilon, as in scikit-learn. */
const epsilon = Number.EPSILON;

/**
 * Per row −ln of the probability given to the true class, in nats. `probabilities` is rows × classes, row-major,
 * `truth` the class of each row. Their weighted mean is the log loss.
 */
export function logLosses(truth: Int32Array, probabilities: Float64Array): Float64Array {
  const classCount = countClasses(truth, probabilities);
  const losses = new Float64Array(truth.length);
  for (let row = 0; row < truth.length; row += 1) {
    const probability = probabilities[row * classCount + truth[row]!]!;
    losses[row] = -Math.log(Math.min(1 - epsilon, Math.max(epsilon, probability)));
  }
  return losses;
}

/**
 * Per row the squared distance of the probabilities from the truth. With two classes (p − y)², 0 to 1;
 * with more, summed over the classes, 0 to 2 (Brier 1950, as scikit-learn). Their mean is the Brier score.
 */
export function brierLosses(truth: Int32Array, probabilities: Float64Array): Float64Array {
  const classCount = countClasses(truth, probabilities);
  const scale = classCount < 3 ? 0.5 : 1;
  const losses = new Float64Array(truth.length);
  for (let row = 0; row < truth.length; row += 1) {
    let squares = 0;
    for (let index = 0; index < classCount; index += 1) {
      const target = index === truth[row] ? 1 : 0;
      const gap = probabilities[row * classCount + index]! - target;
      squares += gap * gap;
    }
    losses[row] = scale * squares;
  }
  return losses;
}

/** Weighted mean by row; NaN without rows. */
export function weightedMean(values: Float64Array, weights: Uint16Array): number {
  let sum = 0;
  let total = 0;
  for (let row = 0; row < values.length; row += 1) {
    sum += values[row]! * weights[row]!;
    total += weights[row]!;
  }
  return sum / total;
}

function countClasses(truth: Int32Array, probabilities: Float64Array): number {
  if (truth.length === 0) return 0;
  const classCount = probabilities.length / truth.length;
  if (Number.isInteger(classCount)) return classCount;
  throw new RangeError(
    `${probabilities.length} probabilities do not divide into ${truth.length} rows`,
  );
}
