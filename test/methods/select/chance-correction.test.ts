import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/math/random';
import {
  correctForChance,
  shuffledInformation,
} from '../../../src/methods/select/chance-correction';
import { countUnnamed } from '../../../src/methods/select/column-counts';
import { expectedInformation } from '../../../src/methods/select/expected-information';
import { countCodes, countRows, data, fixture } from './signal-fixture';

const tables = {
  name: countCodes(data.name.codes, data.name.labels, data.y).table,
  whole: countRows(data.whole, data.y).table,
  near: countRows(data.near, data.y).table,
  nameThree: countCodes(data.name.codes, data.name.labels, data.three).table,
};
const names = ['name', 'whole', 'near', 'nameThree'] as const;

describe('correctForChance', () => {
  it.each(names)('gives the mutual_info_score of scikit-learn for %s', (name) => {
    const { plugIn } = correctForChance(tables[name], 10, createRandom(1));
    expect(plugIn).toBeCloseTo(fixture.plugIn[name].mutualInformation, 12);
  });

  it.each(names)('has the expected information of scikit-learn as its baseline for %s', (name) => {
    const { baseline } = correctForChance(tables[name], 2_000, createRandom(2));
    expect(baseline / fixture.plugIn[name].expected).toBeCloseTo(1, 1);
  });

  it('gives about the p-value of a G-test where rows per cell are many', () => {
    const weak = correctForChance(tables.nameThree, 2_000, createRandom(3));
    expect(weak.pValue).toBeCloseTo(fixture.plugIn.nameThree.gTestP, 1.9);
    const strong = correctForChance(tables.name, 2_000, createRandom(3));
    const ratio = Math.log(strong.pValue) / Math.log(fixture.plugIn.name.gTestP);
    expect(ratio).toBeCloseTo(1, 0);
  });

  it('finds nothing in a near-unique column that a G-test falls for', () => {
    const near = correctForChance(tables.near, 500, createRandom(4));
    expect(fixture.plugIn.near.gTestP).toBeLessThan(0.001);
    expect(near.pValue).toBeGreaterThan(0.5);
    expect(near.score).toBe(0);
  });

  it('puts about one shuffle in twenty above its 95 % point', () => {
    const { upper95 } = correctForChance(tables.whole, 1_000, createRandom(5));
    const others = shuffledInformation(tables.whole, 4_000, createRandom(6));
    const above = others.filter((value) => value > upper95).length / 4_000;
    expect(Math.abs(above - 0.05)).toBeLessThan(0.02);
  });

  it('gives independent columns p-values that are spread evenly', () => {
    const random = createRandom(7);
    const small = Array.from({ length: 200 }, () => {
      const codes = Float64Array.from({ length: 300 }, () => random.below(8));
      return correctForChance(countRows(codes, data.y.slice(0, 300)).table, 50, random).pValue;
    }).filter((p) => p < 0.2);
    expect(Math.abs(small.length / 200 - 0.2)).toBeLessThan(0.09);
  });

  it('gives the same for the same seed', () => {
    const once = correctForChance(tables.whole, 20, createRandom(9));
    expect(correctForChance(tables.whole, 20, createRandom(9))).toEqual(once);
  });

  it('finds chance only where every row is a level of its own', () => {
    const unique = countRows(
      Float64Array.from({ length: 50 }, (_, row) => row),
      Uint16Array.from({ length: 50 }, (_, row) => row % 2),
    );
    const { plugIn, baseline, score, pValue } = correctForChance(unique.table, 10, createRandom(1));
    expect(plugIn).toBeCloseTo(Math.LN2, 12);
    expect(baseline).toBeCloseTo(Math.LN2, 12);
    expect(score).toBeCloseTo(0, 12);
    expect(pValue).toBe(1);
  });

  it('has no signal in no rows', () => {
    const empty = countUnnamed([new Float64Array(3), new Float64Array(3)]);
    expect(correctForChance(empty.table, 10, createRandom(1))).toMatchObject({
      score: 0,
      pValue: 1,
    });
  });

  it('refuses fewer than ten shuffles', () => {
    expect(() => correctForChance(tables.name, 9, createRandom(1))).toThrow(
      'shuffles: 9: at least 10',
    );
  });
});

describe('shuffledInformation', () => {
  it('draws the same distribution by cells and by rows', () => {
    const random = createRandom(11);
    const codes = Float64Array.from({ length: 400 }, () => random.below(40));
    const many = Uint16Array.from(codes, () => random.below(30));
    const byRows = countRows(codes, many).table;
    expect(byRows.rowTotals.length * 30).toBeGreaterThan(400);
    const shuffled = shuffledInformation(byRows, 600, random);
    const mean = shuffled.reduce((sum, value) => sum + value / 600, 0);
    expect(mean / expectedInformation(byRows)).toBeCloseTo(1, 2);
  });
});

describe('expectedInformation', () => {
  it.each(names)('is that of scikit-learn for %s', (name) => {
    expect(expectedInformation(tables[name])).toBeCloseTo(fixture.plugIn[name].expected, 10);
  });

  it('is all of the entropy where every row is a level of its own', () => {
    const unique = countUnnamed([Float64Array.of(1, 0, 1, 0), Float64Array.of(0, 1, 0, 1)]);
    expect(expectedInformation(unique.table)).toBeCloseTo(Math.LN2, 12);
  });

  it('is nothing for no rows', () => {
    expect(expectedInformation(countUnnamed([]).table)).toBe(0);
  });
});
