import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addCell } from '../../../src/notebook/document';
import { MemoryArtifactStore } from '../../../src/notebook/artifact-store';
import { readChoices } from '../../../src/operators/select/feature-choices';
import featureSet from '../../../src/operators/select/feature-set';
import type { FeatureChoices, FeatureSetResult } from '../../../src/operators/select/feature-rows';
import type { RunRequest } from '../../../src/operators/operator-runner';
import { DocumentState } from '../../../src/state/cells/document.svelte';
import { FeatureChoice } from '../../../src/state/features/feature-choice.svelte';
import { findMarks } from '../../../src/state/features/feature-marks';
import { RunState } from '../../../src/state/runs/runs.svelte';
import type { TableInfo } from '../../../src/data/table';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';
import { featureSelect } from './feature-table';

let engine: NodeEngine;
let table: TableInfo;
let result: FeatureSetResult;
let saved: Record<string, unknown>;
let edits: string[];
let choice: FeatureChoice;

const save = (change: Partial<FeatureChoices>, label: string): void => {
  edits.push(label);
  const all = Object.entries({ ...saved, ...change });
  saved = Object.fromEntries(all.filter(([, value]) => value !== undefined));
};

const rowOf = (column: string) => choice.result.rows.find((row) => row.column === column)!;

const answer = (params: object): Promise<FeatureSetResult> =>
  engine.run<FeatureSetResult>(featureSet, { table }, params);

const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 400));

beforeAll(async () => {
  engine = await createNodeEngine();
  table = await engine.table(featureSelect);
  result = await answer({ target: 'target' });
}, 60_000);

beforeEach(() => {
  saved = { target: 'target' };
  edits = [];
  choice = new FeatureChoice(
    () => result,
    () => readChoices(saved),
    save,
  );
});

describe('FeatureChoice', () => {
  it('begins with what is proposed', () => {
    expect([...choice.chosen].sort()).toEqual(['middling', 'strong']);
    expect(choice.isSuggested).toBe(true);
    expect(choice.total).toBe(5);
  });

  it('says beside each column what speaks against it', () => {
    const marksOf = (column: string): string[] =>
      findMarks(rowOf(column), choice.clusters).map(({ text }) => text);
    expect(marksOf('twin')).toContain('says exactly the same as strong');
    expect(marksOf('noise')[0]).toMatch(/^tells nothing beyond chance/);
    expect(findMarks(rowOf('name'), choice.clusters)[0]).toMatchObject({ level: 'warning' });
  });

  it('makes one edit of a tick', () => {
    choice.tick('middling', false);
    expect(edits).toEqual(['leave out middling of']);
    expect(saved).toMatchObject({ columns: ['strong'], byHand: true });
  });

  it('shows the answer that the cell would give to the same choice', async () => {
    choice.tick('noise', true);
    choice.tick('strong', false);
    choice.setCost('noise', 3);
    choice.setSensitivity('middling', 'personal');
    choice = new FeatureChoice(
      () => result,
      () => readChoices(saved),
      save,
    );
    expect(choice.result).toEqual(await answer(saved));
  });

  it('holds an empty choice apart from no choice', () => {
    choice.chooseNone();
    const none = new FeatureChoice(
      () => result,
      () => readChoices(saved),
      save,
    );
    expect(none.chosen).toEqual([]);
    none.chooseSuggested();
    expect(saved).toEqual({ target: 'target' });
  });

  it('ticks what reaches the threshold and has nothing against it, as one edit when it rests', async () => {
    choice.moveThreshold(0);
    expect(choice.isMoving).toBe(true);
    expect([...choice.chosen].sort()).toEqual(['middling', 'strong']);
    choice.moveThreshold(choice.scale);
    expect(choice.chosen).toEqual([]);
    choice.moveThreshold(rowOf('strong').scores.information.score);
    expect(edits).toEqual([]);
    choice.releaseThreshold();
    await rest();
    expect(edits).toEqual(['move the threshold of']);
    expect(saved).toMatchObject({ columns: ['strong'], byHand: true });
    expect(choice.isMoving).toBe(false);
  });

  it('takes one column out and in again with a step of the threshold', async () => {
    choice.stepThreshold(1);
    expect(choice.chosen).toEqual(['strong']);
    choice.stepThreshold(-1);
    expect([...choice.chosen].sort()).toEqual(['middling', 'strong']);
    choice.releaseThreshold();
    await rest();
    expect(edits).toEqual([]);
  });

  it('keeps out of every choice what the limits exclude, and says why', () => {
    saved = {
      target: 'target',
      costs: [
        ['strong', 5],
        ['middling', 4],
      ],
      sensitivity: [['noise', 'special category']],
      budget: { maxCost: 8, mostSensitive: 'personal' },
      columns: ['strong', 'middling', 'noise'],
    };
    expect(choice.chosen).toEqual(['strong']);
    expect(choice.limitWords).toContain('middling (costs 4, of 8 only 3 is left)');
    expect(choice.limitWords).toContain('noise (is special category, the limit is personal)');
    expect(choice.result.set.totalCost).toBe(5);
  });

  it('forgets a kept score with the choice that reached it', () => {
    choice.keepScore({ metric: 'roc-auc', mean: 0.8, std: 0.01, folds: 3, rows: 1200 });
    expect(saved).toHaveProperty('score.mean', 0.8);
    choice.tick('middling', false);
    expect(saved).not.toHaveProperty('score');
  });

  it('sorts by name, and the other way round when asked again', () => {
    const names = (): string[] => choice.rows.map(({ column }) => column);
    choice.sortBy('name');
    const ascending = names();
    expect(ascending).toEqual([...ascending].sort());
    choice.sortBy('name');
    expect(names()).toEqual([...ascending].reverse());
  });
});

