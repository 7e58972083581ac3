import { AppError } from '../../data/app-error';
import type { FeatureColumn, Features } from '../../data/features';

/**
 * The column of that name.
 * @throws AppError `unknown_column`: a model cannot be used on a table without it.
 */
export function getFeature(features: Features, name: string): FeatureColumn {
  const found = features.columns.find((column) => column.name === name);
  if (found) return found;
  throw new AppError(
    'unknown_column',
    `unknown column: ${name}: the model needs it; use a table that has it, or train without it`,
    { column: name },
  );
}

/** A column as numbers, whatever its kind in this table: text is read as a number (`true` as 1), NaN where it is none. */
export function asNumbers(column: FeatureColumn): Float64Array {
  if (column.kind === 'number') return column.values;
  if (column.kind === 'text') return Float64Array.from(column.values, parseNumber);
  const numbers = column.labels.map(parseNumber);
  return Float64Array.from(column.codes, (code) => (code < 0 ? NaN : numbers[code]!));
}

/** A column as codes into its labels, whatever its kind in this table: -1 where missing. */
export function asCategories(column: FeatureColumn): { codes: Int32Array; labels: string[] } {
  if (column.kind === 'category') return column;
  const codeOf = new Map<string, number>();
  const codes = Int32Array.from(column.values as ArrayLike<string | number | null>, (value) => {
    if (value === null || Number.isNaN(value)) return -1;
    const label = String(value);
    const known = codeOf.get(label);
    if (known !== undefined) return known;
    codeOf.set(label, codeOf.size);
    return codeOf.size - 1;
  });
  return { codes, labels: [...codeOf.keys()] };
}

/** A column as texts, whatever its kind in this table: `null` where missing. */
export function asTexts(column: FeatureColumn): (string | null)[] {
  if (column.kind === 'text') return column.values;
  const { codes, labels } = asCategories(column);
  return Array.from(codes, (code) => (code < 0 ? null : labels[code]!));
}

/** For each label of `labels` its place in `known`, -1 where it is not there. */
export function matchLabels(labels: string[], known: string[]): Int32Array {
  const place = new Map(known.map((label, index) => [label, index]));
  return Int32Array.from(labels, (label) => place.get(label) ?? -1);
}

/** The numbers of some rows, in their order. A plain loop: `from` with a function takes ten times as long. */
export function gatherNumbers(values: Float64Array, rows: Uint32Array): Float64Array {
  const gathered = new Float64Array(rows.length);
  for (let place = 0; place < rows.length; place += 1) gathered[place] = values[rows[place]!]!;
  return gathered;
}

/** The same features, only some rows (in the order given). */
export function selectRows(features: Features, rows: Uint32Array): Features {
  const columns = features.columns.map((column): FeatureColumn => {
    if (column.kind === 'category') {
      const codes = new Int32Array(rows.length);
      for (let place = 0; place < rows.length; place += 1)
        codes[place] = column.codes[rows[place]!]!;
      return { ...column, codes };
    }
    if (column.kind === 'number') {
      return { ...column, values: gatherNumbers(column.values, rows) };
    }
    return { ...column, values: Array.from(rows, (row) => column.values[row]!) };
  });
  return { rowCount: rows.length, columns };
}

function parseNumber(text: string | null): number {
  if (text === null || text.trim() === '') return NaN;
  const truth = ['false', 'true'].indexOf(text);
  return truth < 0 ? Number(text) : truth;
}
