import { describe, expect, it } from 'vitest';
import { estimateWords } from '../../../src/state/catalogue/join-words';

describe('an estimated share in words', () => {
  it.each([
    [0.98, 0.951, 0.993, 'about 98 % (95 % sure: 95 to 99 %)'],
    [1, 0.993, 1, 'about 100 % (95 % sure: 99 to 100 %)'],
    [0.999, 0.996, 0.9999, 'about > 99.5 % (95 % sure: > 99.5 to > 99.5 %)'],
    [0.5, 0.5, 0.5, '50.0 %'],
    [0, 0, 0.003, 'about 0 % (95 % sure: 0 to < 0.5 %)'],
    [NaN, 0, 1, 'an unknown share'],
  ])('%d from %d to %d', (share, low, high, words) => {
    expect(estimateWords({ share, low, high })).toBe(words);
  });
});
