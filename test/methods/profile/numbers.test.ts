import { beforeAll, describe, expect, it } from 'vitest';
import { tallyInPlace, type Tally } from '../../../src/math/tally';
import { createRandom } from '../../../src/math/random';
import { countNumbers, formatStored } from '../../../src/methods/profile/count-numbers';
import {
  isExactAsDouble,
  numberFactsQuery,
  numbersQuery,
  readNumberFacts,
  type NumberFacts,
} from '../../../src/methods/profile/number-queries';
import { exactSum, isRounded, scanNumbers } from '../../../src/methods/profile/number-scan';
import { countBetween, shapeNumbers } from '../../../src/methods/profile/number-shape';
import { summarizeNumbers } from '../../../src/methods/profile/number-summary';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';

const nothing: NumberFacts = {
  min: NaN,
  max: NaN,
  positiveInfinite: 0,
  negativeInfinite: 0,
  nan: 0,
};

function tally(...values: number[]): Tally {
  return tallyInPlace(Float64Array.from(values));
}

describe('the worked value of the rules', () => {
  const x = tally(50, 50, -10, 0, 0, 5, 15, -3, NaN);
  const summary = summarizeNumbers(x, { ...nothing, min: -10, max: 50, nan: 1 });
  const shape = shapeNumbers(x);

  it('has these statistics', () => {
    expect(summary).toMatchObject({ finite: 8, mean: 13.375, mad: 9, zeros: 2, nan: 1 });
    expect(summary.zeros / (summary.finite + summary.nan)).toBeCloseTo(2 / 9, 15);
    const [, q05, q25, q50, q75] = summary.quantiles;
    expect([q05, q25, q50, q75]).toEqual([-7.55, -0.75, 2.5, 23.75]);
    expect(shape.variance).toBeCloseTo(561.125, 10);
    expect(shape.std).toBeCloseTo(23.688077, 6);
    expect(shape.cv).toBeCloseTo(1.771071, 6);
    expect(shape.skewness).toBeCloseTo(1.0851622, 7);
    expect(shape.kurtosis).toBeCloseTo(-0.5029286, 7);
    expect(countNumbers(x, nothing, 'DOUBLE').distinct).toBe(6);
  });
});

describe('shapeNumbers', () => {
  it('counts every value in every histogram, whatever they are', () => {
    const random = createRandom(2);
    for (let round = 0; round < 50; round += 1) {
      const length = 1 + random.below(300);
      const scale = 10 ** (random.below(20) - 10);
      const values = Array.from({ length }, () => Math.round(random.normal() * 30) * scale);
      const { histogram, quantileBins, wholeBins } = shapeNumbers(tally(...values));
      for (const bins of [histogram, quantileBins, wholeBins]) {
        if (!bins) continue;
        expect(bins.counts.reduce((sum, count) => sum + count, 0)).toBe(length);
        expect(bins.edges).toHaveLength(bins.counts.length + 1);
      }
    }
  });

  it('has one bin where all values are equal, and none where there are none', () => {
    expect(shapeNumbers(tally(3, 3)).histogram).toEqual({ edges: [3, 3], counts: [2] });
    expect(shapeNumbers(tally(3, 3)).quantileBins).toEqual({ edges: [3, 3], counts: [2] });
    expect(shapeNumbers(tally()).histogram).toEqual({ edges: [], counts: [] });
    expect(shapeNumbers(tally()).variance).toBeNaN();
  });

  it('has one bin where the range has no width in doubles, or more than doubles hold', () => {
    expect(shapeNumbers(tally(1, 1 + Number.EPSILON)).histogram.counts).toEqual([2]);
    const wide = shapeNumbers(tally(-Number.MAX_VALUE, Number.MAX_VALUE));
    expect(wide.histogram.counts).toEqual([2]);
  });

  it('bins whole numbers so that each bin holds as many of them', () => {
    const ages = Array.from({ length: 73 }, (_, index) => 18 + index);
    const { wholeBins } = shapeNumbers(tally(...ages));
    expect(wholeBins!.edges.slice(0, 3)).toEqual([17.5, 19.5, 21.5]);
    expect(new Set(wholeBins!.counts.slice(0, -1))).toEqual(new Set([2]));
    expect(shapeNumbers(tally(1, 2.5)).wholeBins).toBeUndefined();
  });
});

