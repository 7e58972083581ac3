import type { Model } from '../../data/model';
import type { TableInfo } from '../../data/table';
import { fitBaseline, type Baseline } from '../../methods/evaluate/baseline';
import type { Truth } from './read-truth';

export type BaselineSource = 'training rows' | 'these rows';

/** From the training rows of a model of this table; else from the rows that are evaluated themselves. */
export function learnBaseline(
  models: readonly Model[],
  table: TableInfo,
  truth: Truth,
): { baseline: Baseline; learnedFrom: BaselineSource } {
  const own = models.find((model) => model.tableFingerprint === table.fingerprint);
  if (!own) return { baseline: fitBaseline(truth.all, truth.rows), learnedFrom: 'these rows' };
  const training: number[] = [];
  own.split.assignment.forEach((part, row) => {
    if (part === 0) training.push(row);
  });
  const baseline = fitBaseline(truth.all, Uint32Array.from(training));
  return { baseline, learnedFrom: 'training rows' };
}
