import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BehindOthers, EngineUse } from '../../../src/engine/database/behind-others';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'setImmediate', 'performance'] });
});

afterEach(() => {
  vi.useRealTimers();
});

/** How long a pause behind a turn of `turnMs` takes, where `use` says who else is there. */
async function pauseAfter(turnMs: number, use: EngineUse, patience?: number): Promise<number> {
  const behind = new BehindOthers(use, patience);
  await vi.advanceTimersByTimeAsync(turnMs);
  const start = performance.now();
  let paused: number | undefined;
  void behind.pause().then(() => (paused = performance.now() - start));
  while (paused === undefined) await vi.advanceTimersByTimeAsync(1);
  return paused;
}

describe('BehindOthers', () => {
  it('hardly waits where nobody uses the page', async () => {
    expect(await pauseAfter(200, new EngineUse())).toBeLessThanOrEqual(1);
  });

  it('waits the longer the longer its turns are', async () => {
    const use = new EngineUse();
    const waits: number[] = [];
    for (const turnMs of [0, 60, 1000]) {
      setTimeout(() => use.notice(), turnMs);
      waits.push(await pauseAfter(turnMs, use));
    }
    const [short, middle, long] = waits as [number, number, number];
    expect(short).toBeGreaterThanOrEqual(50);
    expect(middle).toBeGreaterThanOrEqual(4 * 60);
    expect(middle).toBeLessThan(4 * 60 + 20);
    expect(long).toBeGreaterThanOrEqual(500);
    expect(long).toBeLessThan(500 + 20);
  });

  it('waits while a statement runs, and goes on in the end though it never ends', async () => {
    const use = new EngineUse();
    use.begin();
    const waited = await pauseAfter(1, use, 2000);
    expect(waited).toBeGreaterThanOrEqual(2000);
    expect(use.quietMs).toBe(0);
  });

  it('waits a little at each turn once its patience is spent', async () => {
    const use = new EngineUse();
    use.begin();
    const waited = await pauseAfter(1, use, 0);
    expect(waited).toBeGreaterThanOrEqual(300);
    expect(waited).toBeLessThan(320);
  });

  it('gives up waiting when it is cancelled', async () => {
    const use = new EngineUse();
    const controller = new AbortController();
    use.begin();
    const turn = new BehindOthers(use).pause(controller.signal);
    controller.abort();
    const refused = expect(turn).rejects.toMatchObject({ code: 'cancelled' });
    await vi.advanceTimersByTimeAsync(10);
    await refused;
  });
});
