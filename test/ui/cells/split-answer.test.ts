import { describe, expect, it } from 'vitest';
import { splitAnswer } from '../../../src/ui/cells/split-answer';

describe('splitAnswer', () => {
  it('parts the first sentence from the rest', () => {
    expect(splitAnswer('It is good. All 534 rows were used. Nothing else.')).toEqual([
      'It is good.',
      'All 534 rows were used. Nothing else.',
    ]);
    expect(splitAnswer('Is it "good"? "Yes" it is.')).toEqual(['Is it "good"?', '"Yes" it is.']);
  });

  it('does not take decimals, or a stop before a small letter, for an end', () => {
    const text = 'age tells 0.131 nats, i.e. most of it';
    expect(splitAnswer(text)).toEqual([text, '']);
  });

  it('has no rest for a single sentence or nothing', () => {
    expect(splitAnswer('One.')).toEqual(['One.', '']);
    expect(splitAnswer('')).toEqual(['', '']);
  });
});
