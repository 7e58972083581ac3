import { describe, expect, it } from 'vitest';
import { findStatus, joinWords } from '../../../src/state/cells/cell-status';

describe('findStatus', () => {
  it('says in words how a cell stands', () => {
    expect(findStatus({ status: 'new' }, false, []).words).toBe('Not run');
    expect(findStatus({ status: 'waiting' }, false, []).words).toBe('Waiting');
    expect(findStatus({ status: 'done' }, false, []).words).toBe('Done');
    expect(findStatus({ status: 'cancelled' }, true, []).words).toBe('Cancelled');
  });

  it('calls a finished cell stale when something under it has changed', () => {
    expect(findStatus({ status: 'done' }, true, []).id).toBe('stale');
  });

  it('asks for what is to be chosen instead of calling the cell failed', () => {
    const status = findStatus({ status: 'failed' }, false, ['Target', 'Table']);
    expect(status).toEqual({ id: 'choose', words: 'Choose target and table' });
  });

  it('lets a run go before everything', () => {
    expect(findStatus({ status: 'running' }, true, ['Target']).id).toBe('running');
  });
});

describe('joinWords', () => {
  it('joins as one speaks', () => {
    expect(joinWords([])).toBe('');
    expect(joinWords(['Target'])).toBe('target');
    expect(joinWords(['Table', 'Target', 'SQL'])).toBe('table, target and SQL');
  });
});
