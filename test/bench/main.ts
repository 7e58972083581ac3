import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { launch } from '../support/browser';
import { serveBuild } from '../support/serve';
import { measureFirstScript } from './first-script';
import { measureFirstRows } from './first-rows';
import { measureBrush } from './brush';
import { openBenchPage, type OpenBenchPage } from './bench-page';
import { measureGrid } from './grid';
import { measureImport } from './import';
import { measureEpochs } from './neural-network';
import { measureProfileOnly } from './profile-only';
import { findPython } from './python';
import { printRow, type BenchRow } from './report';
import { measureReopening } from './reopen';
import { measureSignal } from './signal';
import { measureKeeping } from './storage';
import { measureTrees } from './trees';

/**
 * The benchmark: real Chromium, ratios within one run, results printed and written to `bench-results.json`.
 * Rows named on the command line are measured alone (`npm run bench -- B1 B2`). scikit-learn takes part where
 * `PYTHON` (or python3) has it; native DuckDB always does. Each measurement has a page of its own.
 */
const wanted = process.argv.slice(2).map((id) => id.toUpperCase());
const isWanted = (id: string): boolean => wanted.length === 0 || wanted.includes(id);
const python = findPython();
const server = await serveBuild();
const browser = await launch();
const rows: BenchRow[] = [];

const open: OpenBenchPage = () => openBenchPage(browser, server.address);

/** The rows that a measurement makes, by their ids; B8 comes with each that opens the page. */
const measurements: [ids: string[], measure: (ids: string[]) => Promise<BenchRow[]>][] = [
  [['B9'], async () => measureFirstScript()],
  [['B1'], (ids) => measureImport(ids, open)],
  [['B2'], (ids) => measureImport(ids, open)],
  [['B3', 'B3B'], () => measureFirstRows(open)],
  [['B7'], () => measureBrush(open)],
  [['B7B'], () => measureGrid(open)],
  [['B10'], () => measureProfileOnly(browser, open)],
  [['B4'], () => measureSignal(open, python)],
  [['B5'], () => measureTrees(open, python)],
  [['S1', 'S3'], (ids) => measureKeeping(ids, open)],
  [['S2'], () => measureReopening(server.address)],
  [['B6'], () => measureEpochs(browser)],
];

try {
  for (const [ids, measure] of measurements) {
    const some = ids.filter(isWanted);
    const measured = some.length === 0 ? [] : await measure(some);
    for (const row of measured) printRow(row);
    rows.push(...measured);
  }
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
