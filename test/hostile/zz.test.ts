import { beforeAll, it } from 'vitest';
import { createImportHarness, type ImportHarness } from '../support/import-harness';
let harness: ImportHarness;
beforeAll(async () => { harness = await createImportHarness(); });
it('x', async () => {
  for (const n of [2000, 5000, 20000, 100000]) {
    const t0 = performance.now();
    const names = Array.from({ length: n }, (_, i) => `c${i}`).join(',');
    const row = Array.from({ length: n }, (_, i) => i).join(',');
    const out = await harness.read(`${names}\n${row}\n${row}\n${row}\n`, 'a.csv').then(async (t) => { const r = [t.rowCount, t.rejected.count, t.columns.length, t.columns[9]]; await harness.engine.query('DROP TABLE ' + t.relation); return JSON.stringify(r); }, (e) => `${e.code} ${e.message.slice(0, 300)} `);
    console.warn(n, Math.round(performance.now() - t0), out, process.memoryUsage().rss >> 20);
  }
}, 300000);
