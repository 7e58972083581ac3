import { describe, expect, it } from 'vitest';
import { AppError, cancelled } from '../../../src/data/app-error';
import { Scheduler } from '../../../src/engine/jobs/scheduler';
import { Rehearsal, rehearsalKey } from '../../../src/engine/rehearsal/rehearsal';

const job = { title: 'a job', lane: 'compute', work: async () => 'done' } as const;

/** Work that goes on until it is ended, and notes that it was. */
function endless(log: string[]): (signal: AbortSignal) => Promise<void> {
  return (signal) =>
    new Promise((_, reject) => {
      log.push('begun');
      signal.addEventListener('abort', () => {
        log.push('ended');
        reject(cancelled());
      });
    });
}

describe('Rehearsal', () => {
  it('performs once', async () => {
    const rehearsal = new Rehearsal(new Scheduler());
    let times = 0;
    const perform = async (): Promise<void> => void (times += 1);
    await rehearsal.begin(0, perform);
    await rehearsal.begin(0, perform);
    expect(times).toBe(1);
  });

  it('does not begin once something was asked', async () => {
    const rehearsal = new Rehearsal(new Scheduler());
    const log: string[] = [];
    const begun = rehearsal.begin(60_000, endless(log));
    rehearsal.end();
    await begun;
    expect(log).toEqual([]);
  });

  it('does not begin while a job runs', async () => {
    const scheduler = new Scheduler();
    const log: string[] = [];
    const running = scheduler.run(job);
    await new Rehearsal(scheduler).begin(60_000, endless(log));
    expect(log).toEqual([]);
    await running;
  });

  it('ends when a file is given', async () => {
    const rehearsal = new Rehearsal(new Scheduler());
    const log: string[] = [];
    const begun = rehearsal.begin(0, endless(log));
    await expect.poll(() => log).toEqual(['begun']);
    rehearsal.end();
    await begun;
    expect(log).toEqual(['begun', 'ended']);
  });

  it('ends for any job but its own', async () => {
    const scheduler = new Scheduler();
    const rehearsal = new Rehearsal(scheduler);
    const log: string[] = [];
    const begun = rehearsal.begin(0, endless(log));
    await expect.poll(() => log).toEqual(['begun']);
    await scheduler.run({ ...job, key: rehearsalKey });
    expect(log).toEqual(['begun']);
    await scheduler.run(job);
    await begun;
    expect(log).toEqual(['begun', 'ended']);
  });

  it('tells of what fails', async () => {
    const failure = new AppError('internal', 'no memory');
    const begun = new Rehearsal(new Scheduler()).begin(0, () => Promise.reject(failure));
    await expect(begun).rejects.toBe(failure);
  });
});
