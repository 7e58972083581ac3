import { describe, expect, it } from 'vitest';
import { matchNames } from '../../../src/state/source/match-names';

const names = ['gene_1', 'gene_22', 'GENE_3_mean', 'age', 'mean age', '__proto__', 'a*b'];

describe('names of columns', () => {
  it.each([
    ['', names],
    ['gene', ['gene_1', 'gene_22', 'GENE_3_mean']],
    ['gene_*', ['gene_1', 'gene_22', 'GENE_3_mean']],
    ['*mean', ['GENE_3_mean']],
    ['g*_*n', ['GENE_3_mean']],
    ['age*', ['age']],
    ['*', names],
    ['a*e*g', []],
    ['(.+', []],
    ['proto', ['__proto__']],
  ])('are found by %j', (text, found) => {
    expect(matchNames(names, text).map((place) => names[place])).toEqual(found);
  });
});
