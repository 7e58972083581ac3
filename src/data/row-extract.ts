import { formatCount } from './format';

/** Which rows of its file a table holds, where not all of them. */
export interface RowExtract {
  manner: 'sample' | 'range';
  rows: number;
  /** Rows of the whole file. */
  of: number;
  ofIsEstimate: boolean;
  /** Of a sample. */
  seed?: number;
  /** Of a range: the first row, from 1. */
  from?: number;
}

/** "a random sample of 1,000 of 20,000 rows, seed 1" or "rows 1 to 1,000 of about 20,000". */
export function extractWords(extract: RowExtract): string {
  const { manner, rows, of, ofIsEstimate, seed, from = 1 } = extract;
  const all = ofIsEstimate ? `about ${formatCount(Number(of.toPrecision(3)))}` : formatCount(of);
  return manner === 'sample'
    ? `a random sample of ${formatCount(rows)} of ${all} rows, seed ${seed}`
    : `rows ${formatCount(from)} to ${formatCount(from + rows - 1)} of ${all}`;
}
