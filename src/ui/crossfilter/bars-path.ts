/**
 * Bars as one outline in a box as wide as there are bars and `height` high; what is there at all can be seen. The
 * last bar may hold fewer steps and is then narrower.
 */
export function barsPath(
  counts: ArrayLike<number>,
  most: number,
  height: number,
  lastWidth: number,
): string {
  let path = '';
  for (let bar = 0; bar < counts.length; bar += 1) {
    const count = counts[bar]!;
    if (count === 0) continue;
    const tall = Math.max(1, (height * count) / most);
    const wide = (bar === counts.length - 1 ? lastWidth : 1) - 0.08;
    path += `M${bar + 0.04} ${height}v${-tall.toFixed(2)}h${wide.toFixed(3)}v${tall.toFixed(2)}z`;
  }
  return path;
}

/** The largest of many, at least 1. */
export function mostOf(counts: ArrayLike<number>): number {
  let most = 1;
  for (let at = 0; at < counts.length; at += 1) most = Math.max(most, counts[at]!);
  return most;
}

/** The power of ten by which bars must grow to reach a tenth of the height at least. */
export function enlargement(most: number, chosen: number): number {
  return 10 ** Math.max(0, Math.floor(Math.log10(most / Math.max(1, chosen))));
}
