import { describe, expect, it } from 'vitest';
import { addCell, changeCell, emptyDocument, type Cell } from '../../../src/notebook/document';
import { currentDocument, jump, record, startHistory, undo } from '../../../src/notebook/history';
import type { KeptArtifact, ProjectState } from '../../../src/notebook/project-state';
import { blobsOf, findFreeable, lastSteps } from '../../../src/state/project/free-room';
import { planNotebook } from '../../../src/state/runs/plan';

const cell = (sql: string): Cell => ({
  id: 'c1',
  operator: 'source.sql',
  inputs: {},
  params: { sql, names: [] },
  name: 'one',
});
const file = { name: 'a.csv', sha256: 'aa', sizeBytes: 10 };

const start = startHistory(emptyDocument);
const first = record(start, 'add', addCell(emptyDocument, cell('SELECT 1')));
const second = record(
  first,
  'change',
  changeCell(currentDocument(first), 'c1', { params: { sql: 'SELECT 2', names: [] } }),
);

const planned = async (document = emptyDocument): Promise<string> =>
  (await planNotebook(document)).get('c1')!.fingerprint!;

const artifact = (fingerprint: string, sha256: string, bytes: number): KeptArtifact => ({
  fingerprint,
  kind: 'report',
  sha256,
  bytes,
});

async function state(): Promise<ProjectState> {
  const one = await planned(currentDocument(first));
  const two = await planned(currentDocument(second));
  const kept = [artifact(one, 's1', 1), artifact(two, 's2', 20), artifact('gone', 's2', 300)];
  return {
    history: second,
    records: [],
    artifacts: new Map(kept.map((each) => [each.fingerprint, each])),
    files: new Map([['aa', { sha256: 'aa', bytes: 4000 }]]),
    ledger: [],
    trusted: new Set(),
  };
}

describe('what can be freed', () => {
  it('is what no step of the history needs, undone ones included', async () => {
    const kept = await state();
    const free = await findFreeable(kept, undo(second));
    expect(free.artifacts.map(({ fingerprint }) => fingerprint)).toEqual(['gone']);
    expect(free.files).toHaveLength(1);
    expect(free.bytes).toBe(4300);
    const source = { ...cell(''), id: 'c2', operator: 'source.file', params: { file } };
    const reads = record(second, 'file', addCell(currentDocument(second), source));
    expect((await findFreeable(kept, reads)).files).toEqual([]);
  });

  it('leaves what a view shows beside a result that is needed, and takes it with one that is not', async () => {
    const kept = await state();
    const beside = (fingerprint: string, shownBeside: string[]): void =>
      void (kept.artifacts as Map<string, KeptArtifact>).set(fingerprint, {
        ...artifact(fingerprint, fingerprint, 1),
        shownBeside,
      });
    beside('pictures', [await planned(currentDocument(second))]);
    beside('old pictures', ['gone']);
    const free = await findFreeable(kept, second);
    expect(free.artifacts.map(({ fingerprint }) => fingerprint)).toEqual(['gone', 'old pictures']);
  });

  it('grows when older steps are forgotten', async () => {
    const kept = await state();
    const short = lastSteps(second, 0);
    expect([...short.nodes.keys()]).toEqual(['s3']);
    expect(undo(short)).toBe(short);
    expect((await findFreeable(kept, short)).artifacts).toHaveLength(2);
    const branched = record(jump(second, 's2'), 'other', addCell(emptyDocument, cell('SELECT 3')));
    expect([...lastSteps(branched, 1).nodes.keys()]).toEqual(['s2', 's4']);
  });

  it('keeps a blob that something else still names', async () => {
    const kept = await state();
    const free = await findFreeable(kept, second);
    expect(blobsOf(free, kept)).toEqual(['aa']);
  });
});
