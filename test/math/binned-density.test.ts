import { describe, expect, it } from 'vitest';
import { binnedDensity } from '../../src/math/binned-density';

describe('binnedDensity', () => {
  const counts = [1, 4, 9, 12, 7, 3, 0, 2, 5, 1];

  it('is the sum of normal densities around the bins', () => {
    // SciPy 1.17.1: (counts * norm.pdf(c, centres, h)).sum() / n with Silverman's h of the binned values.
    const { density, bandwidth } = binnedDensity(counts, 0.5);
    expect(bandwidth).toBeCloseTo(0.36761562771528217, 12);
    const expected = [
      0.0693466039, 0.203821049088, 0.383360292691, 0.45673045249, 0.324879723745, 0.151077326094,
      0.056298715014, 0.100711786507, 0.152679355466, 0.074786080105,
    ];
    density.forEach((value, bin) => expect(value).toBeCloseTo(expected[bin]!, 10));
  });

  it('is nothing of nothing, and a bump around a single bin', () => {
    expect([...binnedDensity([0, 0], 1).density]).toEqual([0, 0]);
    const { density, bandwidth } = binnedDensity([0, 5, 0], 1);
    expect(bandwidth).toBe(0.5);
    expect(density[1]).toBeGreaterThan(density[0]!);
    expect(density[0]).toBeCloseTo(density[2]!, 12);
  });
});
