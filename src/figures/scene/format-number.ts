import { formatDecimals, formatNumber } from '../../data/format';

const pattern = /^(,?)(?:\.(\d+))?(~?)([%fgs]?)$/;
const prefixes = ['', 'k', 'M', 'G', 'T', 'P'];

/**
 * A number by a format of d3, as Plotly takes it: `,` `.4f` `.1%` `.3g` `.4~g` `~s`. Without a format about
 * six digits. A format that is not known is not applied.
 */
export function formatBy(value: number, format = ''): string {
  const match = pattern.exec(format);
  if (!Number.isFinite(value) || !match || format === '') return formatNumber(value, 6);
  const [, comma, digits, trim, type] = match;
  const places = digits === undefined ? undefined : Number(digits);
  switch (type) {
    case '%':
      return `${fixed(100 * value, places ?? 0, comma === ',')}%`;
    case 'f':
      return fixed(value, places ?? 6, comma === ',');
    case 'g':
      return precise(value, places ?? 6, trim === '~');
    case 's':
      return withPrefix(value, places ?? 6);
    default:
      return places === undefined ? formatNumber(value, 12) : precise(value, places, trim === '~');
  }
}

/** A number beside an axis whose labels stand `step` apart: `20k`, `1.5M`, `0.02`. */
export function formatTick(value: number, step: number): string {
  const size = Math.max(Math.abs(value), step);
  if (size >= 1e18 || (size > 0 && size < 1e-6))
    return sign(Number(value.toPrecision(4)).toExponential());
  if (size >= 10_000) return withPrefix(value, 12);
  const decimals = Math.max(0, Math.min(12, -Math.floor(Math.log10(step) + 1e-9)));
  return sign(trimZeros(value.toFixed(decimals + 1)));
}

function fixed(value: number, places: number, separated: boolean): string {
  const text = separated ? formatDecimals(value, places, places) : value.toFixed(places);
  return sign(text);
}

function precise(value: number, digits: number, trim: boolean): string {
  const text = value.toPrecision(Math.max(1, digits));
  return sign(trim && !text.includes('e') ? trimZeros(text) : text);
}

function withPrefix(value: number, digits: number): string {
  const size = Math.abs(value);
  const power =
    size < 1000 ? 0 : Math.min(prefixes.length - 1, Math.floor(Math.log10(size) / 3 + 1e-12));
  const scaled = Number((value / 1000 ** power).toPrecision(digits));
  return `${sign(String(scaled))}${prefixes[power]}`;
}

function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

function sign(text: string): string {
  return /^-0(\.0+)?$/.test(text) ? text.slice(1) : text.replace('-', '−');
}
