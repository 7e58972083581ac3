import { describe, expect, it } from 'vitest';
import { atRest } from '../../../src/engine/jobs/at-rest';
import { Scheduler } from '../../../src/engine/jobs/scheduler';

const soon = { quietMs: 5, mostMs: 60_000 };
const never = new AbortController().signal;

describe('atRest', () => {
  it('comes behind jobs that follow one another', async () => {
    const scheduler = new Scheduler();
    const order: string[] = [];
    const job = (title: string): Promise<void> =>
      scheduler.run({
        title,
        lane: 'compute',
        quiet: true,
        work: async () => {
          await new Promise((resolve) => setTimeout(resolve, 20));
          order.push(title);
        },
      });
    const first = job('first').then(() => job('second'));
    await atRest(scheduler, never, soon);
    expect(order).toEqual(['first', 'second']);
    await first;
  });

  it('comes in the end while a job still runs', async () => {
    const scheduler = new Scheduler();
    const stop = new AbortController();
    const endless = scheduler.run({
      title: 'endless',
      lane: 'train',
      signal: stop.signal,
      work: ({ signal }) => new Promise((_, reject) => (signal.onabort = () => reject(signal))),
    });
    await atRest(scheduler, never, { quietMs: 1, mostMs: 10 });
    expect(scheduler.isIdle).toBe(false);
    stop.abort();
    await expect(endless).rejects.toBeDefined();
    expect(scheduler.isIdle).toBe(true);
  });

  it('comes at once where nobody waits any more', async () => {
    const stopped = AbortSignal.abort();
    await atRest(new Scheduler(), stopped, { quietMs: 60_000, mostMs: 60_000 });
    expect(stopped.aborted).toBe(true);
  });
});