describe('countBetween', () => {
  it('puts a value on an edge above or below it', () => {
    const values = tally(0, 1, 1, 2);
    expect(countBetween(values, [0, 1, 2], 'left').counts).toEqual([1, 3]);
    expect(countBetween(values, [0, 1, 2], 'right').counts).toEqual([3, 1]);
  });
});

describe('summarizeNumbers', () => {
  it('finds the unit in which numbers would be times', () => {
    const times = (scale: number): Tally =>
      tally(...Array.from({ length: 150 }, (_, index) => (1.5e9 + 61 * index) * scale));
    const unitOf = (scale: number) => summarizeNumbers(times(scale), nothing).unix?.unit;
    expect(unitOf(1)).toBe('seconds');
    expect(unitOf(1e3)).toBe('milliseconds');
    expect(unitOf(1e6)).toBe('microseconds');
    expect(unitOf(1e9)).toBe('nanoseconds');
    expect(unitOf(1 / 86_400)).toBe('days');
    expect(unitOf(1e-6)).toBeUndefined();
  });

  it('wants a hundred values, and four in five of them, for that', () => {
    const some = (count: number, others: number): Tally =>
      tally(
        ...Array.from({ length: count }, (_, index) => 1.5e9 + index),
        ...Array.from({ length: others }, (_, index) => index),
      );
    expect(summarizeNumbers(some(99, 0), nothing).unix).toBeUndefined();
    expect(summarizeNumbers(some(80, 20), nothing).unix).toEqual({ unit: 'seconds', count: 80 });
    expect(summarizeNumbers(some(79, 21), nothing).unix).toBeUndefined();
  });

  it('has no statistics of nothing', () => {
    const summary = summarizeNumbers(tally(), nothing);
    expect(summary).toMatchObject({ finite: 0, mean: NaN, sum: 0, mad: NaN, zeros: 0 });
  });
});

describe('countNumbers', () => {
  it('takes infinities for values', () => {
    const facts = { ...nothing, positiveInfinite: 3, negativeInfinite: 1 };
    const counts = countNumbers(tally(1, 1), facts, 'DOUBLE');
    expect(counts).toMatchObject({ present: 6, distinct: 3, once: 1 });
    expect(counts.top.map(({ value }) => value)).toEqual(['Infinity', '1', '-Infinity']);
  });

  it('names the most frequent first, ties by value', () => {
    const values = Array.from({ length: 90 }, (_, index) => index % 30);
    const { top } = countNumbers(tally(...values, 29, 29, 5), nothing, 'BIGINT');
    expect(top.slice(0, 4)).toEqual([
      { value: '29', count: 5 },
      { value: '5', count: 4 },
      { value: '0', count: 3 },
      { value: '1', count: 3 },
    ]);
    expect(top).toHaveLength(20);
  });
});

describe('formatStored', () => {
  it('writes the digits that the type holds', () => {
    expect(formatStored(1.5, 'DECIMAL(10,3)')).toBe('1.500');
    expect(formatStored(Math.fround(0.1), 'FLOAT')).toBe('0.1');
    expect(formatStored(Math.fround(16777.217), 'FLOAT')).toBe('16777.217');
    expect(formatStored(0.1, 'DOUBLE')).toBe('0.1');
    expect(formatStored(7, 'FLOAT')).toBe('7');
  });

  it('writes dates and times as the engine does', async () => {
    const engine = await createNodeEngine();
    const table = await engine.table(
      `SELECT DATE '0001-01-01' + (i * 911)::INTEGER AS d, TIMESTAMP '1900-06-01' + to_microseconds(i * 1377777777777) AS t,
        (TIMESTAMP '1969-12-31 23:59:58' + to_milliseconds(i)) AS m FROM range(3000) AS r(i)`,
    );
    for (const { name, type } of table.columns) {
      const answer = await engine.query(
        `SELECT x, t FROM (${numbersQuery(table.relation, { name, type })}) POSITIONAL JOIN (SELECT ${name}::VARCHAR AS t FROM ${table.relation})`,
      );
      const written = Array.from(answer.numbers('x'), (value) => formatStored(value, type));
      expect(written).toEqual(answer.texts('t'));
    }
  });
});

