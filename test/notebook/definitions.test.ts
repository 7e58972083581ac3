import { describe, expect, it } from 'vitest';
import { define, findDefinition, ownDefinition } from '../../src/notebook/definitions';
import { addCell, emptyDocument, type Cell } from '../../src/notebook/document';
import { readDocument } from '../../src/notebook/read-document';

const cell = (id: string, reads: string[] = []): Cell => ({
  id,
  operator: 'source.sql',
  inputs: reads.length === 0 ? {} : { tables: reads },
  params: {},
  name: id,
});

const chain = [cell('c1'), cell('c2', ['c1']), cell('c3', ['c2'])].reduce(
  (document, each) => addCell(document, each),
  emptyDocument,
);

describe('definitions', () => {
  it('are found at the nearest cell that a column was made from', () => {
    const first = define(chain, 'c1', 'age', { unit: 'years', sensitivity: 'personal' });
    expect(findDefinition(first, 'c3', 'age')).toEqual({
      definition: { unit: 'years', sensitivity: 'personal' },
      cell: 'c1',
    });
    const nearer = define(first, 'c2', 'age', { unit: 'months' });
    expect(findDefinition(nearer, 'c3', 'age')?.cell).toBe('c2');
    expect(findDefinition(nearer, 'c1', 'age')?.cell).toBe('c1');
    expect(ownDefinition(nearer, 'c3', 'age')).toBeUndefined();
  });

  it('of a table stay with it', () => {
    const document = define(chain, 'c1', undefined, { owner: 'Registry' });
    expect(findDefinition(document, 'c1')?.definition).toEqual({ owner: 'Registry' });
    expect(findDefinition(document, 'c2')).toBeUndefined();
  });

  it('are gone when everything in them is empty', () => {
    const written = define(chain, 'c1', 'age', { description: 'x', tags: ['a'] });
    const emptied = define(written, 'c1', 'age', { description: '', tags: [] });
    expect(emptied.cells[0]).not.toHaveProperty('definitions.columns');
    expect(emptied.cells[0]!.definitions).toBeUndefined();
  });

  it('know a column called __proto__', () => {
    const document = define(chain, 'c1', '__proto__', { unit: 'm' });
    expect(findDefinition(document, 'c2', '__proto__')?.definition).toEqual({ unit: 'm' });
  });

  it('come back from a saved notebook, without what is none', () => {
    const document = define(chain, 'c1', 'age', { unit: 'years', tags: ['key'] });
    expect(readDocument(JSON.stringify(document))).toEqual(document);
    const odd = structuredClone(document) as unknown as { cells: Record<string, unknown>[] };
    odd.cells[0]!.definitions = {
      table: { sensitivity: 'secret', owner: 7 },
      columns: [['age'], ['ok', { unit: 'm', tags: [1, 'a'] }], 3],
    };
    expect(readDocument(JSON.stringify(odd)).cells[0]!.definitions).toEqual({
      columns: [['ok', { unit: 'm', tags: ['a'] }]],
    });
  });
});
