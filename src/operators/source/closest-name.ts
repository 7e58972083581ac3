/**
 * The known name that is nearest to what was written, by edits of one letter, case aside;
 * `undefined` where more than a third of the letters would have to change. O(n · m) a name.
 */
export function closestName(written: string, known: readonly string[]): string | undefined {
  const wanted = written.toLowerCase();
  let best: { name: string; edits: number } | undefined;
  for (const name of known) {
    const edits = editDistance(wanted, name.toLowerCase());
    const most = Math.max(1, Math.floor(Math.max(wanted.length, name.length) / 3));
    if (edits <= most && (!best || edits < best.edits)) best = { name, edits };
  }
  return best?.name;
}

/**
 * Least number of letters to put in, take out, change, or swap with their neighbour: the optimal string
 * alignment distance (Damerau 1964, with no letter edited twice).
 */
export function editDistance(one: string, other: string): number {
  const rows = [Array.from({ length: other.length + 1 }, (_, index) => index)];
  for (let row = 1; row <= one.length; row += 1) {
    const [before, last] = [rows[row - 2], rows[row - 1]!];
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const changed = last[column - 1]! + (one[row - 1] === other[column - 1] ? 0 : 1);
      const isSwap = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      const swapped = isSwap && before ? before[column - 2]! + 1 : Infinity;
      current.push(Math.min(changed, swapped, last[column]! + 1, current[column - 1]! + 1));
    }
    rows.push(current);
  }
  return rows[one.length]![other.length]!;
}
