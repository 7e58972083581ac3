/** Numbers as a person reads them, in English notation wherever the page is opened. */

/** `1234567` as `1,234,567`; zero has no sign. At most three decimals. */
export function formatCount(count: number | bigint): string {
  return typeof count === 'bigint' ? groupDigits(String(count)) : formatDecimals(count, 3);
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
  return formatDecimals(value, decimals).replace('-', '−');
}

/**
 * A number with at most so many decimals, and at least so many of them where they are zeros; its shortest decimal form is
 * rounded half away from zero, and zero has no sign. Else as by `Intl.NumberFormat('en-US')`, which takes a page some
 * 25 ms when it first makes one, and 30 µs each time after that.
 */
export function formatDecimals(value: number, most: number, least = 0): string {
  const size = Math.abs(value);
  if (!(size < 1e21)) return value.toLocaleString('en-US', { minimumFractionDigits: least });
  const text = size < 1e-6 ? size.toFixed(20) : String(size);
  const [whole, decimals = ''] = text.split('.') as [string, string?];
  const up = (decimals[most] ?? '0') >= '5' ? 1n : 0n;
  const digits = String(BigInt(whole + decimals.slice(0, most).padEnd(most, '0')) + up);
  const padded = digits.padStart(most + 1, '0');
  const point = padded.length - most;
  const kept = padded.slice(point).replace(/0+$/, '').padEnd(least, '0');
  const sign = value < 0 && digits !== '0' ? '-' : '';
  return `${sign}${groupDigits(padded.slice(0, point))}${kept && '.'}${kept}`;
}

function groupDigits(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1.2 MB`, in powers of 1,000 as file managers show it. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${power === 0 || value >= 100 ? value.toFixed(0) : value.toFixed(1)} ${units[power]}`;
}

/** A moment in the time of this machine: `28/11/2026, 18:05:09`. Not with `Intl`, which takes its time to start. */
export function formatMoment(moment: number | string | Date): string {
  const at = new Date(moment);
  const two = (value: number): string => String(value).padStart(2, '0');
  const date = [two(at.getDate()), two(at.getMonth() + 1), at.getFullYear()].join('/');
  return `${date}, ${[at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(':')}`;
}

/** `120 ms`, `3.4 s`, `2 min 5 s`. */
export function formatDuration(durationMs: number): string {
  if (durationMs < 1000) return `${Math.round(durationMs)} ms`;
  const seconds = durationMs / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
