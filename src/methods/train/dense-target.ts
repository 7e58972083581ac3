import type { Target } from '../../data/features';

/** A sum over rows and the weight of those rows; their quotient is the mean. */
export interface WeightedSum {
  sum: number;
  weight: number;
}

/** A target as a network is trained on it, and the loss of the network's scores, both by row of the table. */
export interface DenseTarget {
  outputs: number;
  link: 'logistic' | 'softmax' | 'identity';
  /** A regression is learned as (value − center) / scale. */
  center: number;
  scale: number;
  /** Best constant score of each output. */
  start: Float64Array;
  /** What the linked outputs of these rows should be, row-major. */
  values(rows: Uint32Array): Float32Array;
  /** Loss of scores (row-major, aligned with `rows`): log loss in nats, or squared error. */
  loss(scores: Float32Array, rows: Uint32Array): WeightedSum;
}

/**
 * Reads a target for a network. `soft` (row-major, rows of the table × classes) stands in for the classes where
 * labels are probabilities; `weights` weighs rows in the loss.
 */
export function denseTarget(
  target: Target,
  trainRows: Uint32Array,
  weights?: Float64Array,
  soft?: Float64Array,
): DenseTarget {
  if (target.task === 'regression') return regressionTarget(target.values, trainRows, weights);
  const classes = target.classes.length;
  const share = (row: number, code: number): number =>
    soft ? soft[row * classes + code]! : Number(target.codes[row] === code);
  const shares = meanShares(share, classes, trainRows, weights);
  return target.task === 'binary'
    ? binaryTarget((row) => share(row, 1), shares[1] ?? 0, weights)
    : multiclassTarget(share, soft ? undefined : target.codes, shares, weights);
}

function regressionTarget(
  values: Float64Array,
  trainRows: Uint32Array,
  weights: Float64Array | undefined,
): DenseTarget {
  const center = weightedMean(trainRows, weights, (row) => values[row]!);
  const variance = weightedMean(trainRows, weights, (row) => (values[row]! - center) ** 2);
  const scale = Math.sqrt(variance) || 1;
  return {
    outputs: 1,
    link: 'identity',
    center,
    scale,
    start: Float64Array.of(0),
    values: (rows) => Float32Array.from(rows, (row) => (values[row]! - center) / scale),
    loss: (scores, rows) =>
      weightedSum(
        rows,
        weights,
        (row, place) => (center + scale * scores[place]! - values[row]!) ** 2,
      ),
  };
}

function binaryTarget(
  positive: (row: number) => number,
  share: number,
  weights: Float64Array | undefined,
): DenseTarget {
  const odds = clampShare(share);
  return {
    outputs: 1,
    link: 'logistic',
    center: 0,
    scale: 1,
    start: Float64Array.of(Math.log(odds / (1 - odds))),
    values: (rows) => Float32Array.from(rows, positive),
    loss: (scores, rows) =>
      weightedSum(rows, weights, (row, place) => {
        const score = scores[place]!;
        return softplus(score) - positive(row) * score;
      }),
  };
}

/** `codes` where every row has one class, which is quicker than asking for the share of each. */
function multiclassTarget(
  share: (row: number, code: number) => number,
  codes: Int32Array | undefined,
  shares: Float64Array,
  weights: Float64Array | undefined,
): DenseTarget {
  const classes = shares.length;
  return {
    outputs: classes,
    link: 'softmax',
    center: 0,
    scale: 1,
    start: centred(shares.map((each) => Math.log(clampShare(each)))),
    values: (rows) => {
      const values = new Float32Array(rows.length * classes);
      rows.forEach((row, place) => {
        if (codes) values[place * classes + codes[row]!] = 1;
        else
          for (let code = 0; code < classes; code += 1)
            values[place * classes + code] = share(row, code);
      });
      return values;
    },
    loss: (scores, rows) =>
      weightedSum(rows, weights, (row, place) => {
        const own = scores.subarray(place * classes, (place + 1) * classes);
        let wanted = 0;
        if (codes) wanted = own[codes[row]!]!;
        else for (let code = 0; code < classes; code += 1) wanted += share(row, code) * own[code]!;
        return logSumExp(own) - wanted;
      }),
  };
}

/** Less their mean: the scores of classes are only defined up to a constant. */
function centred(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}

function meanShares(
  share: (row: number, code: number) => number,
  classes: number,
  rows: Uint32Array,
  weights: Float64Array | undefined,
): Float64Array {
  return Float64Array.from({ length: classes }, (_, code) =>
    weightedMean(rows, weights, (row) => share(row, code)),
  );
}

function weightedMean(
  rows: Uint32Array,
  weights: Float64Array | undefined,
  value: (row: number) => number,
): number {
  const { sum, weight } = weightedSum(rows, weights, value);
  return sum / weight;
}

function weightedSum(
  rows: Uint32Array,
  weights: Float64Array | undefined,
  value: (row: number, place: number) => number,
): WeightedSum {
  const all = { sum: 0, weight: 0 };
  for (let place = 0; place < rows.length; place += 1) {
    const row = rows[place]!;
    const weight = weights ? weights[row]! : 1;
    all.sum += weight * value(row, place);
    all.weight += weight;
  }
  return all;
}

function clampShare(share: number): number {
  return Math.min(Math.max(share, 1e-6), 1 - 1e-6);
}

/** ln Σ eˣ without overflow. */
function logSumExp(values: Float32Array): number {
  let top = -Infinity;
  for (let index = 0; index < values.length; index += 1) top = Math.max(top, values[index]!);
  let sum = 0;
  for (let index = 0; index < values.length; index += 1) sum += Math.exp(values[index]! - top);
  return top + Math.log(sum);
}

/** ln(1 + eˣ) without overflow. */
function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}
