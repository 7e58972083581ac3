import { describe, expect, it } from 'vitest';
import type { RunRecord } from '../../../src/notebook/run-record';
import { costWords, questionWords } from '../../../src/state/sql/sql-cost-words';
import { listStatements } from '../../../src/state/sql/sql-history';

const record = (cell: string, sql: string, change: Partial<RunRecord> = {}): RunRecord => ({
  cell,
  operator: 'source.sql',
  operatorVersion: 1,
  fingerprint: 'f',
  params: { sql },
  inputs: [],
  startedAt: '2026-01-01T10:00:00.000Z',
  durationMs: 12,
  rowsRead: 0,
  rowsMade: 3,
  engines: {},
  outcome: 'done',
  ...change,
});

const cells = [{ id: 'c1', operator: 'source.sql', inputs: {}, params: {}, name: 'totals' }];
const records = [
  record('c1', 'SELECT 1'),
  record('c2', 'SELECT name FROM people'),
  record('c1', 'SELECT nope', { outcome: 'failed', rowsMade: undefined }),
  record('c1', 'SELECT 1', { durationMs: 5 }),
  record('c3', '', {}),
  record('c4', 'not sql', { params: { target: 'x' } }),
];

describe('listStatements', () => {
  it('lists each statement once a cell, the one run last first', () => {
    const found = listStatements(records, cells, {});
    expect(found.map(({ sql, cellName, runs }) => [sql, cellName, runs])).toEqual([
      ['SELECT 1', 'totals', 2],
      ['SELECT nope', 'totals', 1],
      ['SELECT name FROM people', 'a cell deleted since', 1],
    ]);
    expect(found[0]!.durationMs).toBe(5);
    expect(found[1]).toMatchObject({ outcome: 'failed', rowsMade: undefined });
  });

  it('keeps to one cell', () => {
    expect(listStatements(records, cells, { cellId: 'c2' })).toHaveLength(1);
  });

  it('finds words in any order and case', () => {
    const found = listStatements(records, cells, { search: 'PEOPLE name' });
    expect(found.map(({ sql }) => sql)).toEqual(['SELECT name FROM people']);
    expect(listStatements(records, cells, { search: 'people nope' })).toEqual([]);
  });
});

describe('words on cost', () => {
  const cost = { rowsRead: 1000, rowsMade: 5, bytes: 50, seconds: 0.1, reasons: [] };

  it('says what is read, made, and how long it takes', () => {
    expect(costWords(cost)).toBe(
      'Reads 1,000 rows and makes about 5, some 50 B, in under a second.',
    );
    expect(costWords({ ...cost, seconds: 52 })).toContain('in about 52 s.');
    expect(costWords({ ...cost, seconds: 600 })).toContain('in about 10 minutes.');
    expect(costWords({ ...cost, seconds: 1e5 })).toContain('in about 28 hours.');
  });

  it('says first what makes it heavy, and last that it will not fit', () => {
    const heavy = { ...cost, bytes: 14e9, reasons: ['It pairs all with all.'] };
    expect(questionWords(heavy)).toMatch(/^It pairs all with all\. Reads .*likely to fail\.$/);
  });
});
