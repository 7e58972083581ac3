import type { FeatureColumn, Features, Target } from '../../src/data/features';

/** A column of numbers; `null` is missing. */
export function numberColumn(name: string, values: ArrayLike<number | null>): FeatureColumn {
  return { kind: 'number', name, values: Float64Array.from(values, (value) => value ?? NaN) };
}

/** A column of categories; `null` is missing. */
export function categoryColumn(name: string, values: (string | null)[]): FeatureColumn {
  const labels = [...new Set(values.filter((value) => value !== null))].sort();
  const codes = Int32Array.from(values, (value) => (value === null ? -1 : labels.indexOf(value)));
  return { kind: 'category', name, codes, labels };
}

export function featuresOf(columns: FeatureColumn[]): Features {
  const [first] = columns;
  const rowCount = first ? (first.kind === 'category' ? first.codes : first.values).length : 0;
  return { rowCount, columns };
}

/** A target of classes `0`, `1`, … by code. */
export function classTarget(codes: ArrayLike<number>, classCount: number): Target {
  const classes = Array.from({ length: classCount }, (_, code) => String(code));
  const task = classCount <= 2 ? 'binary' : 'multiclass';
  return { task, name: 'y', codes: Int32Array.from(codes), classes };
}

export function numberTarget(values: ArrayLike<number>): Target {
  return { task: 'regression', name: 'y', values: Float64Array.from(values) };
}

/** Row numbers from `from` up to and without `to`. */
export function rowRange(from: number, to: number): Uint32Array {
  return Uint32Array.from({ length: to - from }, (_, index) => from + index);
}

export const noRows = new Uint32Array(0);
