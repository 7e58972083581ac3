import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { BenchPage, OpenBenchPage } from './bench-page';
import type { Python } from './python';
import type { BenchRow } from './report';

const adult = resolve(import.meta.dirname, '../../../shared/data/tabular/adult_train.csv');

/** B5: boosted trees on Adult, 22,792 × 14, 100 trees, without early stopping, against scikit-learn on one thread. */
export async function measureTrees(
  open: OpenBenchPage,
  python: Python | undefined,
): Promise<BenchRow[]> {
  if (!existsSync(adult)) {
    console.log('B5 needs adult_train.csv in ../shared: not measured');
    return [];
  }
  const page = await open();
  const rows = await measureOnPage(page, python);
  rows.push(await page.longestTask('B5'));
  await page.close();
  return rows;
}

async function measureOnPage(page: BenchPage, python: Python | undefined): Promise<BenchRow[]> {
  const source = await page.open('adult_train.csv', readFileSync(adult, 'utf8'));
  const params = { target: 'income', rounds: 100, earlyStopping: false };
  const trained = await page.add('train.boosted-trees', { inputs: { table: source.id }, params });
  const value = await page.part<number>(trained.id, ['learnerDurationMs']);
  if (!python)
    return [{ id: 'B5', workload: 'boosted trees on Adult, 100 trees', value, unit: 'ms' }];
  const assignment = await page.part<number[]>(trained.id, ['split', 'assignment']);
  const theirs = fitTheirs(python, Uint8Array.from(assignment));
  return [
    {
      id: 'B5',
      workload: `boosted trees on Adult, 100 trees (from click to judged model ${Math.round(trained.durationMs)} ms)`,
      value,
      unit: 'ms',
      against: {
        what: `HistGradientBoostingClassifier.fit, one thread, ${python.version}`,
        value: theirs.ms,
      },
      ratio: value / theirs.ms,
      target: { text: '≤ 2 ×', isMet: value <= 2 * theirs.ms },
    },
    await compareAccuracy(page, { source: source.id, model: trained.id }, theirs.accuracy),
  ];
}

/** scikit-learn on the same training rows, judged on the same test rows. */
function fitTheirs(python: Python, assignment: Uint8Array): { ms: number; accuracy: number } {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const parts = join(folder, 'parts.bin');
    writeFileSync(parts, assignment);
    return python.run(script, [adult, parts]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The accuracy of both on the same test rows. */
async function compareAccuracy(
  page: BenchPage,
  cells: { source: string; model: string },
  theirs: number,
): Promise<BenchRow> {
  const evaluated = await page.add('evaluate.model', {
    inputs: { models: [cells.model], table: cells.source },
  });
  const path = ['evaluation', 'models', 0, 'scores'];
  const scores = await page.part<{ metric: string; value: number }[]>(evaluated.id, path);
  const value = scores.find(({ metric }) => metric === 'accuracy')!.value;
  return {
    id: 'B5',
    workload: 'accuracy on the test rows',
    value,
    unit: 'share',
    against: { what: 'scikit-learn', value: theirs },
    ratio: value / theirs,
    target: { text: 'within 0.003', isMet: Math.abs(value - theirs) <= 0.003 },
  };
}

const script = `
import json, sys, time
import numpy as np, pandas as pd
from sklearn.ensemble import HistGradientBoostingClassifier
frame = pd.read_csv(sys.argv[1])
part = np.fromfile(sys.argv[2], dtype=np.uint8)
y = frame.pop('income')
for name in frame.select_dtypes(exclude='number').columns:
    frame[name] = frame[name].astype('category')
train, test = part == 0, part == 2
model = HistGradientBoostingClassifier(max_iter=100, early_stopping=False, categorical_features='from_dtype', random_state=1)
start = time.perf_counter()
model.fit(frame[train], y[train])
ms = 1000 * (time.perf_counter() - start)
print(json.dumps({'ms': ms, 'accuracy': float((model.predict(frame[test]) == y[test]).mean())}))
`;
