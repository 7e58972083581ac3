import type { Target } from '../../data/features';

/**
 * A loss for boosting over raw scores, output-major (outputs × rows). `fill` writes gradient and curvature of one
 * output and `mean` gives the weighted mean loss of all rows.
 */
export interface BoostingLoss {
  outputs: number;
  /** Best constant score of each output. */
  start: Float64Array;
  /** Call before `fill` for a new round. */
  prepare(scores: Float64Array): void;
  fill(output: number, gradients: Float64Array, curvatures: Float64Array): void;
  mean(scores: Float64Array): number;
}

/** The loss of a target on the rows given: log loss in nats, or half the squared error's double: mean squared error. */
export function createLoss(
  target: Target,
  rows: Uint32Array,
  weights?: Float64Array,
): BoostingLoss {
  const weight = Float64Array.from(rows, (row) => weights?.[row] ?? 1);
  if (target.task === 'regression') {
    return squaredError(
      Float64Array.from(rows, (row) => target.values[row]!),
      weight,
    );
  }
  const codes = Int32Array.from(rows, (row) => target.codes[row]!);
  if (target.task === 'binary') return binaryLogLoss(codes, weight);
  return multiclassLogLoss(codes, target.classes.length, weight);
}

/** Squared error: gradient score − value, curvature 1; `mean` is the mean squared error. */
function squaredError(values: Float64Array, weight: Float64Array): BoostingLoss {
  let current: Float64Array = new Float64Array(0);
  const totalWeight = sum(weight);
  return {
    outputs: 1,
    start: Float64Array.of(weightedMean(values, weight)),
    prepare: (scores) => {
      current = scores;
    },
    fill: (_, gradients, curvatures) => {
      for (let row = 0; row < values.length; row += 1) {
        gradients[row] = weight[row]! * (current[row]! - values[row]!);
        curvatures[row] = weight[row]!;
      }
    },
    mean: (scores) => {
      let loss = 0;
      for (let row = 0; row < values.length; row += 1)
        loss += weight[row]! * (scores[row]! - values[row]!) ** 2;
      return loss / totalWeight;
    },
  };
}

/** Binary log loss of a log-odds score of class 1: gradient p − y, curvature p (1 − p). */
function binaryLogLoss(codes: Int32Array, weight: Float64Array): BoostingLoss {
  let current: Float64Array = new Float64Array(0);
  const totalWeight = sum(weight);
  const share = clampShare(weightedMean(Float64Array.from(codes), weight));
  return {
    outputs: 1,
    start: Float64Array.of(Math.log(share / (1 - share))),
    prepare: (scores) => {
      current = scores;
    },
    fill: (_, gradients, curvatures) => {
      for (let row = 0; row < codes.length; row += 1) {
        const p = 1 / (1 + Math.exp(-current[row]!));
        gradients[row] = weight[row]! * (p - codes[row]!);
        curvatures[row] = weight[row]! * p * (1 - p);
      }
    },
    mean: (scores) => {
      let loss = 0;
      for (let row = 0; row < codes.length; row += 1)
        loss += weight[row]! * softplus(codes[row] ? -scores[row]! : scores[row]!);
      return loss / totalWeight;
    },
  };
}

/** Multiclass log loss of softmax over the scores of a row: gradient p − y, curvature p (1 − p). */
function multiclassLogLoss(codes: Int32Array, outputs: number, weight: Float64Array): BoostingLoss {
  const rows = codes.length;
  const totalWeight = sum(weight);
  const probabilities = new Float64Array(outputs * rows);
  return {
    outputs,
    start: logShares(codes, outputs, weight),
    prepare: (scores) => {
      for (let row = 0; row < rows; row += 1) {
        const top = highest(scores, row, rows, outputs);
        let total = 0;
        for (let output = 0; output < outputs; output += 1) {
          const at = output * rows + row;
          total += probabilities[at] = Math.exp(scores[at]! - top);
        }
        for (let output = 0; output < outputs; output += 1)
          probabilities[output * rows + row]! /= total;
      }
    },
    fill: (output, gradients, curvatures) => {
      for (let row = 0; row < rows; row += 1) {
        const p = probabilities[output * rows + row]!;
        gradients[row] = weight[row]! * (codes[row] === output ? p - 1 : p);
        curvatures[row] = weight[row]! * p * (1 - p);
      }
    },
    mean: (scores) => {
      let loss = 0;
      for (let row = 0; row < rows; row += 1) {
        const top = highest(scores, row, rows, outputs);
        let total = 0;
        for (let output = 0; output < outputs; output += 1)
          total += Math.exp(scores[output * rows + row]! - top);
        loss += weight[row]! * (top + Math.log(total) - scores[codes[row]! * rows + row]!);
      }
      return loss / totalWeight;
    },
  };
}

/** ln(1 + eˣ) without overflow. */
function softplus(x: number): number {
  return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
}

function highest(scores: Float64Array, row: number, rows: number, outputs: number): number {
  let top = scores[row]!;
  for (let output = 1; output < outputs; output += 1)
    top = Math.max(top, scores[output * rows + row]!);
  return top;
}

function logShares(codes: Int32Array, outputs: number, weight: Float64Array): Float64Array {
  const counts = new Float64Array(outputs);
  codes.forEach((code, row) => (counts[code]! += weight[row]!));
  const total = sum(counts);
  return counts.map((count) => Math.log(clampShare(count / total)));
}

function clampShare(share: number): number {
  return Math.min(Math.max(share, 1e-12), 1 - 1e-12);
}

function weightedMean(values: Float64Array, weight: Float64Array): number {
  let total = 0;
  for (let row = 0; row < values.length; row += 1) total += weight[row]! * values[row]!;
  return total / sum(weight);
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
