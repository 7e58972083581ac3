import { describe, expect, it } from 'vitest';
import type { TableInfo } from '../../../src/data/table';
import type { Cell } from '../../../src/notebook/document';
import { newRun } from '../../../src/state/runs/cell-run';
import {
  sensitiveColumns,
  type DeclaringNotebook,
} from '../../../src/state/privacy/sensitive-columns';

const table = { fingerprint: 'f', columns: [{ name: 'email' }, { name: 'amount' }] } as TableInfo;

function notebookOf(change: Partial<Cell>): DeclaringNotebook {
  const cell: Cell = { id: 'a', operator: 'source.file', inputs: {}, params: {}, name: 'people' };
  return {
    documents: { current: { format: 1, title: 'T', cells: [{ ...cell, ...change }] } },
    runs: { of: () => newRun },
  };
}

describe('sensitive columns', () => {
  it('are those that a person has described as such', () => {
    const definitions: Cell['definitions'] = {
      columns: [
        ['email', { sensitivity: 'personal' }],
        ['amount', { sensitivity: 'internal' }],
      ],
    };
    expect(sensitiveColumns(notebookOf({ definitions }), table)).toEqual([
      { name: 'email', sensitivity: 'personal' },
    ]);
  });

  it('are as sensitive as the highest of all that is said of them', () => {
    const definitions: Cell['definitions'] = { columns: [['email', { sensitivity: 'personal' }]] };
    const params = { sensitivity: [['email', 'special category']] };
    expect(sensitiveColumns(notebookOf({ definitions, params }), table)).toEqual([
      { name: 'email', sensitivity: 'special category' },
    ]);
  });

  it('are none where nothing is said', () => {
    expect(sensitiveColumns(notebookOf({}), table)).toEqual([]);
  });
});
