import { describe, expect, it } from 'vitest';
import { indentNested } from '../../../src/state/grid/nested-text';

describe('indentNested', () => {
  it('gives each part of a struct a line', () => {
    expect(indentNested(`{'a': 1, 'b': {'c': x, 'd': NULL}}`)).toBe(
      `{\n  'a': 1,\n  'b': {\n    'c': x,\n    'd': NULL\n  }\n}`,
    );
  });

  it('keeps short flat lists on one line', () => {
    expect(indentNested('[1, 2, NULL]')).toBe('[1, 2, NULL]');
    expect(indentNested(`{'a': [1, 2]}`)).toBe(`{\n  'a': [1, 2]\n}`);
  });

  it('leaves brackets and commas in quotes alone', () => {
    expect(indentNested(`[{'a': 'it\\'s, [x]'}]`)).toBe(`[\n  {\n    'a': 'it\\'s, [x]'\n  }\n]`);
  });

  it('loses no character of texts that do not close', () => {
    for (const text of [`{'a`, `}]'`, '[', `{'a': "b`, ''])
      expect(indentNested(text).replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
  });
});
