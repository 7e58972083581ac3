import { describe, expect, it } from 'vitest';
import { formatCount, formatDecimals, formatNumber, formatMoment } from '../../src/data/format';
import { createRandom } from '../../src/math/random';

const english = (value: number | bigint, most: number, least = 0): string =>
  new Intl.NumberFormat('en-US', {
    maximumFractionDigits: most,
    minimumFractionDigits: least,
    signDisplay: 'negative',
  }).format(value);

/** Numbers of all sizes, some with few decimals, where rounding meets halves. */
function drawNumbers(count: number): number[] {
  const random = createRandom(1, 'numbers');
  return Array.from({ length: count }, (_, index) => {
    const size = 10 ** (-8 + 22 * random.next());
    const value = (random.next() < 0.5 ? -1 : 1) * size;
    return index % 2 === 0 ? value : Number(value.toFixed(3));
  });
}

describe('formatDecimals', () => {
  it('writes what Intl writes', () => {
    for (const value of [...drawNumbers(4_000), 0, -0, 0.5, 1.005, -2.5, 999.9995, 1e15, 1e22])
      for (const [most, least] of [
        [0, 0],
        [2, 2],
        [3, 0],
        [6, 1],
      ] as const)
        expect([value, formatDecimals(value, most, least)]).toEqual([
          value,
          english(value, most, least),
        ]);
  });
});

describe('formatCount', () => {
  it('groups digits, of 64-bit integers too, and has no negative zero', () => {
    expect([0, -0, 7, 1234567, -1000, 2 ** 53].map(formatCount)).toEqual([
      '0',
      '0',
      '7',
      '1,234,567',
      '-1,000',
      '9,007,199,254,740,992',
    ]);
    expect(formatCount(-(2n ** 63n))).toBe('-9,223,372,036,854,775,808');
    expect([NaN, Infinity, 1e21].map(formatCount)).toEqual([
      'NaN',
      '∞',
      '1,000,000,000,000,000,000,000',
    ]);
  });
});

describe('formatNumber', () => {
  it('keeps about four digits, without trailing zeros', () => {
    expect([1.2345, 12.5, -0.000123456, 123456.7, 1e-5, -1e20].map((x) => formatNumber(x))).toEqual(
      ['1.235', '12.5', '−0.0001235', '123,457', '1.000e−5', '−1.000e+20'],
    );
  });
});

describe('formatMoment', () => {
  it.each(['2026-11-28T18:05:09', '2024-02-29T00:00:00', '1999-12-31T23:59:59'])(
    'writes %s as Intl does in British English',
    (moment) => {
      const intl = new Intl.DateTimeFormat('en-GB', { dateStyle: 'short', timeStyle: 'medium' });
      expect(formatMoment(moment)).toBe(intl.format(new Date(moment)));
    },
  );
});