describe('a feature set in the notebook', () => {
  it('answers another choice without measuring again, and undo brings the former back', async () => {
    const ran: string[] = [];
    const documents = new DocumentState();
    const runner = {
      run: async (request: RunRequest) => {
        ran.push(request.operatorId);
        const hooks = { signal: request.signal!, stop: request.stop! };
        const context = engine.context(hooks, request.fingerprint);
        return request.operator.run(request.inputs as never, request.params as never, context);
      },
    };
    const runs = new RunState(documents, runner, new MemoryArtifactStore(), { duckdb: 'test' });
    const source = { id: 'c1', operator: 'source.sql', inputs: {}, name: 'c1' };
    const cell = { id: 'c2', operator: 'select.feature-set', inputs: { table: 'c1' }, name: 'c2' };
    const set = (params: object) => (document: typeof documents.current) => ({
      ...document,
      cells: document.cells.map((each) =>
        each.id === 'c2' ? { ...each, params: { ...each.params, ...params } } : each,
      ),
    });
    documents.edit('add', (document) =>
      addCell(document, { ...source, params: { sql: featureSelect, names: [] } }),
    );
    documents.edit('add', (document) =>
      addCell(document, { ...cell, params: { target: 'target' } }),
    );
    await runs.run('c2');
    const chosen = (): number => {
      const { rows } = runs.of('c2').artifact!.result as FeatureSetResult;
      return rows.filter((row) => row.chosen).length;
    };
    const before = [...ran];
    expect(chosen()).toBe(2);
    documents.edit('tick', set({ columns: ['strong'], byHand: true }));
    while (runs.isStale('c2') || chosen() !== 1) await new Promise((done) => setTimeout(done, 2));
    expect(ran).toEqual(before);
    expect(runs.of('c2').record).toMatchObject({ outcome: 'done', rowsRead: 0 });
    documents.undo();
    while (chosen() !== 2) await new Promise((done) => setTimeout(done, 2));
    expect(ran).toEqual(before);
  });
});
