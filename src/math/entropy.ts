/**
 * Shannon entropy of a distribution given by counts (or any non-negative weights), in nats.
 * Empty cells count nothing; no counts at all give 0.
 */
export function entropy(counts: ArrayLike<number>): number {
  let [total, sum] = [0, 0];
  for (let index = 0; index < counts.length; index += 1) {
    const count = counts[index]!;
    if (count < 0) throw new RangeError(`count below zero: ${count}`);
    if (count === 0) continue;
    total += count;
    sum += count * Math.log(count);
  }
  return total > 0 ? Math.max(0, Math.log(total) - sum / total) : 0;
}

/** The same in bits. */
export function entropyBits(counts: ArrayLike<number>): number {
  return entropy(counts) / Math.LN2;
}

/**
 * How far a distribution over k values is from even: 1 − H / log k, 0 for even, near 1 for all in one.
 * 0 where there are fewer than two values.
 */
export function imbalance(counts: ArrayLike<number>): number {
  const values = Array.from(counts).filter((count) => count > 0).length;
  return values < 2 ? 0 : 1 - entropy(counts) / Math.log(values);
}
