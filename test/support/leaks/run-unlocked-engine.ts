import type { UserConfig } from 'vite';
import { createServer } from 'vite';
import config from '../../../vite.config';
import { launch } from '../browser';
import { emptyPage } from '../serve';
import { engineWays } from '../../../src/engine/walls/leak-test/engine-ways';
import { Listener } from './listener';

const worker = 'test/support/leaks/unlocked-engine.worker.ts?worker_file&type=module';

/** What got out of an engine that is not locked, of how many statements. */
export interface UnlockedOutcome {
  out: string[];
  tried: number;
}

/** Runs the SQL that leads to the listener in an engine that is not locked, on a page without any policy. */
export async function runUnlockedEngine(): Promise<UnlockedOutcome> {
  const { resolve } = config as UserConfig;
  const root = new URL('../../..', import.meta.url).pathname;
  const server = await createServer({
    root,
    configFile: false,
    cacheDir: '.cache/unlocked',
    logLevel: 'error',
    resolve,
    plugins: [emptyPage()],
    server: { port: 4500 },
  });
  await server.listen();
  const listener = await Listener.start();
  const browser = await launch();
  try {
    const all = engineWays.map(async ({ id, write }) => write(await listener.target(id)));
    const statements = (await Promise.all(all)).filter(leadsToListener);
    const page = await browser.newPage();
    const address = server.resolvedUrls!.local[0]!;
    await page.goto(`${address}empty`);
    await page.evaluate(runStatements, { address: address + worker, statements });
    return { out: [...listener.heard].sort(), tried: statements.length };
  } finally {
    await browser.close();
    await listener.close();
    await server.close();
  }
}

/** Without those for which an engine would first fetch an extension from where its makers keep them. */
function leadsToListener(sql: string): boolean {
  return sql.includes('http://') && !/json|parquet|TYPE/.test(sql);
}

function runStatements(order: { address: string; statements: string[] }): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(order.address, { type: 'module' });
    worker.addEventListener('message', ({ data }) =>
      data === 'done' ? resolve() : reject(new Error(String(data))),
    );
    worker.addEventListener('error', (event) => reject(new Error(event.message)));
    worker.postMessage(order.statements);
  });
}
