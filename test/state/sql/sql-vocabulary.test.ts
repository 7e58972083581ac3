import { beforeAll, describe, expect, it } from 'vitest';
import { readVocabulary, type SqlVocabulary } from '../../../src/state/sql/sql-vocabulary';
import { createNodeEngine } from '../../support/node-engine';

let vocabulary: SqlVocabulary;

beforeAll(async () => {
  vocabulary = await readVocabulary((await createNodeEngine()).query);
});

describe('readVocabulary', () => {
  it('knows the keywords of the dialect', () => {
    expect(vocabulary.keywords).toEqual(expect.arrayContaining(['select', 'qualify', 'lateral']));
  });

  it('knows each function once, with what it takes and gives', () => {
    const names = vocabulary.functions.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(['sum', 'date_trunc', 'quantile_cont', 'range']));
    const sum = vocabulary.functions.find(({ name }) => name === 'sum')!;
    expect(sum.kind).toBe('aggregate');
    expect(sum.signature).toMatch(/^sum\(arg\) → /);
    expect(sum.description).not.toBe('');
  });

  it('offers no function that reads files', () => {
    const names = vocabulary.functions.map(({ name }) => name);
    expect(names.filter((name) => /^read_|^glob$|getenv/.test(name))).toEqual([]);
  });
});
