import type { Scheduler } from './scheduler';

/** How long nothing may run before it counts as rest, and after how long it is waited for no more, in milliseconds. */
export interface RestTimes {
  quietMs: number;
  mostMs: number;
}

const usualTimes: RestTimes = { quietMs: 500, mostMs: 30_000 };

/** Resolves once no job has run or waited for a while, after a longer while whatever runs, or at the signal. */
export function atRest(
  scheduler: Scheduler,
  signal: AbortSignal,
  { quietMs, mostMs }: RestTimes = usualTimes,
): Promise<void> {
  return new Promise((resolve) => {
    let quiet: ReturnType<typeof setTimeout> | undefined;
    const end = (): void => {
      clearTimeout(quiet);
      clearTimeout(most);
      leave();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const look = (): void => {
      clearTimeout(quiet);
      quiet = scheduler.isIdle ? setTimeout(end, quietMs) : undefined;
    };
    const most = setTimeout(end, mostMs);
    const leave = scheduler.subscribe(look);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
    else look();
  });
}
