import type { FeatureSet } from '../../data/artifact';
import type { Model } from '../../data/model';
import type { TableInfo } from '../../data/table';
import { chooseColumns } from './choose-columns';

/** Columns that a learner reads: the target, and those that it learns from. */
export function learnedColumns(
  { table, features }: { table: TableInfo; features?: FeatureSet | undefined },
  { target, columns }: { target: string; columns: readonly string[] },
): string[] {
  return [target, ...chooseColumns(table, target, columns, features).columns];
}

/** Columns that models need to predict, and what they predict. */
export function modelColumns(models: readonly Model[]): string[] {
  return [...new Set(models.flatMap(({ target, columns }) => [target, ...columns]))];
}
