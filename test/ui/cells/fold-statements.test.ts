import { describe, expect, it } from 'vitest';
import type { Statement } from '../../../src/data/answer';
import { foldedWords, unfoldedCount } from '../../../src/ui/cells/fold-statements';

const statements = (...levels: Statement['level'][]): Statement[] =>
  levels.map((level) => ({ level, text: level }));

describe('folding of statements', () => {
  it('leaves a few alone', () => {
    expect(unfoldedCount(statements('info'))).toBe(1);
    expect(unfoldedCount(statements(...Array<'info'>(7).fill('info')))).toBe(7);
  });

  it('folds many after the first five', () => {
    expect(unfoldedCount(statements(...Array<'info'>(8).fill('info')))).toBe(5);
  });

  it('says how many are folded and how serious they are', () => {
    expect(foldedWords(statements('info', 'good', 'info'))).toBe('Show 3 more');
    expect(foldedWords(statements('warning', 'problem', 'warning', 'info'))).toBe(
      'Show 4 more: 1 problem, 2 warnings',
    );
  });
});
