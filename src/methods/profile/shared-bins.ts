/**
 * Ascending edges of bins of equal width that hold both ends, one more edge than bins. Bins of whole numbers hold
 * the same number of them each, with edges halfway between. One bin where the width would be nothing; no edges
 * where an end is not a number.
 */
export function equalBins(min: number, max: number, isWhole: boolean, most: number): number[] {
  if (Number.isNaN(min) || Number.isNaN(max)) return [];
  const span = max - min + 1;
  if (isWhole && Number.isSafeInteger(span)) {
    const width = Math.ceil(span / most);
    const count = Math.ceil(span / width);
    return Array.from({ length: count + 1 }, (_, edge) => min - 0.5 + edge * width);
  }
  const step = (max - min) / most;
  if (min + step === min || !Number.isFinite(step)) return [min, max];
  return Array.from({ length: most + 1 }, (_, edge) => (edge === most ? max : min + edge * step));
}
