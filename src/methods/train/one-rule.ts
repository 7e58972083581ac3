import type { Features, Predictions, Target } from '../../data/features';
import { repeatOutputs, targetMeans } from './baseline';
import type { Fitted, Predictor, TrainingRows } from './fitted';
import { finish } from './pacer';
import { indexOfLargest } from './row-losses';
import {
  binAllRows,
  binRowsInSteps,
  fitTreeColumnsInSteps,
  keptColumns,
  type TreePreparation,
} from './tree-columns';

/** What one column says: outputs by bin (bins × outputs, row-major); the last bin is that of missing values. */
export interface OneRule {
  values: Float64Array;
  outputs: number;
}

/** Bins of a number. */
const mostRuleBins = 8;

/** A bin counts as if so many average rows were in it, so that a rare value says little. */
const averageRows = 10;

/**
 * The best rule on a single column (1R): categories as they are, numbers in at most 8 bins, for each the shares of
 * the classes or the mean. The column with the fewest errors on the training rows is taken, among equals that with
 * the lowest log loss; for a regression that with the lowest squared error. Texts are passed over. Nothing where no
 * column varies. Holte, Very simple classification rules perform well (1993).
 */
export function fitOneRule(
  features: Features,
  target: Target,
  rows: TrainingRows,
  seed = 1,
): Fitted | undefined {
  const candidates = {
    ...features,
    columns: features.columns.filter((column) => column.kind !== 'text'),
  };
  const all = finish(fitTreeColumnsInSteps(candidates, rows.train, seed, mostRuleBins));
  const kept = keptColumns(all);
  const [bins] = finish(binRowsInSteps(all, candidates, [rows.train]));
  let best: { index: number; rule: OneRule; errors: number; loss: number } | undefined;
  kept.forEach((column, index) => {
    const rule = fitRule(bins![index]!, column.bins + 1, target, rows.train);
    const { errors, loss } = scoreRule(rule, bins![index]!, target, rows.train);
    if (!best || errors < best.errors || (errors === best.errors && loss < best.loss))
      best = { index, rule, errors, loss };
  });
  if (!best) return undefined;
  const preparation = onlyColumn(all, best.index);
  return {
    learner: 'one-rule',
    task: target.task,
    target: target.name,
    classes: target.task === 'regression' ? [] : target.classes,
    columns: preparation.sources.map((source) => source.name),
    preparation,
    parameters: best.rule,
    history: { train: [best.loss], validation: [], bestRound: 1, stopped: 'finished' },
    backend: 'js',
  };
}

export function predictOneRule(model: Predictor, features: Features): Predictions {
  const { values, outputs } = model.parameters as OneRule;
  const [bins] = binAllRows(model.preparation as TreePreparation, features);
  return repeatOutputs(model, features.rowCount, (row) =>
    values.subarray(bins![row]! * outputs, (bins![row]! + 1) * outputs),
  );
}

function fitRule(bins: Uint8Array, binCount: number, target: Target, rows: Uint32Array): OneRule {
  const average = targetMeans(target, rows);
  const outputs = average.length;
  const values = new Float64Array(binCount * outputs);
  const counts = new Float64Array(binCount).fill(averageRows);
  for (let bin = 0; bin < binCount; bin += 1)
    values.set(
      average.map((value) => averageRows * value),
      bin * outputs,
    );
  rows.forEach((row, place) => {
    const bin = bins[place]!;
    counts[bin]! += 1;
    if (target.task === 'regression') values[bin]! += target.values[row]!;
    else values[bin * outputs + target.codes[row]!]! += 1;
  });
  return { values: values.map((sum, at) => sum / counts[Math.floor(at / outputs)]!), outputs };
}

/** Wrong answers and mean log loss; or, for a regression, the mean squared error as both. */
function scoreRule(
  { values, outputs }: OneRule,
  bins: Uint8Array,
  target: Target,
  rows: Uint32Array,
): { errors: number; loss: number } {
  if (target.task === 'regression') {
    let squares = 0;
    rows.forEach((row, place) => (squares += (values[bins[place]!]! - target.values[row]!) ** 2));
    return { errors: squares / rows.length, loss: squares / rows.length };
  }
  const top = Array.from({ length: values.length / outputs }, (_, bin) =>
    indexOfLargest(values.subarray(bin * outputs, (bin + 1) * outputs)),
  );
  let [errors, loss] = [0, 0];
  rows.forEach((row, place) => {
    const [bin, code] = [bins[place]!, target.codes[row]!];
    if (top[bin] !== code) errors += 1;
    loss -= Math.log(Math.max(values[bin * outputs + code]!, 1e-15));
  });
  return { errors, loss: loss / rows.length };
}

/** The preparation with one of its kept columns only. */
function onlyColumn({ sources }: TreePreparation, wanted: number): TreePreparation {
  let index = -1;
  const reduced = sources.map((source) => ({
    ...source,
    columns: source.columns.map((column) => {
      if (column) index += 1;
      return column && index === wanted ? column : undefined;
    }),
  }));
  return { sources: reduced.filter((source) => source.columns.some((column) => column)) };
}
