/** Wilson score interval (95 %) of a share: `successes` of `count`; NaN where `count` is 0. Wilson 1927. */
export function wilsonInterval(successes: number, count: number): { low: number; high: number } {
  const z = 1.959963984540054;
  const share = successes / count;
  const scale = 1 + (z * z) / count;
  const centre = (share + (z * z) / (2 * count)) / scale;
  const reach =
    (z * Math.sqrt((share * (1 - share)) / count + (z * z) / (4 * count * count))) / scale;
  return { low: Math.max(0, centre - reach), high: Math.min(1, centre + reach) };
}
