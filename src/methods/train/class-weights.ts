import type { Target } from '../../data/features';

/**
 * Weights that make every class count the same: rows / (classes · rows of the class), over the training rows, as
 * scikit-learn's `class_weight='balanced'`. Nothing for a regression. A class without training rows weighs 1.
 */
export function balancedWeights(target: Target, trainRows: Uint32Array): Float64Array | undefined {
  if (target.task === 'regression') return undefined;
  const counts = new Float64Array(target.classes.length);
  for (const row of trainRows) counts[target.codes[row]!]! += 1;
  const present = counts.filter((count) => count > 0).length;
  const weightOf = counts.map((count) => (count > 0 ? trainRows.length / (present * count) : 1));
  return Float64Array.from(target.codes, (code) => (code < 0 ? 1 : weightOf[code]!));
}
