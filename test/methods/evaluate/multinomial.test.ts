import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/math/random';
import { drawBinomial, drawMultinomial } from '../../../src/methods/evaluate/multinomial';

interface BinomialCase {
  count: number;
  probability: number;
  from: number;
  shares: number[];
}

const path = new URL('../../fixtures/evaluate/intervals.json', import.meta.url);
const { binomial } = JSON.parse(readFileSync(path, 'utf8')) as { binomial: BinomialCase[] };

describe('drawBinomial', () => {
  it.each(binomial)(
    'follows the law of SciPy for $count trials of chance $probability',
    ({ count, probability, from, shares }) => {
      const draws = 100_000;
      const random = createRandom(17);
      const seen = new Float64Array(shares.length);
      for (let draw = 0; draw < draws; draw += 1) {
        const place = drawBinomial(count, probability, random) - from;
        if (place >= 0 && place < seen.length) seen[place]! += 1;
      }
      const { statistic, cells } = chiSquare(seen, shares, draws);
      expect(Math.abs(statistic - cells) / Math.sqrt(2 * cells)).toBeLessThan(3.5);
    },
  );

  it('draws nothing of nothing, and all where it is certain', () => {
    const random = createRandom(1);
    expect(drawBinomial(0, 0.5, random)).toBe(0);
    expect(drawBinomial(9, 0, random)).toBe(0);
    expect(drawBinomial(9, 1, random)).toBe(9);
  });

  it('stays between none and all', () => {
    const random = createRandom(5);
    for (let draw = 0; draw < 20_000; draw += 1) {
      const count = random.below(300);
      const drawn = drawBinomial(count, random.next(), random);
      expect(drawn >= 0 && drawn <= count && Number.isInteger(drawn)).toBe(true);
    }
  });
});

describe('drawMultinomial', () => {
  it('draws as many rows as asked for, none from empty cells', () => {
    const random = createRandom(2);
    const drawn = new Float64Array(4);
    for (let draw = 0; draw < 1000; draw += 1) {
      drawMultinomial(50, Float64Array.of(30, 0, 15, 5), random, drawn);
      expect(drawn.reduce((sum, rows) => sum + rows, 0)).toBe(50);
      expect(drawn[1]).toBe(0);
    }
  });

  it('draws from a last cell that is empty nothing, and without rows nothing', () => {
    const drawn = new Float64Array(2);
    drawMultinomial(7, Float64Array.of(7, 0), createRandom(1), drawn);
    expect([...drawn]).toEqual([7, 0]);
    drawMultinomial(0, Float64Array.of(0, 0), createRandom(1), drawn);
    expect([...drawn]).toEqual([0, 0]);
  });
});

/** Pearson's statistic over cells that expect at least 5; its mean is `cells` and its variance twice that. */
function chiSquare(
  seen: Float64Array,
  shares: number[],
  draws: number,
): { statistic: number; cells: number } {
  const used = shares.flatMap((share, index) => (share * draws >= 5 ? [index] : []));
  const statistic = used.reduce((sum, index) => {
    const expected = shares[index]! * draws;
    return sum + (seen[index]! - expected) ** 2 / expected;
  }, 0);
  return { statistic, cells: used.length };
}
