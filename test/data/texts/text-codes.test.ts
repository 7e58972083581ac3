import { describe, expect, it } from 'vitest';
import { TextCodes } from '../../../src/data/texts/text-codes';

describe('codes of texts', () => {
  it('number different texts in the order in which they are met', () => {
    const texts = Array.from({ length: 5_000 }, (_, index) => `é${(index * 7) % 1_300}`);
    texts.push('', '\uFEFFmark', '', 'a'.repeat(300), '\uFEFFmark');
    const expected = new Map<string, number>();
    for (const text of texts) if (!expected.has(text)) expected.set(text, expected.size);
    const coded = new TextCodes();
    const codes = texts.map((text) => {
      const bytes = new TextEncoder().encode(`<${text}>`);
      return coded.codeOf(bytes, 1, bytes.length - 1);
    });
    expect(codes).toEqual(texts.map((text) => expected.get(text)));
    expect(coded.labels()).toEqual([...expected.keys()]);
  });
});
