import { closed, leftOpen, type LeakOutcome } from './outcome';
import { requestWays } from './request-ways';
import type { LeakTarget } from './way-out';

/**
 * A script, as a person may write one into a notebook, that tries every way that needs no page. It returns one text:
 * JSON of what each way came to, by id: the words of its error, or `null` where it threw none.
 */
export function leakScript(targetOf: (id: string) => LeakTarget): string {
  const tries = requestWays.map(
    ({ id, attempt, text }) =>
      `await tryOne(${JSON.stringify(id)}, ${text ?? attempt}, ${JSON.stringify(targetOf(id))});`,
  );
  return `
    const ends = [];
    const tryOne = async (id, attempt, to) => {
      try {
        await attempt(to);
        ends.push([id, null]);
      } catch (thrown) {
        ends.push([id, String(thrown)]);
      }
    };
    ${tries.join('\n')}
    return JSON.stringify(ends);
  `;
}

/** What such a script returned, by id. */
export function readScriptOutcomes(text: string): Map<string, LeakOutcome> {
  const ends = JSON.parse(text) as [id: string, error: string | null][];
  return new Map(
    ends.map(([id, error]) => [
      id,
      error === null
        ? leftOpen('the interpreter did not refuse it')
        : closed(error.replace(/^\w*Error: |: a script has no network.*$/g, '')),
    ]),
  );
}
