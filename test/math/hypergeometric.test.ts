import { describe, expect, it } from 'vitest';
import { drawHypergeometric } from '../../src/math/hypergeometric';
import { createRandom } from '../../src/math/random';
import expected from '../fixtures/select/special_functions.json';

describe('drawHypergeometric', () => {
  it.each(expected.hypergeometric)(
    'draws $draws of $good good and $bad bad as often as SciPy says',
    ({ good, bad, draws, pmf }) => {
      const random = createRandom(3);
      const seen = new Map<number, number>();
      const tries = 40_000;
      for (let index = 0; index < tries; index += 1) {
        const drawn = drawHypergeometric(good, bad, draws, random);
        seen.set(drawn, (seen.get(drawn) ?? 0) + 1);
      }
      for (const [drawn, probability] of Object.entries(pmf)) {
        const deviation = 4.5 * Math.sqrt((probability * (1 - probability)) / tries);
        const share = (seen.get(Number(drawn)) ?? 0) / tries;
        expect(Math.abs(share - probability), drawn).toBeLessThan(deviation);
      }
    },
  );

  it('keeps to what the urn holds', () => {
    const random = createRandom(4);
    for (let index = 0; index < 5_000; index += 1) {
      const [good, bad] = [random.below(200), random.below(200)];
      const draws = random.below(good + bad + 1);
      const drawn = drawHypergeometric(good, bad, draws, random);
      expect(drawn).toBeGreaterThanOrEqual(Math.max(0, draws - bad));
      expect(drawn).toBeLessThanOrEqual(Math.min(good, draws));
    }
  });

  it('needs no chance where there is none', () => {
    const random = createRandom(1);
    expect(drawHypergeometric(0, 9, 4, random)).toBe(0);
    expect(drawHypergeometric(9, 0, 4, random)).toBe(4);
    expect(drawHypergeometric(3, 4, 7, random)).toBe(3);
    expect(drawHypergeometric(3, 4, 0, random)).toBe(0);
  });
});
