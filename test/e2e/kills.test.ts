import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { killRuns, type KillOutcome } from '../support/kills/kill-runs';
import { serveBuild, type Served } from '../support/serve';

/** `npm run soak` asks for more of them, from another seed. */
const count = Number(process.env['KILLS'] ?? 50);
const first = Number(process.env['FIRST_KILL'] ?? 1);
const secondsEach = 30;

let served: Served;

/** A long soak says how far it is, so that one which is stopped has a count too. */
function tell(outcomes: readonly KillOutcome[]): void {
  if (count <= 50) return;
  const faults = outcomes.filter(({ fault }) => fault !== undefined);
  process.stderr.write(`${outcomes.length} of ${count} kills, ${faults.length} with a loss\n`);
  if (faults.length > 0) process.stderr.write(`${JSON.stringify(faults.at(-1))}\n`);
}

beforeAll(async () => {
  served = await serveBuild();
});

afterAll(() => served?.close());

describe('a browser that is killed while it imports, computes, trains and writes, large tables too', () => {
  it(
    `has all that it had acknowledged when it is started again, ${count} times`,
    async () => {
      const outcomes = await killRuns(served.address, first, count, tell);
      expect(outcomes.filter(({ fault }) => fault !== undefined)).toEqual([]);
      expect(outcomes).toHaveLength(count);
      expect(Math.max(...outcomes.map(({ acknowledged }) => acknowledged))).toBeGreaterThan(3);
    },
    count * secondsEach * 1000,
  );
});
