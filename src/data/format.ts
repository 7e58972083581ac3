/** Numbers as a person reads them, in English notation wherever the page is opened. */

const counts = new Intl.NumberFormat('en-US');

/** `1234567` as `1,234,567`; zero has no sign. */
export function formatCount(count: number | bigint): string {
  return counts.format(count === 0 ? 0 : count);
}

/** `1 row`, `2 rows`; `many` where the plural is irregular. */
export function countWords(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** A share of 0..1 as percent: `12.3 %`; never 0 or 100 where it is not. */
export function formatShare(share: number): string {
  if (Number.isNaN(share)) return 'not defined';
  if (share > 0 && share < 0.0005) return '< 0.1 %';
  if (share < 1 && share > 0.9995) return '> 99.9 %';
  return `${(100 * share).toFixed(1)} %`;
}

/** About `digits` significant digits, without trailing zeros; exponents only for the very large and small. */
export function formatNumber(value: number, digits = 4): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e15))
    return value.toExponential(digits - 1).replace('-', '−');
  if (Number.isInteger(value)) return formatCount(value).replace('-', '−');
  const decimals = Math.min(20, Math.max(0, digits - 1 - Math.floor(Math.log10(size))));
  return new Intl.NumberFormat('en-US', { maximumFractionDigits: decimals })
    .format(value)
    .replace('-', '−');
}

/** `1.2 MB`, in powers of 1,000 as file managers show it. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${power === 0 || value >= 100 ? value.toFixed(0) : value.toFixed(1)} ${units[power]}`;
}

/** `120 ms`, `3.4 s`, `2 min 5 s`. */
export function formatDuration(durationMs: number): string {
  if (durationMs < 1000) return `${Math.round(durationMs)} ms`;
  const seconds = durationMs / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
