import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { createServer } from 'vite';
import type { EpochTimes } from './pages/network';
import { median, type BenchRow } from './report';

const backends = ['wasm', 'cpu'] as const;

/** B6: an epoch of MLP 30-64-32-1 on 10,000 rows, batch 256, against `model.fit` on the same backend. */
export async function measureEpochs(browser: Browser): Promise<BenchRow[]> {
  const root = resolve(import.meta.dirname, '../..');
  const server = await createServer({ root, logLevel: 'error', server: { port: 4600 } });
  await server.listen();
  const { port } = server.httpServer!.address() as AddressInfo;
  try {
    const page = await browser.newPage();
    await page.goto(`http://localhost:${port}/test/bench/pages/network.html`);
    await page.waitForFunction(() => 'measureEpochs' in globalThis, undefined, {
      timeout: 120_000,
    });
    const rows: BenchRow[] = [];
    for (const backend of backends) {
      const times = await page.evaluate(
        (name) =>
          (
            globalThis as unknown as { measureEpochs(name: string): Promise<EpochTimes | string> }
          ).measureEpochs(name),
        backend,
      );
      if (typeof times === 'string') console.log(`B6 ${backend}: ${times}`);
      else rows.push(toRow(backend, times));
    }
    await page.close();
    return rows;
  } finally {
    await server.close();
  }
}

function toRow(backend: string, { own, fit }: EpochTimes): BenchRow {
  const [value, theirs] = [median(own), median(fit)];
  const ratio = value / theirs;
  return {
    id: 'B6',
    workload: `epoch of MLP 30-64-32-1, 10,000 rows, batch 256, ${backend}`,
    value,
    unit: 'ms',
    against: { what: 'model.fit', value: theirs },
    ratio,
    target: { text: '≤ 0.35 ×', isMet: ratio <= 0.35 },
  };
}
