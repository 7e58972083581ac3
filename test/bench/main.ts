import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { launch } from '../support/browser';
import { serveBuild } from '../support/serve';
import { measureFirstScript } from './first-script';
import { openBenchPage } from './bench-page';
import { measureEpochs } from './neural-network';
import { findPython } from './python';
import { printRow, type BenchRow } from './report';
import { measureSignal } from './signal';
import { measureTrees } from './trees';

/**
 * The benchmark: real Chromium, ratios within one run, results printed and written to `bench-results.json`.
 * scikit-learn takes part where `PYTHON` (or python3) has it; native DuckDB always does.
 */
const python = findPython();
const server = await serveBuild();
const browser = await launch();
const rows: BenchRow[] = [];
const note = (added: BenchRow[]): void => {
  for (const row of added) printRow(row);
  rows.push(...added);
};

try {
  note(measureFirstScript());
  const page = await openBenchPage(browser, server.address);
  note(await measureSignal(page, python));
  note(await measureTrees(page, python));
  note(await page.longestTasks());
  note(await measureEpochs(browser));
} finally {
  await browser.close();
  await server.close();
}

const file = resolve(import.meta.dirname, '../../bench-results.json');
writeFileSync(
  file,
  `${JSON.stringify({ at: new Date().toISOString(), python: python?.version, rows }, null, 2)}\n`,
);
console.log(`written to ${file}`);
