import { closed, judgeError, judgeSilence, type KnownWalls, type LeakOutcome } from './outcome';
import type { LeakWatch } from './watch';
import type { LeakTarget, WayOut } from './way-out';

/** How long an attempt may go on without an end before what was seen of it counts. */
const mostMs = 1500;

/** Tries one way in this realm and says what became of it. */
export async function tryWay(
  way: WayOut,
  target: LeakTarget,
  watch: LeakWatch,
  walls: KnownWalls,
): Promise<LeakOutcome> {
  if (way.needs && !isThere(way.needs)) return closed(`${way.needs} is not there`);
  let thrown: unknown;
  let refusal: LeakOutcome | undefined;
  const seen = await watch.during(async () => {
    try {
      await Promise.race([way.attempt(target), tooLong()]);
    } catch (error) {
      thrown = error;
      refusal = judgeError(error);
    }
    return refusal !== undefined;
  });
  return seen ?? refusal ?? judgeSilence(thrown, way.manner === 'silent', walls);
}

/** Whether a dotted name, from the global object on, has a value. */
export function isThere(name: string): boolean {
  let value: unknown = globalThis;
  for (const part of name.split('.')) {
    if (value === null || value === undefined) return false;
    value = (value as Record<string, unknown>)[part];
  }
  return value !== undefined && value !== null;
}

function tooLong(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, mostMs));
}
