import { describe, expect, it } from 'vitest';
import { readTextFacts } from '../../../src/data/texts/read-text-facts';
import { TextTally } from '../../../src/data/texts/text-tally';
import { createRandom } from '../../../src/math/random';

const encoder = new TextEncoder();

function tally(texts: readonly string[]): TextTally {
  const counted = new TextTally();
  for (const text of texts) {
    const bytes = encoder.encode(text);
    counted.add(bytes, 0, bytes.length);
  }
  return counted;
}

describe('a text tally', () => {
  it('counts as a map does', () => {
    const random = createRandom(3, 'texts');
    const texts = Array.from({ length: 30_000 }, () =>
      `é${random.below(9_000)}`.repeat(random.below(3)),
    );
    const expected = new Map<string, number>();
    for (const text of texts) expected.set(text, (expected.get(text) ?? 0) + 1);
    const { ends, counts, bytes } = tally(texts).dictionary();
    const found = Array.from(ends, (end, text) => [
      new TextDecoder().decode(bytes.subarray(ends[text - 1] ?? 0, end)),
      counts[text],
    ]);
    expect(found).toEqual([...expected]);
  });

  it('of two workers together says the same as that of one', () => {
    const texts = Array.from({ length: 5_000 }, (_, index) => `text ${index % 700}`);
    const first = tally(texts.slice(0, 2_000));
    first.addAll(tally(texts.slice(2_000)).dictionary());
    expect(readTextFacts(first.dictionary())).toEqual(readTextFacts(tally(texts).dictionary()));
  });

  it('takes the same sample of many texts in any order', () => {
    const texts = Array.from(
      { length: 30_000 },
      (_, index) => `${'ab'.repeat(index % 3)} ${index}`,
    );
    const patternsOf = (some: string[]) => readTextFacts(tally(some).dictionary());
    const { patterns, looked, all } = patternsOf(texts);
    expect(looked).toBe(20_000);
    expect(all).toBe(undefined);
    expect(patterns.map(([pattern]) => pattern).sort()).toEqual([' 9', 'a 9']);
    expect(patternsOf(texts.reverse()).patterns).toEqual(patterns);
  });

  it('gives up where there is too much to keep', () => {
    const counted = new TextTally();
    const bytes = new Uint8Array(60 * 2 ** 20);
    counted.add(bytes, 0, bytes.length);
    expect(counted.isFull).toBe(false);
    counted.add(bytes, 1, bytes.length);
    counted.add(bytes, 2, bytes.length);
    expect(counted.isFull).toBe(true);
    expect(counted.dictionary().ends).toHaveLength(0);
  });
});