describe('number queries', () => {
  let engine: NodeEngine;

  beforeAll(async () => {
    engine = await createNodeEngine();
  });

  it('keep long whole numbers exact, and tell infinities and NaN apart', async () => {
    const table = await engine.table(
      `SELECT 9223372036854775807 - i AS big, CASE i WHEN 0 THEN 'inf'::DOUBLE WHEN 1 THEN '-inf'::DOUBLE
        WHEN 2 THEN 'NaN'::DOUBLE WHEN 3 THEN NULL ELSE i END AS odd, i::DECIMAL(20, 2) AS money
        FROM range(10) AS r(i)`,
    );
    const [big, odd, money] = readNumberFacts(
      await engine.query(numberFactsQuery(table.relation, table.columns)),
      table.columns,
    );
    expect(big).toMatchObject({ min: 9223372036854775798n, max: 9223372036854775807n });
    expect(big!.sum).toBe(92233720368547758025n);
    expect(odd).toMatchObject({ min: 4, max: 9, positiveInfinite: 1, negativeInfinite: 1, nan: 1 });
    expect(isExactAsDouble('BIGINT', big!)).toBe(false);
    expect(isExactAsDouble('DOUBLE', odd!)).toBe(true);
    expect(isExactAsDouble('DECIMAL(20,2)', money!)).toBe(false);
    expect(isExactAsDouble('DECIMAL(9,2)', money!)).toBe(true);
  });

  it('brings dates as milliseconds, infinite ones as missing', async () => {
    const table = await engine.table(
      `SELECT DATE '1970-01-02' AS d, TIMESTAMP '1970-01-01 00:00:01.5' AS t, TIMESTAMPTZ '1970-01-01 01:00:00+00' AS z,
        'infinity'::DATE AS never, 'infinity'::TIMESTAMP AS later`,
    );
    const found = [];
    for (const column of table.columns) {
      const values = (await engine.query(numbersQuery(table.relation, column))).numbers('x');
      const { nan } = scanNumbers(values, column.missing);
      found.push([...tallyInPlace(values).values, nan]);
    }
    expect(found).toEqual([[86_400_000, 0], [1500, 0], [3_600_000, 0], [1], [1]]);
  });
});

describe('scanNumbers', () => {
  it('tells infinities, NaN and missing values apart, and leaves the finite ones', () => {
    const values = Float64Array.of(4, Infinity, NaN, -0, -Infinity, NaN, -7, Infinity);
    expect(scanNumbers(values, 1)).toMatchObject({
      ...{ min: -7, max: 4, positiveInfinite: 2, negativeInfinite: 1, nan: 1 },
    });
    expect([...tallyInPlace(values).values]).toEqual([-7, 0, 4]);
    expect(scanNumbers(Float64Array.of(NaN), 1)).toMatchObject({ min: NaN, max: NaN, nan: 0 });
  });

  it('finds the order of the rows, as pandas has it', () => {
    const orderOf = (value: (row: number) => number): string =>
      scanNumbers(
        Float64Array.from({ length: 20 }, (_, row) => value(row)),
        0,
      ).monotonicity;
    expect(orderOf((row) => row)).toBe('strictly increasing');
    expect(orderOf((row) => -row)).toBe('strictly decreasing');
    expect(orderOf((row) => Math.floor(row / 3))).toBe('increasing');
    expect(orderOf((row) => -Math.floor(row / 3))).toBe('decreasing');
    expect(orderOf((row) => (row * 7) % 5)).toBe('none');
    expect(orderOf(() => 4)).toBe('none');
    expect(orderOf((row) => (row === 5 ? NaN : row))).toBe('none');
    expect(orderOf((row) => (row === 5 ? Infinity : row))).toBe('none');
  });

  it('adds whole numbers exactly, or says that the engine must', () => {
    const look = (type: string, ...numbers: number[]): [number | undefined, boolean] => {
      const values = Float64Array.from(numbers);
      const scan = scanNumbers(values, 0);
      const counted = tallyInPlace(values);
      return [exactSum(type, counted, scan), isRounded(type, counted, scan)];
    };
    expect(look('BIGINT', 1, 2, 2)).toEqual([5, false]);
    expect(look('BIGINT', 2 ** 53, 1)).toEqual([undefined, true]);
    expect(look('BIGINT', 2 ** 60)).toEqual([undefined, true]);
    expect(look('HUGEINT', 2 ** 60)).toEqual([undefined, true]);
    expect(look('DOUBLE', 2 ** 60)).toEqual([undefined, false]);
    expect(look('INTEGER')).toEqual([0, false]);
  });
});
