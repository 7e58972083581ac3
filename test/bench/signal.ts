import { DuckDBInstance } from '@duckdb/node-api';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpenBenchPage } from './bench-page';
import type { Python } from './python';
import { median, type BenchRow } from './report';

const rowCount = 1_000_000;
const runs = 3;

/** Fourteen columns as tables have them: eight categories, three integers, three doubles; and a two-class target. */
const uniform = (salt: number): string => `((hash(i * 31 + ${salt}) % 1000003)::DOUBLE / 1000003)`;
const categories = [2, 3, 5, 8, 12, 16, 40, 100].map(
  (count, index) =>
    `'v' || floor(${uniform(index)} * ${uniform(index + 50)} * ${count})::INT AS c${index}`,
);
const integers = [20, 90, 15000].map(
  (count, index) => `floor(${uniform(index + 10)} * ${count})::INT AS i${index}`,
);
const doubles = [0, 1, 2].map((index) => `ln(${uniform(index + 20)} + 1e-6) AS d${index}`);
const target = `CASE WHEN ${uniform(0)} + ${uniform(20)} + ${uniform(99)} > 1.7 THEN 'yes' ELSE 'no' END AS target`;
const select = `SELECT ${[...categories, ...integers, ...doubles, target].join(', ')} FROM range(${rowCount}) r(i)`;
const columns = [...categories, ...integers, ...doubles].map((text) => text.split(' AS ').at(-1)!);

/** B4: signal of 14 columns × 1,000,000 rows with a two-class target, chance-corrected. */
export async function measureSignal(
  open: OpenBenchPage,
  python: Python | undefined,
): Promise<BenchRow[]> {
  const page = await open();
  const source = await page.add('source.sql', { inputs: {}, params: { sql: select }, name: 'b4' });
  const own: number[] = [];
  for (let seed = 1; seed <= runs; seed += 1) {
    const cell = { inputs: { table: source.id }, params: { target: 'target', seed } };
    own.push((await page.add('select.signal', cell)).durationMs);
  }
  const value = median(own);
  const longest = await page.longestTask('B4');
  await page.close();
  const native = await measureNative();
  return [
    {
      ...row(value, { what: 'joint counts in native DuckDB, one thread', value: native }),
      ratio: value / native,
      target: { text: '≤ 2 ×', isMet: value <= 2 * native },
    },
    ...(python ? [await compareWithPython(value, python)] : []),
    longest,
  ];
}

const row = (value: number, against: BenchRow['against']): BenchRow => ({
  id: 'B4',
  workload: `signal of 14 columns × ${rowCount} rows`,
  value,
  unit: 'ms',
  against,
});

async function measureNative(): Promise<number> {
  const connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
  await connection.run(`CREATE TABLE b4 AS ${select}`);
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    for (const column of columns) {
      await connection.runAndReadAll(`SELECT ${column}, target, count(*) FROM b4 GROUP BY ALL`);
    }
    times.push(performance.now() - start);
  }
  connection.closeSync();
  return median(times);
}

/** scikit-learn on the very same numbers; categories as codes, marked discrete. */
async function compareWithPython(value: number, python: Python): Promise<BenchRow> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    await writeMatrix(join(folder, 'b4.bin'));
    const { ms } = python.run<{ ms: number }>(script, [join(folder, 'b4.bin'), String(rowCount)]);
    const ratio = ms / value;
    return {
      ...row(value, { what: `mutual_info_classif, ${python.version}`, value: ms }),
      ratio,
      target: { text: '≥ 20 × faster', isMet: ratio >= 20 },
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function writeMatrix(path: string): Promise<void> {
  const connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
  await connection.run(`CREATE TABLE b4 AS ${select}`);
  const asNumber = (name: string): string =>
    /^[ct]/.test(name)
      ? `(dense_rank() OVER (ORDER BY ${name}) - 1)::DOUBLE AS ${name}`
      : `${name}::DOUBLE AS ${name}`;
  const buffers: Float64Array[] = [];
  for (const name of [...columns, 'target']) {
    const answer = await connection.runAndReadAll(
      `SELECT ${asNumber(name)} FROM (SELECT *, row_number() OVER () AS n FROM b4) ORDER BY n`,
    );
    buffers.push(Float64Array.from(answer.getColumns()[0] as number[]));
  }
  connection.closeSync();
  writeFileSync(path, Buffer.concat(buffers.map((column) => Buffer.from(column.buffer))));
}

const script = `
import json, sys, time
import numpy as np
from sklearn.feature_selection import mutual_info_classif
path, n = sys.argv[1], int(sys.argv[2])
data = np.fromfile(path).reshape(-1, n).T
X, y = data[:, :-1], data[:, -1].astype(int)
discrete = np.array([True] * 8 + [False] * 6)
start = time.perf_counter()
mutual_info_classif(X, y, discrete_features=discrete, random_state=1)
print(json.dumps({'ms': 1000 * (time.perf_counter() - start)}))
`;
