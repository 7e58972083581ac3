import { beforeEach, describe, expect, it } from 'vitest';
import { MemoryArtifactStore } from '../../../src/notebook/artifact-store';
import { addCell, changeCell, emptyDocument, type Cell } from '../../../src/notebook/document';
import type { RunRequest } from '../../../src/operators/operator-runner';
import { DocumentState } from '../../../src/state/cells/document.svelte';
import { RunState } from '../../../src/state/runs/runs.svelte';

let documents: DocumentState;
let runs: RunState;

const note = (id: string, text: string): Cell => ({
  id,
  operator: 'publish.note',
  inputs: {},
  params: { text },
  name: id,
});

beforeEach(() => {
  documents = new DocumentState();
  const run = async ({ operator, inputs, params }: RunRequest): Promise<object> =>
    operator.run(inputs as never, params as never, {} as never);
  runs = new RunState(documents, { run }, new MemoryArtifactStore(), {});
  documents.edit('add', (document) => addCell(document, note('c1', 'one')));
  documents.edit('add', (document) => addCell(document, note('c2', 'two')));
});

describe('what is still to be run', () => {
  it('is all that has never run', async () => {
    expect(runs.pending).toEqual(['c1', 'c2']);
    await runs.run('c1');
    expect(runs.pending).toEqual(['c2']);
  });

  it('is nothing that follows a change by itself', async () => {
    await runs.run('c1');
    documents.edit('change', (document) =>
      changeCell(document, 'c1', { params: { text: 'other' } }),
    );
    await runs.refresh();
    await runs.run('c1');
    expect(runs.pending).toEqual(['c2']);
  });

  it('is all of another document that takes the place of this one', async () => {
    await runs.run('c1');
    runs.forget();
    documents.open(addCell(emptyDocument, note('c1', 'something else')));
    expect(runs.of('c1').status).toBe('new');
    expect(runs.pending).toEqual(['c1']);
  });
});
