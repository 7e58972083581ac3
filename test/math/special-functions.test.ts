import { describe, expect, it } from 'vitest';
import {
  chiSquaredTail,
  digamma,
  fTail,
  logFactorial,
  logGamma,
  regularizedBeta,
  upperGamma,
} from '../../src/math/special-functions';
import expected from '../fixtures/select/special_functions.json';

describe('special functions', () => {
  it.each(expected.logGamma)('ln Γ(%d) is that of SciPy', (x, value) => {
    expectClose(logGamma(x), value, 1e-12);
  });

  it.each(expected.logFactorial)('ln %d! is that of SciPy', (n, value) => {
    expectClose(logFactorial(n), value, 1e-12);
  });

  it.each(expected.digamma)('ψ(%d) is that of SciPy', (x, value) => {
    expectClose(digamma(x), value, 1e-12);
  });

  it.each(expected.upperGamma)('Q(%d, %d) is that of SciPy', (shape, x, value) => {
    expectClose(upperGamma(shape, x), value, 1e-9);
  });

  it.each(expected.regularizedBeta)('I(%d; %d, %d) is that of SciPy', (x, a, b, value) => {
    expectClose(regularizedBeta(x, a, b), value, 1e-9);
  });

  it.each(expected.chiSquaredTail)('P(χ² > %d) with %d degrees is that of SciPy', (x, k, value) => {
    expectClose(chiSquaredTail(x, k), value, 1e-9);
  });

  it.each(expected.fTail)('P(F > %d) with %d and %d degrees is that of SciPy', (f, d, e, value) => {
    expectClose(fTail(f, d, e), value, 1e-9);
  });

  it('has no value outside its range', () => {
    expect([logGamma(0), digamma(-1), upperGamma(0, 1), regularizedBeta(NaN, 1, 1)]).toEqual([
      NaN,
      NaN,
      NaN,
      NaN,
    ]);
  });

  it('takes the ends of its range', () => {
    expect([upperGamma(2, 0), upperGamma(2, Infinity)]).toEqual([1, 0]);
    expect([regularizedBeta(0, 2, 2), regularizedBeta(1, 2, 2)]).toEqual([0, 1]);
    expect(fTail(Infinity, 2, 10)).toBe(0);
  });
});

function expectClose(actual: number, value: number, relative: number): void {
  expect(Math.abs(actual - value)).toBeLessThanOrEqual(relative * Math.max(Math.abs(value), 0.1));
}
