import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** What pandas, NumPy, SciPy and pyarrow say of a table; `null` stands for NaN. */
export interface ExpectedProfile {
  rows: number;
  repeats: number;
  columns: Record<string, ExpectedNumber | ExpectedText>;
  pairs: [string, string, string, strength: number, pearson: number | null][];
}

interface ExpectedColumn {
  missing: number;
  distinct: number;
  once: number;
  entropyBits: number;
  topCounts: number[];
}

export interface ExpectedNumber extends ExpectedColumn {
  kind: 'number';
  mean: number;
  variance: number;
  std: number;
  min: number;
  max: number;
  sum: number;
  quantiles: number[];
  iqr: number;
  mad: number;
  skewness: number;
  kurtosis: number;
  cv: number;
  zeros: number;
  negatives: number;
  histogram: number[];
  quantileBins: number[];
}

export interface ExpectedText extends ExpectedColumn {
  kind: 'text';
  lengthMin: number;
  lengthMean: number;
  lengthMax: number;
  arrowBytes: number;
}

export const expectedProfiles: Record<string, ExpectedProfile> = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../../fixtures/profile/profiles.json'), 'utf8'),
);
