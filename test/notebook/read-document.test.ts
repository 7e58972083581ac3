import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/data/app-error';
import type { NotebookDocument } from '../../src/notebook/document';
import { readDocument } from '../../src/notebook/read-document';

const document: NotebookDocument = {
  format: 1,
  title: 'Adult',
  cells: [
    { id: 'c1', operator: 'source.sql', inputs: {}, params: { sql: 'SELECT 1' }, name: 'one' },
    {
      id: 'c2',
      operator: 'source.sql',
      inputs: { tables: ['c1'], base: 'c1' },
      params: {},
      name: 'two',
      note: 'why',
      collapsed: true,
    },
  ],
};

const messageOf = (value: unknown): string => {
  try {
    readDocument(typeof value === 'string' ? value : JSON.stringify(value));
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(AppError);
    expect((thrown as AppError).code).toBe('bad_document');
    return (thrown as AppError).message;
  }
  throw new Error('it was read');
};

describe('readDocument', () => {
  it('reads what was written', () => {
    expect(readDocument(JSON.stringify(document))).toEqual(document);
  });

  it('keeps operators that this page does not know', () => {
    const [cell] = document.cells;
    const unknown = { ...document, cells: [{ ...cell, operator: 'brew.coffee' }] };
    expect(readDocument(JSON.stringify(unknown)).cells[0]?.operator).toBe('brew.coffee');
  });

  it('leaves out what it does not know of a cell', () => {
    const [cell] = document.cells;
    const text = JSON.stringify({ ...document, extra: 1, cells: [{ ...cell, extra: 1 }] });
    expect(readDocument(text)).toEqual({ ...document, cells: [cell] });
  });

  it('says where a document is not what it should be', () => {
    const [cell] = document.cells;
    expect(messageOf('no json')).toContain('it is no JSON');
    expect(messageOf([])).toContain('the file is not an object');
    expect(messageOf({ ...document, format: 9 })).toContain('format 9');
    expect(messageOf({ ...document, cells: {} })).toContain('cells are not a list');
    expect(messageOf({ ...document, cells: [{ ...cell, id: '' }] })).toContain('the id of cell 1');
    expect(messageOf({ ...document, cells: [cell, cell] })).toContain('two cells have the id "c1"');
    const wrong = { ...cell, inputs: { tables: [1] } };
    expect(messageOf({ ...document, cells: [wrong] })).toContain('an input of cell 1');
  });
});
