import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

type Numbers = (number | null)[];

/** Inputs with what SciPy, pandas and NumPy make of them; `null` stands for NaN. */
export interface Samples {
  moments: {
    values: Numbers;
    mean: number | null;
    variance: number | null;
    std: number | null;
    skewness: number | null;
    kurtosis: number | null;
    quantiles: number[];
    mad: number;
    ranks: Numbers;
    entropy: number;
  }[];
  bins: { values: Numbers; bins: number; codes: number[]; edges: number[] }[];
  pairs: { x: Numbers; y: Numbers; pearson: number; spearman: number }[];
  tables: {
    a: number[];
    b: number[];
    rows: number;
    columns: number;
    chiSquared: number;
    cramersV: number;
    mutualInformation: number;
  }[];
  ratios: { codes: number[]; values: Numbers; groups: number; eta: number }[];
  clusters: {
    distances: number[];
    count: number;
    merges: [number, number, number, number][];
    cut: number;
    clusters: number[];
    leaves: number[];
  }[];
}

export const samples: Samples = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../fixtures/math/samples.json'), 'utf8'),
);

export function toNumbers(values: Numbers): Float64Array {
  return Float64Array.from(values, (value) => value ?? NaN);
}
