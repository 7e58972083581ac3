import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { responseHeaders } from '../../src/engine/walls/policy';
import { runAttempts, type Outcome } from '../support/leaks/run-attempts';
import { runUnlockedEngine } from '../support/leaks/run-unlocked-engine';
import { serveBare, serveBuild, withoutPolicy, withoutScript, type Served } from '../support/serve';

/** A browser refuses these to any page: scripts of workers come from the own origin. */
const neverOut = ['service-worker', 'worker-address', 'shared-worker'];

/** Only a name is looked up or a connection opened; nothing is sent. The privacy panel names this gap. */
const lookups = ['dns-prefetch', 'preconnect', 'form-in-frame'];

/** The engine takes note of an INSTALL and does nothing; it is the LOAD after it that is refused. */
const acceptedSql = ['sql-install'];

const counts: string[] = [];
let served: Served | undefined;

afterEach(async () => {
  await served?.close();
  served = undefined;
});
afterAll(() => console.warn(`walls: ${counts.join('; ')}`));

describe('walls', () => {
  it('are no more than the policy: without it, and without the script, data gets out', async () => {
    served = await serveBare({ changePage: (html) => withoutScript(withoutPolicy(html)) });
    const outcome = await tryEverything('without any policy');
    const kept = outcome.tried.filter((channel) => !outcome.out.includes(channel));
    expect(kept.sort()).toEqual([...neverOut].sort());
  });

  it('are no more than the lock of the engine: without it, SQL gets out', async () => {
    const out = await runUnlockedEngine();
    counts.push(`by SQL from an unlocked engine ${out.length}`);
    expect(out).toEqual(
      expect.arrayContaining(['sql-read-csv', 'sql-attach', 'sql-copy', 'sql-load']),
    );
  });

  it('let nothing out of the page as npm start serves it', async () => {
    served = await serveBuild();
    const outcome = await tryEverything('as served');
    expect(outcome).toMatchObject({ arrived: [], out: [], acceptedSql });
    expect(outcome.tried).toContain('sql-read-csv');
  });

  it('let nothing out by the headers alone, with nothing closed by script', async () => {
    served = await serveBare({ headers: responseHeaders, changePage: withoutScript });
    const { out } = await tryEverything('by headers alone');
    expect(out).toEqual([]);
  });

  it('let no more than name look-ups out on a host that sends no headers', async () => {
    served = await serveBare();
    const outcome = await tryEverything('by meta and script');
    expect(outcome).toMatchObject({ arrived: [], acceptedSql });
    expect(lookups).toEqual(expect.arrayContaining(outcome.out));
  });

  it('let no more than name look-ups out in a browser without the list of connections', async () => {
    served = await serveBuild();
    const withoutList = ['--disable-features=ConnectionAllowlists'];
    const outcome = await tryEverything('in an older browser', withoutList);
    expect(outcome).toMatchObject({ arrived: [], acceptedSql });
    expect(lookups).toEqual(expect.arrayContaining(outcome.out));
  });
});

async function tryEverything(name: string, browserArguments: string[] = []): Promise<Outcome> {
  const outcome = await runAttempts(served!.address, browserArguments);
  counts.push(`${name} ${outcome.out.length} of ${outcome.tried.length} ways out`);
  return outcome;
}
