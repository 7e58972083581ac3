import { describe, expect, it } from 'vitest';
import { readFeatureDefinition, reviseDefinition } from '../../src/data/feature-definition';

const plain = { name: ' churn ', version: 2, sql: 'SELECT 1' };

describe('a definition of features', () => {
  it('is read with what is left out filled in, and what is not known left out', () => {
    expect(readFeatureDefinition({ ...plain, other: 1 })).toEqual({
      name: 'churn',
      version: 2,
      sql: 'SELECT 1',
      description: '',
      owner: '',
      cost: 0,
      sensitivity: 'internal',
    });
  });

  it.each([
    [null, /no object/],
    [{ ...plain, name: ' ' }, /no name/],
    [{ ...plain, version: 0 }, /no number from 1/],
    [{ ...plain, sql: '' }, /no SQL/],
    [{ ...plain, cost: -1 }, /cost is -1/],
    [{ ...plain, sensitivity: 'secret' }, /give one of public, internal/],
  ])('is refused where it does not fit: %j', (value, words) => {
    expect(() => readFeatureDefinition(value)).toThrow(words);
  });

  it('gets the next version when it makes something else, and no other', () => {
    const definition = readFeatureDefinition(plain);
    expect(reviseDefinition(definition, { owner: 'Ada', sql: 'SELECT 1 ' }).version).toBe(2);
    expect(reviseDefinition(definition, { sql: 'SELECT 2' }).version).toBe(3);
  });
});
