import { cancelled } from '../../data/app-error';
import { nextTask } from './next-task';

/** Lets messages in during long work, so that a cancel is heard. */
export interface Pauses {
  /** Cheap: whether some 30 ms have gone since the last pause. */
  isDue(): boolean;
  /** Waits one task; throws `cancelled` when that was asked for. */
  take(): Promise<void>;
}

const workMs = 30;
/** The clock is looked at once in so many calls. */
const callsPerLook = 256;

export function createPauses(signal?: AbortSignal): Pauses {
  let resumed = performance.now();
  let calls = 0;
  return {
    isDue: () => (calls += 1) % callsPerLook === 0 && performance.now() - resumed > workMs,
    take: async () => {
      await nextTask();
      resumed = performance.now();
      if (signal?.aborted) throw cancelled();
    },
  };
}
