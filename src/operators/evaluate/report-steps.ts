import type { RunContext } from '../contract';

/** A pause that also says how far the run is, within its part of the whole. */
export function reportSteps(
  context: RunContext,
  from: number,
  width: number,
  message: string,
): (share: number) => Promise<void> {
  return async (share) => {
    context.progress(from + width * share, message);
    await context.pause();
  };
}
