import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { killRuns, type KillOutcome } from '../support/kills/kill-runs';
import { serveBuild, type Served } from '../support/serve';

/** `npm run soak` asks for more of them, from another seed. */
const count = Number(process.env['KILLS'] ?? 50);
const first = Number(process.env['FIRST_KILL'] ?? 1);
const secondsEach = 30;

let served: Served;

/** A long soak says how far it is, so that one which is stopped has a count too. */
const soFar = { kills: 0, losses: 0 };
function tell(outcomes: readonly KillOutcome[]): void {
  const losses = outcomes.filter(({ fault }) => fault !== undefined);
  soFar.kills += outcomes.length;
  soFar.losses += losses.length;
  if (count <= 50) return;
  process.stderr.write(`${soFar.kills} of ${count} kills, ${soFar.losses} with a loss\n`);
  for (const loss of losses) process.stderr.write(`${JSON.stringify(loss)}\n`);
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
