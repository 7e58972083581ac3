import type { Features, Predictions } from '../../data/features';
import type { Model } from '../../data/model';
import { selectRows } from '../../methods/train/feature-views';
import { predict } from '../../methods/train/predict';

/** Rows between two pauses. */
const rowsAtOnce = 4096;

/**
 * What a model says about some rows of `features`, in the order of `rows`, with its classes in the order of
 * `classes`. Waits for `pause` between pieces.
 */
export async function predictRows(
  model: Model,
  features: Features,
  rows: Uint32Array,
  classes: readonly string[],
  pause: (share: number) => Promise<void>,
): Promise<Predictions> {
  const width = model.task === 'regression' ? 1 : classes.length;
  const columns = classes.map((label) => model.classes.indexOf(label));
  const values = new Float64Array(rows.length * width);
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    await pause(start / rows.length);
    const part = selectRows(features, rows.subarray(start, start + rowsAtOnce));
    copyPart(predict(model, part), columns, values.subarray(start * width));
  }
  return model.task === 'regression'
    ? { task: model.task, values }
    : { task: model.task, classes: [...classes], probabilities: values };
}

function copyPart(part: Predictions, columns: readonly number[], target: Float64Array): void {
  if (part.task === 'regression') {
    target.set(part.values);
    return;
  }
  const width = columns.length;
  for (let place = 0; place < part.probabilities.length; place += 1) {
    const row = Math.floor(place / width);
    target[place] = part.probabilities[row * width + columns[place % width]!]!;
  }
}
