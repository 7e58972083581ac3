import type { FeatureColumn } from '../../data/features';
import { asCategories, matchLabels } from './feature-views';

/** The category of each row among those known: missing comes after the last, or is -1 as what is not known. */
export function encodedCodes(
  feature: FeatureColumn,
  known: string[],
  hasMissing: boolean,
  rows: Uint32Array,
): Int32Array {
  const { codes, labels } = asCategories(feature);
  const codeOf = matchLabels(labels, known);
  return Int32Array.from(rows, (row) => {
    if (codes[row]! >= 0) return codeOf[codes[row]!]!;
    return hasMissing ? known.length : -1;
  });
}
