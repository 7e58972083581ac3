/** Lets messages in while long work runs: `await pacer.pause()` wherever `pacer.isDue()`. */
export interface Pacer {
  isDue(): boolean;
  pause(): Promise<void>;
}

const mostMs = 40;

/** A pacer that is due 40 ms after its last pause; without a `pause` it never is. */
export function createPacer(pause?: () => Promise<void>): Pacer {
  let last = performance.now();
  return {
    isDue: () => pause !== undefined && performance.now() - last > mostMs,
    pause: async () => {
      await pause?.();
      last = performance.now();
    },
  };
}

/** Runs work that yields between its pieces to its end, without a pause. */
export function finish<T>(work: Generator<void, T>): T {
  let step = work.next();
  while (!step.done) step = work.next();
  return step.value;
}

/** The same, with a pause between pieces where one is due. */
export async function finishPaced<T>(work: Generator<void, T>, pacer: Pacer): Promise<T> {
  let step = work.next();
  while (!step.done) {
    if (pacer.isDue()) await pacer.pause();
    step = work.next();
  }
  return step.value;
}
