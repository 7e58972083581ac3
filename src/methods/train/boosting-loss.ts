import type { Target } from '../../data/features';

/**
 * A loss for boosting over raw scores, output-major (outputs × rows): `update` takes in the scores of a new round
 * and gives their weighted mean loss; `fill` then writes gradient and curvature of one output.
 */
export interface BoostingLoss {
  outputs: number;
  /** Best constant score of each output. */
  start: Float64Array;
  update(scores: Float64Array): number;
  fill(output: number, gradients: Float64Array, curvatures: Float64Array): void;
}

/** The loss of a target on the rows given: log loss in nats, or mean squared error. */
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

/** Squared error: gradient score − value, curvature 1; the loss is the mean squared error. */
function squaredError(values: Float64Array, weight: Float64Array): BoostingLoss {
  const differences = new Float64Array(values.length);
  const totalWeight = sum(weight);
  return {
    outputs: 1,
    start: Float64Array.of(weightedMean(values, weight)),
    update: (scores) => {
      let loss = 0;
      for (let row = 0; row < values.length; row += 1) {
        const difference = scores[row]! - values[row]!;
        differences[row] = difference;
        loss += weight[row]! * difference * difference;
      }
      return loss / totalWeight;
    },
    fill: (_, gradients, curvatures) => {
      for (let row = 0; row < values.length; row += 1) {
        gradients[row] = weight[row]! * differences[row]!;
        curvatures[row] = weight[row]!;
      }
    },
  };
}

/** Binary log loss of a log-odds score of class 1: gradient p − y, curvature p (1 − p). */
function binaryLogLoss(codes: Int32Array, weight: Float64Array): BoostingLoss {
  const probabilities = new Float64Array(codes.length);
  const totalWeight = sum(weight);
  const share = clampShare(weightedMean(Float64Array.from(codes), weight));
  return {
    outputs: 1,
    start: Float64Array.of(Math.log(share / (1 - share))),
    update: (scores) => {
      let loss = 0;
      // Of rows of weight 1 only the product of the factors is logged, some at a time: half the cost.
      let factors = 1;
      for (let row = 0; row < codes.length; row += 1) {
        const score = scores[row]!;
        const size = Math.abs(score);
        const small = Math.exp(-size);
        const isWrong = score > 0 !== (codes[row] === 1);
        probabilities[row] = (score > 0 ? 1 : small) / (1 + small);
        if (isWrong) loss += weight[row]! * size;
        if (weight[row] === 1) factors *= 1 + small;
        else loss += weight[row]! * Math.log(1 + small);
        if (factors > 1e100) {
          loss += Math.log(factors);
          factors = 1;
        }
      }
      return (loss + Math.log(factors)) / totalWeight;
    },
    fill: (_, gradients, curvatures) => {
      for (let row = 0; row < codes.length; row += 1) {
        const p = probabilities[row]!;
        gradients[row] = weight[row]! * (p - codes[row]!);
        curvatures[row] = weight[row]! * p * (1 - p);
      }
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
    update: (scores) => {
      let loss = 0;
      for (let row = 0; row < rows; row += 1) {
        const top = highest(scores, row, rows, outputs);
        let total = 0;
        for (let at = row; at < outputs * rows; at += rows)
          total += probabilities[at] = Math.exp(scores[at]! - top);
        for (let at = row; at < outputs * rows; at += rows) probabilities[at]! /= total;
        loss += weight[row]! * (top + Math.log(total) - scores[codes[row]! * rows + row]!);
      }
      return loss / totalWeight;
    },
    fill: (output, gradients, curvatures) => {
      for (let row = 0; row < rows; row += 1) {
        const p = probabilities[output * rows + row]!;
        gradients[row] = weight[row]! * (codes[row] === output ? p - 1 : p);
        curvatures[row] = weight[row]! * p * (1 - p);
      }
    },
  };
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
