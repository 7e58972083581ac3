/**
 * Rows as learners see them, before any preparation: one array per column, in the table's row order.
 * Numbers (also dates, as ms since 1970 UTC, and booleans, as 0 and 1) are doubles with NaN where missing.
 * `isDate` marks dates, which learners see as parts. Categories are codes into `labels`, -1 where missing. Texts are strings, `null` where missing.
 */
export type FeatureColumn =
  | { kind: 'number'; name: string; values: Float64Array; isDate?: boolean }
  | { kind: 'category'; name: string; codes: Int32Array; labels: string[] }
  | { kind: 'text'; name: string; values: (string | null)[] };

export interface Features {
  rowCount: number;
  columns: FeatureColumn[];
}

/** What is to be predicted, by row: class codes (-1 where missing) or numbers (NaN where missing). */
export type Target =
  | { task: 'binary' | 'multiclass'; name: string; codes: Int32Array; classes: string[] }
  | { task: 'regression'; name: string; values: Float64Array };

/** What a model said, by row: probabilities row-major (rows × classes), or one number a row. */
export type Predictions =
  | { task: 'binary' | 'multiclass'; classes: string[]; probabilities: Float64Array }
  | { task: 'regression'; values: Float64Array };
