import { describe, expect, it } from 'vitest';
import { compareReplay } from '../../src/notebook/replay';
import { readSavedRuns, type SavedRun } from '../../src/notebook/saved-runs';
import { emptyDocument } from '../../src/notebook/document';
import { readDocument } from '../../src/notebook/read-document';
import { writeDocument } from '../../src/notebook/write-document';

const saved: SavedRun = {
  cell: 'c1',
  fingerprint: 'f',
  outcome: 'done',
  digest: 'aa',
  engine: '1.4.3',
  table: {
    rows: 3,
    columns: [
      ['a', 'BIGINT'],
      ['b', 'VARCHAR'],
    ],
    checksum: '12',
  },
  figures: [['Accuracy', 0.93]],
};
const outcome = (now: Partial<SavedRun>): unknown[] => {
  const { outcome: how, words } = compareReplay('c1', saved, { ...saved, ...now });
  return [how, ...words];
};

describe('a replay', () => {
  it('is the same where result and values are', () => {
    expect(outcome({})).toEqual(['same']);
    expect(outcome({ fingerprint: 'g' })).toEqual(['same']);
  });

  it('says what came out different', () => {
    const columns: [string, string][] = [
      ['a', 'DOUBLE'],
      ['c', 'DATE'],
    ];
    expect(outcome({ digest: 'bb', table: { rows: 4, columns, checksum: '13' } })).toEqual([
      'different',
      '3 rows were 4 now',
      'no column b',
      'new column c',
      'a: BIGINT is DOUBLE',
    ]);
    expect(outcome({ table: { ...saved.table!, checksum: '13' } })).toEqual([
      'different',
      'values differ',
    ]);
    expect(outcome({ digest: 'bb', figures: [['Accuracy', 0.91]] })).toEqual([
      'different',
      'Accuracy: 0.93 is 0.91',
    ]);
    expect(outcome({ digest: 'bb' })).toEqual([
      'different',
      'Its result is another one, in more than its leading figures.',
    ]);
  });

  it('does not set checksums of another engine beside each other', () => {
    expect(outcome({ engine: '1.5.0', table: { ...saved.table!, checksum: '13' } })).toEqual([
      'same',
    ]);
  });

  it('tells what failed, and what cannot be told', () => {
    const failed: SavedRun = { cell: 'c1', fingerprint: 'f', outcome: 'failed' };
    expect(compareReplay('c1', saved, failed, 'no file')).toMatchObject({
      outcome: 'failed',
      words: ['no file'],
    });
    expect(compareReplay('c1', failed, failed).words).toEqual([
      'It failed.',
      'It had failed before as well.',
    ]);
    expect(compareReplay('c1', failed, saved).outcome).toBe('different');
    expect(compareReplay('c1', saved, undefined).outcome).toBe('not run');
    expect(compareReplay('c1', undefined, saved).outcome).toBe('not run');
  });
});

describe('runs in a notebook file', () => {
  it('come back as they were written, and do not touch the cells', () => {
    const text = writeDocument({ ...emptyDocument, title: 'x' }, [saved]);
    expect(readSavedRuns(text)).toEqual([saved]);
    expect(readDocument(text)).toEqual({ ...emptyDocument, title: 'x' });
    expect(readSavedRuns(writeDocument(emptyDocument))).toEqual([]);
  });

  it('are read as far as they are what they should be', () => {
    const runs = [
      null,
      { cell: 'c1' },
      { cell: 'c2', fingerprint: 'f', outcome: 'sideways' },
      { cell: 'c3', fingerprint: 'f', outcome: 'done', digest: 4, table: { rows: 'x' } },
      { ...saved, figures: [['a', 1], ['b'], 3], table: { rows: 1, columns: [['a'], 4, [1]] } },
    ];
    expect(readSavedRuns(JSON.stringify({ runs }))).toEqual([
      { cell: 'c3', fingerprint: 'f', outcome: 'done' },
      { ...saved, figures: [['a', 1]], table: { rows: 1, columns: [] } },
    ]);
    expect(readSavedRuns('{"runs": 3}')).toEqual([]);
  });
});
