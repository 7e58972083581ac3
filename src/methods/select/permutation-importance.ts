import type { FeatureColumn, Features } from '../../data/features';
import { permutation, type Random } from '../../math/random';

/** How much a score falls when columns are shuffled. */
export interface Importance {
  /** One column, or several that are shuffled together. */
  columns: string[];
  /** Mean fall of the score over the repeats; below 0 the model does better without. */
  mean: number;
  /** Standard deviation over the repeats (population), as scikit-learn has it. */
  std: number;
  /** By repeat. */
  drops: number[];
}

/**
 * Permutation importance: the fall of a score when the values of one column, or of a group of columns by the same
 * permutation, are dealt to other rows. `score` must be higher for better; `base` is its value on `features` as they
 * are. Give rows that the model did not learn from. Columns that say the same hide each other: shuffle them as a group.
 * `repeats` × groups predictions. Breiman (2001); `permutation_importance` of scikit-learn.
 */
export async function permutationImportance(
  features: Features,
  groups: readonly (readonly string[])[],
  repeats: number,
  base: number,
  score: (features: Features) => Promise<number>,
  random: Random,
): Promise<Importance[]> {
  const importances: Importance[] = [];
  for (const columns of groups) {
    const drops: number[] = [];
    for (let repeat = 0; repeat < repeats; repeat += 1) {
      drops.push(base - (await score(shuffleColumns(features, columns, random))));
    }
    importances.push({ columns: [...columns], ...summarize(drops), drops });
  }
  return importances;
}

/** The same features, with the values of some columns dealt to other rows, the same way for all of them. */
export function shuffleColumns(
  features: Features,
  names: readonly string[],
  random: Random,
): Features {
  const rows = permutation(features.rowCount, random);
  const columns = features.columns.map((column) =>
    names.includes(column.name) ? dealColumn(column, rows) : column,
  );
  return { rowCount: features.rowCount, columns };
}

function dealColumn(column: FeatureColumn, rows: Uint32Array): FeatureColumn {
  if (column.kind === 'number') {
    return { ...column, values: Float64Array.from(rows, (row) => column.values[row]) };
  }
  if (column.kind === 'category') {
    return { ...column, codes: Int32Array.from(rows, (row) => column.codes[row]) };
  }
  return { ...column, values: Array.from(rows, (row) => column.values[row]) };
}

function summarize(drops: readonly number[]): Pick<Importance, 'mean' | 'std'> {
  const mean = drops.reduce((sum, drop) => sum + drop, 0) / drops.length;
  const squares = drops.reduce((sum, drop) => sum + (drop - mean) ** 2, 0);
  return { mean, std: Math.sqrt(squares / drops.length) };
}
