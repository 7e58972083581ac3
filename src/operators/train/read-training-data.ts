import { AppError } from '../../data/app-error';
import type { FeatureSet } from '../../data/artifact';
import type { FeatureColumn, Features, Target } from '../../data/features';
import { countWords, formatCount } from '../../data/format';
import type { Model } from '../../data/model';
import type { Split } from '../../data/split';
import type { TableInfo } from '../../data/table';
import type { TrainingRows } from '../../methods/train/fitted';
import { checkClassCount } from '../../methods/train/class-limit';
import { rowsOfPart } from '../../methods/train/split';
import type { RunContext } from '../contract';
import { chooseColumns } from './choose-columns';
import { makeSplit } from './make-split';
import { readFeatures, readTarget } from './read-features';

export interface TrainingInputs {
  table: TableInfo;
  split: Split | undefined;
  features: FeatureSet | undefined;
}

export interface TrainingParams {
  target: string;
  columns: string[];
  task: 'auto' | 'classification' | 'regression';
  seed: number;
}

/** All that a learner needs, checked: rows with a target, at least two classes, columns that vary. */
export interface TrainingData {
  features: Features;
  target: Target;
  rows: TrainingRows;
  split: Split;
  dropped: NonNullable<Model['dropped']>;
}

/**
 * Reads columns, target and split for a training.
 * @throws AppError `training_failed` with what is wrong and what to do, where there is nothing to learn.
 */
export async function readTrainingData(
  { table, split: given, features: set }: TrainingInputs,
  { target: name, columns: asked, task, seed }: TrainingParams,
  context: RunContext,
): Promise<TrainingData> {
  const { columns, dropped } = chooseColumns(table, name, asked, set);
  if (columns.length === 0) throw noColumns(name, dropped);
  context.progress(0, 'Reading the target');
  const target = await readTarget(context, table, name, undefined, task);
  const split = given ? adoptSplit(given, table, target) : makeSplit(target, table.rowCount, seed);
  const rows = {
    train: rowsOfPart(split.assignment, 0),
    validation: rowsOfPart(split.assignment, 1),
  };
  checkTarget(target, rows.train, table.rowCount);
  context.progress(0.02, `Reading ${countWords(columns.length, 'column')}`);
  const all = await readFeatures(context, table, columns);
  await context.pause();
  const varying = all.columns.filter((column) => varies(column, rows.train));
  const constant = all.columns.filter((column) => !varying.includes(column));
  if (varying.length === 0) throw nothingVaries(all.columns, rows.train.length);
  const reason = 'the same in all training rows';
  return {
    features: { rowCount: all.rowCount, columns: varying },
    target,
    rows,
    split,
    dropped: [...dropped, ...constant.map((column) => ({ column: column.name, reason }))],
  };
}

/** A given split for this table and target: rows without a target are left out. */
function adoptSplit(split: Split, table: TableInfo, target: Target): Split {
  if (split.assignment.length !== table.rowCount) {
    throw new AppError(
      'unavailable',
      `The split is of ${countWords(split.assignment.length, 'row')}, the table has ${formatCount(table.rowCount)}: split this table`,
      { splitRows: split.assignment.length, tableRows: table.rowCount },
    );
  }
  const assignment = split.assignment.map((part, row) => (hasTarget(target, row) ? part : 3));
  return { ...split, assignment };
}

function hasTarget(target: Target, row: number): boolean {
  return target.task === 'regression'
    ? Number.isFinite(target.values[row])
    : target.codes[row]! >= 0;
}

function checkTarget(target: Target, train: Uint32Array, rowCount: number): void {
  checkClassCount(target);
  const distinct = new Set<number>();
  for (const row of train) {
    distinct.add(target.task === 'regression' ? target.values[row]! : target.codes[row]!);
    if (distinct.size > 1) return;
  }
  const [only] = distinct;
  const value = only === undefined || target.task === 'regression' ? only : target.classes[only];
  const words =
    value === undefined
      ? `${target.name}: no value in any of the training rows (${countWords(rowCount, 'row')} in the table)`
      : `${target.name}: only one value in the ${formatCount(train.length)} training rows: ${value}`;
  throw new AppError(
    'training_failed',
    `${words}. There is nothing to tell apart: choose another target`,
    {
      column: target.name,
    },
  );
}

function varies(column: FeatureColumn, rows: Uint32Array): boolean {
  const values: ArrayLike<unknown> = column.kind === 'category' ? column.codes : column.values;
  const first = values[rows[0]!];
  return rows.some((row) => !Object.is(values[row], first));
}

function nothingVaries(columns: FeatureColumn[], trainRows: number): AppError {
  const names = columns.slice(0, 5).map((column) => column.name);
  return new AppError(
    'training_failed',
    `No column varies in the ${formatCount(trainRows)} training rows: ${names.join(', ')}${columns.length > 5 ? ', …' : ''} ` +
      'hold one value each. There is nothing to learn from: choose other columns',
    { columns: columns.length },
  );
}

function noColumns(target: string, dropped: NonNullable<Model['dropped']>): AppError {
  const reasons = dropped.slice(0, 5).map(({ column, reason }) => `${column} is ${reason}`);
  const why = reasons.length > 0 ? ` (${reasons.join('; ')})` : '';
  return new AppError(
    'training_failed',
    `There is no column to learn ${target} from${why}: choose columns`,
    { column: target },
  );
}
