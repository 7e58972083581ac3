import { describe, expect, it } from 'vitest';
import { fuzzyScore } from '../../../src/state/screen/fuzzy';

const best = (typed: string, texts: string[]): string | undefined =>
  texts
    .filter((text) => fuzzyScore(text, typed) !== undefined)
    .sort((a, b) => fuzzyScore(b, typed)! - fuzzyScore(a, typed)!)[0];

describe('fuzzyScore', () => {
  it('finds letters in order and nothing else', () => {
    expect(fuzzyScore('Signal of each column', 'sgc')).toBeDefined();
    expect(fuzzyScore('Signal of each column', 'xyz')).toBeUndefined();
    expect(fuzzyScore('ab', 'ba')).toBeUndefined();
  });

  it('fits everything when nothing is typed', () => {
    expect(fuzzyScore('anything', '')).toBe(0);
    expect(fuzzyScore('', '  ')).toBe(0);
  });

  it('does not mind case, accents and blanks', () => {
    expect(fuzzyScore('Größe', 'GRÖSSE')).toBeUndefined();
    expect(fuzzyScore('Größe', 'GROßE')).toBeDefined();
    expect(fuzzyScore('Élève', 'eleve')).toBeDefined();
    expect(fuzzyScore('native_country', 'native country')).toBeDefined();
  });

  it('prefers the start of a text, then of a word, then neighbours', () => {
    expect(best('age', ['percentage', 'age'])).toBe('age');
    expect(best('ec', ['necessary', 'education_code'])).toBe('education_code');
    expect(best('gain', ['great aim, in vain', 'capital_gain'])).toBe('capital_gain');
  });

  it('prefers the shorter of two that fit alike', () => {
    expect(best('age', ['age_of_car', 'age'])).toBe('age');
  });

  it('looks beyond the first place where the first letter stands', () => {
    expect(fuzzyScore('xaxx ab', 'ab')!).toBeGreaterThan(fuzzyScore('xaxx xxb', 'ab')!);
  });
});
