import { describe, expect, it } from 'vitest';
import { describeCost } from '../../../src/state/sql/describe-cost';

describe('describeCost', () => {
  it('keeps quiet about what is cheap or unknown', () => {
    expect(describeCost(undefined)).toBe('');
    expect(describeCost({ rows: 1e6, bytes: 1e6, seconds: 0.4 })).toBe('');
  });

  it('says rough seconds, and memory where it is much', () => {
    expect(describeCost({ rows: 1, bytes: 0, seconds: 12.34 })).toBe('≈ 12 s');
    expect(describeCost({ rows: 1, bytes: 300e6, seconds: 12 })).toBe('≈ 12 s, 300 MB');
    expect(describeCost({ rows: 1, bytes: 2e9, seconds: 0 })).toBe('≈ 2.0 GB');
    expect(describeCost({ rows: 1, bytes: 0, seconds: 125.4 })).toBe('≈ 2 min 5 s');
  });
});
