import type { Target } from '../../data/features';
import { randomFolds, stratifiedFolds } from './folds';

/** Categories by what the target is where they stand, shrunk towards its mean; one number an output. */
export interface TargetEncoding {
  /** Row-major (categories × outputs). */
  values: Float64Array;
  /** For what training never saw: the mean of the target, by output. */
  prior: Float64Array;
}

/** What is averaged: a regression's values, the share of the second of two classes, or of each of many. */
export function encodedOutputs(target: Target): number {
  return target.task === 'multiclass' ? target.classes.length : 1;
}

/**
 * Target encoding with empirical Bayes shrinkage: λ · mean of the category + (1 − λ) · mean of all, where
 * λ = n · s² / (n · s² + s_c²) for n rows of the category, variance s_c² in it and s² in all. `codes` and `rows`
 * are aligned: the category of each row of the table in `rows`, -1 where it has none.
 * Micci-Barreca (2001); the same as scikit-learn's `TargetEncoder(smooth='auto')`.
 */
export function fitTargetEncoding(
  codes: Int32Array,
  categories: number,
  target: Target,
  rows: Uint32Array,
): TargetEncoding {
  const outputs = encodedOutputs(target);
  const values = new Float64Array(categories * outputs);
  const prior = new Float64Array(outputs);
  for (let output = 0; output < outputs; output += 1) {
    const y = Float64Array.from(rows, (row) => outputValue(target, row, output));
    prior[output] = mean(y);
    const encoded = shrunkMeans(codes, categories, y, prior[output]!);
    encoded.forEach((value, category) => (values[category * outputs + output] = value));
  }
  return { values, prior };
}

/**
 * The encoding of each training row learned from the others only (5 folds, stratified where there are classes),
 * row-major (rows × outputs): with its own target in it, a rare category would give the answer away.
 */
export function encodeOutOfFold(
  codes: Int32Array,
  categories: number,
  target: Target,
  rows: Uint32Array,
  seed: number,
): Float64Array {
  const outputs = encodedOutputs(target);
  const encoded = new Float64Array(rows.length * outputs);
  const folds = Math.min(5, rows.length);
  const foldOf = folds < 2 ? new Int32Array(rows.length) : assignFolds(target, rows, folds, seed);
  for (let fold = 0; fold < folds; fold += 1) {
    const others = places(foldOf, (each) => each !== fold);
    const encoding = fitTargetEncoding(
      Int32Array.from(others, (place) => codes[place]!),
      categories,
      target,
      Uint32Array.from(others, (place) => rows[place]!),
    );
    for (const place of places(foldOf, (each) => each === fold)) {
      encoded.set(encodeOne(encoding, codes[place]!, outputs), place * outputs);
    }
  }
  return encoded;
}

/** The numbers of one category; of an unknown one (-1) the prior. */
export function encodeOne(encoding: TargetEncoding, code: number, outputs: number): Float64Array {
  if (code < 0) return encoding.prior;
  return encoding.values.subarray(code * outputs, (code + 1) * outputs);
}

function assignFolds(target: Target, rows: Uint32Array, folds: number, seed: number): Int32Array {
  if (target.task === 'regression') return randomFolds(rows.length, folds, seed);
  return stratifiedFolds(
    Int32Array.from(rows, (row) => target.codes[row]!),
    folds,
    seed,
  );
}

function outputValue(target: Target, row: number, output: number): number {
  if (target.task === 'regression') return target.values[row]!;
  return Number(target.codes[row] === (target.task === 'binary' ? 1 : output));
}

function shrunkMeans(
  codes: Int32Array,
  categories: number,
  y: Float64Array,
  overall: number,
): Float64Array {
  const counts = new Float64Array(categories);
  const means = new Float64Array(categories);
  const squares = new Float64Array(categories);
  y.forEach((value, place) => {
    const code = codes[place]!;
    if (code < 0) return;
    counts[code]! += 1;
    means[code]! += value;
  });
  means.forEach((sum, code) => (means[code] = sum / counts[code]!));
  y.forEach((value, place) => {
    const code = codes[place]!;
    if (code >= 0) squares[code]! += (value - means[code]!) ** 2;
  });
  const variance = mean(y.map((value) => (value - overall) ** 2));
  return means.map((own, code) => {
    const trust = variance * counts[code]!;
    const share = trust / (trust + squares[code]! / counts[code]!);
    return Number.isNaN(share) ? overall : share * own + (1 - share) * overall;
  });
}

function places(foldOf: Int32Array, holds: (fold: number) => boolean): Uint32Array {
  const found: number[] = [];
  foldOf.forEach((fold, place) => {
    if (holds(fold)) found.push(place);
  });
  return Uint32Array.from(found);
}

function mean(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
