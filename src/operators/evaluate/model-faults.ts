import type { Model } from '../../data/model';
import { findColumn, type TableInfo } from '../../data/table';

/** Why these models cannot be judged together on this table, in words; `undefined` where they can. */
export function findModelFault(models: readonly Model[], table: TableInfo): string | undefined {
  const [first, ...others] = models;
  if (!first) return 'There is no model to evaluate.';
  for (const other of others) {
    const fault = findMismatch(first, other);
    if (fault) return fault;
  }
  if (first.task !== 'regression' && first.classes.length < 2) {
    return `The model knows one value of ${first.target} only: there is nothing to tell apart.`;
  }
  const needed = [first.target, ...models.flatMap((model) => model.columns)];
  const missing = needed.find((name) => !findColumn(table, name));
  if (missing !== undefined) {
    return `The table has no column ${missing}, which ${missing === first.target ? 'is the target of' : 'is needed by'} the model.`;
  }
  return undefined;
}

function findMismatch(one: Model, other: Model): string | undefined {
  if (one.target !== other.target) {
    return `The models predict different columns: ${one.target} and ${other.target}.`;
  }
  if (one.task !== other.task) {
    return `The models of ${one.target} answer different questions: ${one.task} and ${other.task}.`;
  }
  const known = new Set(one.classes);
  if (
    one.classes.length === other.classes.length &&
    other.classes.every((label) => known.has(label))
  )
    return undefined;
  return `The models know different values of ${one.target}: ${one.classes.length} and ${other.classes.length}. Train them on the same table.`;
}
