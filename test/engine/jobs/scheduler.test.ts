import { describe, expect, it } from 'vitest';
import { cancelled } from '../../../src/data/app-error';
import { Scheduler, type JobHandle } from '../../../src/engine/jobs/scheduler';

interface Gate {
  open(): void;
  work(job: JobHandle): Promise<string>;
}

/** Work that ends when it is told to, or when it is cancelled. */
const gate = (answer: string): Gate => {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return {
    open: () => open(),
    work: (job) =>
      new Promise((resolve, reject) => {
        void opened.then(() => resolve(answer));
        job.signal.addEventListener('abort', () => reject(cancelled()));
      }),
  };
};

describe('Scheduler', () => {
  it('runs one job at a time in a lane of one, by priority', async () => {
    const scheduler = new Scheduler();
    const order: string[] = [];
    const first = gate('first');
    const job = (title: string, priority: 'interactive' | 'normal' | 'background'): Promise<void> =>
      scheduler.run({ title, lane: 'train', priority, work: async () => void order.push(title) });
    const running = scheduler.run({ title: 'first', lane: 'train', work: first.work });
    const others = [job('late', 'background'), job('normal', 'normal'), job('now', 'interactive')];
    expect(scheduler.jobs.map(({ status }) => status)).toEqual([
      'running',
      'waiting',
      'waiting',
      'waiting',
    ]);
    first.open();
    expect(await running).toBe('first');
    await Promise.all(others);
    expect(order).toEqual(['now', 'normal', 'late']);
  });

  it('lets the newest job of a key win', async () => {
    const scheduler = new Scheduler();
    const old = gate('old');
    const older = scheduler.run({ title: 'old', lane: 'compute', key: 'estimate', work: old.work });
    const newer = scheduler.run({
      title: 'new',
      lane: 'compute',
      key: 'estimate',
      work: async () => 'new',
    });
    await expect(older).rejects.toMatchObject({ code: 'cancelled' });
    expect(await newer).toBe('new');
  });

  it('cancels a waiting job without starting it', async () => {
    const scheduler = new Scheduler();
    const first = gate('first');
    let started = false;
    const running = scheduler.run({ title: 'first', lane: 'train', work: first.work });
    const waiting = scheduler.run({
      title: 'second',
      lane: 'train',
      work: async () => void (started = true),
    });
    scheduler.cancel(scheduler.jobs[1]!.id);
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    first.open();
    await running;
    expect(started).toBe(false);
  });

  it('remembers how jobs ended, but not the quiet ones', async () => {
    const scheduler = new Scheduler();
    const fail = (): Promise<never> => Promise.reject(new RangeError('broken'));
    await scheduler.run({ title: 'quiet', lane: 'compute', quiet: true, work: async () => 1 });
    await scheduler.run({ title: 'good', lane: 'compute', work: async () => 1 });
    await scheduler.run({ title: 'bad', lane: 'compute', work: fail }).catch(() => undefined);
    expect(scheduler.jobs.map(({ title, status }) => [title, status])).toEqual([
      ['bad', 'failed'],
      ['good', 'done'],
    ]);
  });

  it('is cancelled by the signal of its owner, and asks to stop without cancelling', async () => {
    const scheduler = new Scheduler();
    const controller = new AbortController();
    const one = gate('one');
    const owned = scheduler.run({
      title: 'owned',
      lane: 'compute',
      signal: controller.signal,
      work: one.work,
    });
    controller.abort();
    await expect(owned).rejects.toMatchObject({ code: 'cancelled' });
    const stopped = scheduler.run({
      title: 'learn',
      lane: 'train',
      work: ({ stop, signal }) =>
        new Promise((resolve) => stop.addEventListener('abort', () => resolve(signal.aborted))),
    });
    await Promise.resolve();
    scheduler.stop(scheduler.jobs[0]!.id);
    expect(await stopped).toBe(false);
  });
});
