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
