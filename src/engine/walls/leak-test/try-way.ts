import { judgeError, judgeSilence, missing, type KnownWalls, type LeakOutcome } from './outcome';
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
  if (way.needs && !isThere(way.needs)) return missing(way.needs);
  let thrown: unknown;
  let refusal: LeakOutcome | undefined;
  const seen = await watch.during(target.host, async () => {
    try {
      await Promise.race([way.attempt(target), tooLong()]);
    } catch (error) {
      thrown = error;
      refusal = judgeError(error);
    }
    return refusal !== undefined;
  });
  if (seen ?? refusal) return (seen ?? refusal)!;
  const wasAsked = watch.wasAsked(target.host);
  const { manner, unreported } = way;
  return judgeSilence({ thrown, wasAsked, isSilent: manner === 'silent', unreported }, walls);
}

/** Whether a dotted name, from the global object on, has a value. */
export function isThere(name: string): boolean {
  const path = name.split('.');
  const last = path.pop()!;
  let owner: unknown = globalThis;
  for (const part of path) owner = (owner as Record<string, unknown> | undefined)?.[part];
  return owner !== undefined && owner !== null && last in Object(owner);
}

function tooLong(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, mostMs));
}
