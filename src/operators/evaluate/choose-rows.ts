import { AppError } from '../../data/app-error';
import type { Model } from '../../data/model';
import type { TableInfo } from '../../data/table';
import { badParam } from '../params';

export type RowChoice = 'auto' | 'test' | 'validation' | 'all';

/** The rows that models are judged on, and what must be known to trust them. */
export interface ChosenRows {
  rows: Uint32Array;
  part: 'test' | 'validation' | 'all';
  /** Some of them are rows that a model learned from. */
  hasTrainingRows: boolean;
  /** A model learned from another table than this one. */
  isOtherTable: boolean;
}

const parts = { validation: 1, test: 2 } as const;

/**
 * Rows of `table` that no model has learned from: test rows of all models that learned from this table, or
 * validation rows where there are none, or every row where all models learned from another table.
 * @throws AppError where the choice leaves no row.
 */
export function chooseRows(
  models: readonly Model[],
  table: TableInfo,
  choice: RowChoice,
): ChosenRows {
  const own = models.filter((model) => model.tableFingerprint === table.fingerprint);
  const isOtherTable = own.length < models.length;
  if (choice === 'all' || (choice === 'auto' && own.length === 0)) {
    const rows = Uint32Array.from({ length: table.rowCount }, (_, row) => row);
    return { rows, part: 'all', hasTrainingRows: own.length > 0, isOtherTable };
  }
  if (own.length === 0) {
    throw badParam('rows', choice, 'these models learned from another table; choose all rows');
  }
  for (const part of choice === 'auto' ? (['test', 'validation'] as const) : [choice]) {
    const rows = sharedRows(own, parts[part]);
    if (rows.length > 0) return { rows, part, hasTrainingRows: false, isOtherTable };
  }
  throw new AppError('unavailable', noRows(own.length, choice));
}

function sharedRows(models: readonly Model[], part: number): Uint32Array {
  const [first, ...others] = models.map((model) => model.split.assignment);
  const rows: number[] = [];
  first!.forEach((each, row) => {
    if (each === part && others.every((other) => other[row] === part)) rows.push(row);
  });
  return Uint32Array.from(rows);
}

function noRows(models: number, choice: RowChoice): string {
  const kind = choice === 'auto' ? 'held-out' : choice;
  return models === 1
    ? `The split of this model has no ${kind} rows: train with some, or evaluate on another table.`
    : `No row is a ${kind} row of all ${models} models: train them on the same split.`;
}
