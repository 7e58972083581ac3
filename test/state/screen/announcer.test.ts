import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../src/data/app-error';
import type { Cell } from '../../../src/notebook/document';
import { Announcer } from '../../../src/state/screen/announcer.svelte';
import { newRun, type CellRun } from '../../../src/state/runs/cell-run';

const cell: Cell = { id: 'c1', operator: 'source.sql', inputs: {}, params: {}, name: 'adult' };
let announcer: Announcer;
let run: CellRun;

const look = (): string => {
  announcer.observe([cell], { of: () => run });
  return announcer.message;
};

beforeEach(() => {
  announcer = new Announcer();
  run = newRun;
});

describe('Announcer', () => {
  it('speaks when the status of a cell changes, and only then', () => {
    expect(look()).toBe('');
    run = { status: 'running' };
    expect(look()).toBe('adult is running.');
    announcer.say('');
    run = { status: 'running', progress: { share: 0.5, message: 'half' } };
    expect(look()).toBe('');
    run = { status: 'done' };
    expect(look()).toBe('adult is done.');
  });

  it('says why a run failed', () => {
    run = { status: 'failed', error: new AppError('empty_file', 'The file is empty.') };
    expect(look()).toBe('adult failed: The file is empty.');
  });

  it('keeps quiet about waiting', () => {
    run = { status: 'waiting' };
    expect(look()).toBe('');
  });
});
