import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../src/data/app-error';
import type { Database, EngineStatus } from '../../src/engine/database/database';
import { EngineState } from '../../src/state/engine.svelte';

let tell: (status: EngineStatus, reason?: AppError) => void;
let replayed: number;
let finish: () => void;
let engine: EngineState;

beforeEach(() => {
  replayed = 0;
  const database: Pick<Database, 'status' | 'subscribe'> = {
    status: 'starting',
    subscribe: (listener) => {
      tell = listener;
      return () => undefined;
    },
  };
  engine = new EngineState(database, () => {
    replayed += 1;
    return new Promise((resolve) => (finish = resolve));
  });
});

describe('EngineState', () => {
  it('does not read anything anew at the first start', () => {
    tell('ready');
    expect(engine.status).toBe('ready');
    expect(replayed).toBe(0);
  });

  it('reads the tables anew after a restart, once, and says so while it does', async () => {
    tell('ready');
    tell('restarting', new AppError('engine_crashed', 'gone'));
    expect(engine.status).toBe('restarting');
    tell('ready');
    expect(engine.isReplaying).toBe(true);
    finish();
    await Promise.resolve();
    await Promise.resolve();
    expect(engine.isReplaying).toBe(false);
    tell('ready');
    expect(replayed).toBe(1);
  });

  it('keeps the reason until it has been read', () => {
    tell('restarting', new AppError('out_of_memory', 'full'));
    tell('ready');
    expect(engine.reason?.code).toBe('out_of_memory');
    engine.dismiss();
    expect(engine.reason).toBeUndefined();
  });
});
