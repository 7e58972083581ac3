import { afterAll, afterEach, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { engineWays } from '../../../src/engine/walls/leak-test/engine-ways';
import { responseHeaders } from '../../../src/engine/walls/policy';
import { bundleKit } from '../../support/leaks/bundle-kit';
import { runAttempts, type Outcome } from '../../support/leaks/run-attempts';
import { runUnlockedEngine } from '../../support/leaks/run-unlocked-engine';
import {
  serveBare,
  serveBuild,
  withoutPolicy,
  withoutScript,
  type Served,
} from '../../support/serve';

/**
 * All that is left without the list of connections: a name is looked up or a connection opened, and nothing is sent.
 * The privacy panel names this gap.
 */
const lookups = ['form-in-frame', 'iframe-markup', 'link-dns-prefetch', 'link-preconnect'].map(
  (id) => `page-${id}`,
);

/** Some that no browser lets out of an ordinary page today would be news if they did. */
const leastWithoutWalls = 50;

/** The engine takes note of an INSTALL and does nothing; it is the LOAD after it that is refused. */
const acceptedSql = engineWays.filter(({ isIdle }) => isIdle).map(({ id }) => id);

const counts: string[] = [];
let served: Served | undefined;

beforeAll(async () => void (await bundleKit()));

afterEach(async () => {
  await served?.close();
  served = undefined;
});

afterAll(() => console.warn(`ways out: ${counts.join('; ')}`));

describe('ways out (page, workers, service worker, SQL: each as it should be)', () => {
  it('are many without the policy and without the script', async (context) => {
    served = await serveBare({ changePage: (html) => withoutScript(withoutPolicy(html)) });
    const { out, arrived } = await tryEverything('without any policy', context);
    expect(arrived.length).toBeGreaterThanOrEqual(leastWithoutWalls);
    expect(realmsOf(out)).toEqual(['fresh', 'module', 'page', 'service']);
    expect(out).toEqual(
      expect.arrayContaining([...lookups, 'page-fetch-post', 'page-webrtc', 'page-webrtc-custom']),
    );
  });

  it('are many from an engine that is not locked', async () => {
    const { out, tried } = await runUnlockedEngine();
    counts.push(`SQL in an unlocked engine ${out.length} of ${tried}`);
    expect(out).toEqual(
      expect.arrayContaining(['sql-read-csv', 'sql-attach', 'sql-copy-to', 'sql-load']),
    );
  });

  it('are none from the page as npm start serves it', async (context) => {
    served = await serveBuild();
    const outcome = await tryEverything('as served', context);
    expect(outcome).toMatchObject({ arrived: [], out: [], acceptedSql });
    expect(outcome.tried.length).toBeGreaterThanOrEqual(340);
    expect(realmsOf(outcome.tried)).toEqual([
      'engine',
      'fresh',
      'module',
      'page',
      'service',
      'user',
      'worker',
    ]);
  });

  it('are none by the headers alone, with nothing closed by script', async (context) => {
    served = await serveBare({ headers: responseHeaders, changePage: withoutScript });
    const { out } = await tryEverything('by headers alone', context);
    expect(out).toEqual([]);
  });

  it('are name look-ups on a host without headers, but for its service worker, which no meta binds', async (context) => {
    served = await serveBare();
    const outcome = await tryEverything('by meta and script', context);
    expect(outcome.acceptedSql).toEqual(acceptedSql);
    expect(outcome.arrived.filter(isOfPage)).toEqual([]);
    expect(lookups).toEqual(expect.arrayContaining(outcome.out.filter(isOfPage)));
  });

  it('are name look-ups in a browser without the list of connections', async (context) => {
    served = await serveBuild();
    const withoutList = ['--disable-features=ConnectionAllowlists'];
    const outcome = await tryEverything('in an older browser', context, withoutList);
    expect(outcome).toMatchObject({ arrived: [], acceptedSql });
    expect(lookups).toEqual(expect.arrayContaining(outcome.out));
  });
});

/** Not of the service worker: a policy of the page's own `<meta>` binds the page and its workers, and no more. */
function isOfPage(channel: string): boolean {
  return !channel.startsWith('service-');
}

function realmsOf(channels: readonly string[]): string[] {
  return [...new Set(channels.map((channel) => channel.split('-')[0]!))].sort();
}

async function tryEverything(
  name: string,
  { task }: TestContext,
  browserArguments: string[] = [],
): Promise<Outcome> {
  const outcome = await runAttempts(served!.address, browserArguments);
  task.meta.inputs = outcome.tried.length;
  counts.push(`${name} ${outcome.out.length} of ${outcome.tried.length}`);
  return outcome;
}
