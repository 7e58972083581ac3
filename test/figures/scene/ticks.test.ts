import { describe, expect, it } from 'vitest';
import { formatBy, formatTick } from '../../../src/figures/scene/format-number';
import { linearTicks, logTicks } from '../../../src/figures/scene/ticks';
import { timeTicks } from '../../../src/figures/scene/time-ticks';

const labels = (ticks: { lines: readonly string[] }[]): string[] =>
  ticks.map(({ lines }) => lines.join(' '));

describe('formatBy', () => {
  // Expected texts are those of d3-format 3.1.0, with the minus sign that it uses too.
  it.each([
    [1234567, ',', '1,234,567'],
    [0.123, '.1%', '12.3%'],
    [1, '.0%', '100%'],
    [-0.5, '.4f', '−0.5000'],
    [1234.5678, '.3g', '1.23e+3'],
    [0.30000000000000004, '.4~g', '0.3'],
    [1500, '~s', '1.5k'],
    [-0.00001, '.1f', '0.0'],
  ])('writes %d by %s as %s', (value, format, expected) => {
    expect(formatBy(value, format)).toBe(expected);
  });

  it('leaves a format that it does not know', () => {
    expect(formatBy(12.5, 'nonsense')).toBe('12.5');
    expect(formatBy(NaN, '.1%')).toBe('NaN');
  });
});

describe('linearTicks', () => {
  it('stands at round numbers within the ends', () => {
    expect(labels(linearTicks(0, 1, 5))).toEqual(['0', '0.2', '0.4', '0.6', '0.8', '1']);
    expect(labels(linearTicks(-3, 12, 4))).toEqual(['0', '5', '10']);
    expect(labels(linearTicks(0, 2_000_000, 4))).toEqual(['0', '500k', '1M', '1.5M', '2M']);
  });

  it('writes steps far below the values', () => {
    expect(labels(linearTicks(0.00012, 0.00018, 3))).toEqual([
      '0.00012',
      '0.00014',
      '0.00016',
      '0.00018',
    ]);
    expect(formatTick(-2, 1)).toBe('−2');
  });

  it('has none where the ends are not finite or the step is lost', () => {
    expect(linearTicks(NaN, 1, 5)).toEqual([]);
    expect(linearTicks(1e300, 1e300, 5).length).toBeLessThanOrEqual(1000);
  });
});

describe('logTicks', () => {
  it('stands at powers of ten, at 2 and 5 between few of them', () => {
    expect(labels(logTicks(0, 6, 10))).toEqual(['1', '10', '100', '1000', '10k', '100k', '1M']);
    expect(labels(logTicks(0, 1, 5))).toEqual(['1', '2', '5', '10']);
    expect(logTicks(-8, 8, 4).length).toBeLessThanOrEqual(5);
  });
});

describe('timeTicks', () => {
  const at = (text: string): number => Date.parse(text);

  it('chooses years, months, days and hours by the span', () => {
    expect(labels(timeTicks(at('1990-03-01'), at('2021-01-01'), 4))).toEqual(
      ['1990', '2000', '2010', '2020'].slice(1),
    );
    expect(labels(timeTicks(at('2020-01-01'), at('2020-07-01'), 6))).toEqual([
      'Jan 2020',
      'Feb',
      'Mar',
      'Apr',
      'May',
      'Jun',
      'Jul',
    ]);
    expect(labels(timeTicks(at('2020-12-30'), at('2021-01-02'), 3))).toEqual([
      '30 Dec 2020',
      '31 Dec',
      '1 Jan 2021',
      '2 Jan',
    ]);
    expect(labels(timeTicks(at('2020-02-28T18:00Z'), at('2020-02-29T06:00Z'), 2))).toEqual([
      '18:00 28 Feb 2020',
      '00:00 29 Feb 2020',
      '06:00',
    ]);
  });

  it('knows years before 100', () => {
    const times = timeTicks(at('0050-01-01T00:00:00Z'), at('0150-01-01T00:00:00Z'), 2);
    expect(labels(times)).toEqual(['50', '100', '150']);
  });
});
