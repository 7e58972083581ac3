import { describe, expect, it } from 'vitest';
import { minimise, type Evaluation } from '../../src/math/lbfgs';

const limits = { iterations: 500, gradientTolerance: 1e-9, valueTolerance: 1e-15 };
const goOn = async (): Promise<void> => undefined;

/** Rosenbrock's valley: its minimum is 0 at (1, 1). */
const valley = async ([x, y]: Float64Array): Promise<Evaluation> => {
  const climb = y! - x! * x!;
  return {
    value: (1 - x!) ** 2 + 100 * climb ** 2,
    gradient: Float64Array.of(-2 * (1 - x!) - 400 * x! * climb, 200 * climb),
  };
};

describe('minimise', () => {
  it('finds the minimum of a bent valley', async () => {
    const { point, value, ended } = await minimise(valley, Float64Array.of(-1.2, 1), limits, goOn);
    expect(ended).toBe('converged');
    expect(value).toBeLessThan(1e-16);
    point.forEach((part) => expect(part).toBeCloseTo(1, 7));
  });

  it('never climbs', async () => {
    const values: number[] = [];
    await minimise(valley, Float64Array.of(3, -4), limits, async (_, value) => {
      values.push(value);
    });
    expect(values.every((value, step) => step === 0 || value <= values[step - 1]!)).toBe(true);
  });

  it('stays where there is no slope', async () => {
    const { iterations, ended } = await minimise(valley, Float64Array.of(1, 1), limits, goOn);
    expect({ iterations, ended }).toEqual({ iterations: 0, ended: 'converged' });
  });

  it('ends when told to', async () => {
    const { iterations, ended } = await minimise(
      valley,
      Float64Array.of(-1.2, 1),
      limits,
      async () => false,
    );
    expect({ iterations, ended }).toEqual({ iterations: 1, ended: 'stopped' });
  });

  it('leaves the start as it was', async () => {
    const start = Float64Array.of(-1.2, 1);
    await minimise(valley, start, limits, goOn);
    expect([...start]).toEqual([-1.2, 1]);
  });
});
