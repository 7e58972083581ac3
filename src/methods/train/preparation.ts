import { AppError } from '../../data/app-error';
import type { Features, Target } from '../../data/features';
import {
  denseNames,
  denseWidth,
  type DenseColumn,
  type FittedColumn,
  type Scaling,
} from './dense-columns';
import { fillDense } from './fill-dense';
import { fitDenseColumn } from './fit-dense-column';
import { expandColumn, readingOf, type Reading } from './expand-column';
import { getFeature } from './feature-views';
import { finish } from './pacer';

/**
 * What linear models and networks see of a table, learned on training rows only: missing values filled in and
 * marked, numbers scaled, categories as 0 and 1 or by their target, dates as parts, texts as hashed counts.
 * Plain data, part of the model.
 */
export interface Preparation {
  sources: PreparedSource[];
  /** Numbers a row. */
  width: number;
}

/** A column of the table and what comes of it; `undefined` stands for a constant, dropped. */
export interface PreparedSource {
  name: string;
  reading: Reading;
  columns: (DenseColumn | undefined)[];
}

/** Prepared rows, row-major. */
export interface DenseMatrix {
  values: Float32Array;
  rowCount: number;
  width: number;
}

export interface FittedPreparation {
  preparation: Preparation;
  /** The training rows, in the order given; target encoding is out of fold in them. */
  training: DenseMatrix;
}

interface FittedSource {
  name: string;
  reading: Reading;
  columns: (FittedColumn | undefined)[];
}

/** A matrix above this is refused: the tab would run out of memory. */
const mostBytes = 1.5e9;

/** Learns the preparation from the training rows, and prepares them; yields between columns. */
export function* fitPreparationInSteps(
  features: Features,
  target: Target,
  trainRows: Uint32Array,
  scaling: Scaling,
  seed: number,
): Generator<void, FittedPreparation> {
  const fitted: FittedSource[] = [];
  for (const feature of features.columns) {
    const reading = readingOf(feature, features.rowCount);
    const columns = expandColumn(feature, reading).map((column) =>
      fitDenseColumn(column, reading.kind === 'text', target, trainRows, scaling, seed),
    );
    fitted.push({ name: feature.name, reading, columns });
    yield;
  }
  const sources = fitted.map(({ name, reading, columns }) => ({
    name,
    reading,
    columns: columns.map((each) => each?.column),
  }));
  const preparation = { sources, width: widthOf(sources) };
  const outOfFold = fitted.flatMap(({ columns }) => columns.filter((each) => each !== undefined));
  const training = yield* fillInSteps(preparation, features, trainRows, outOfFold);
  return { preparation, training };
}

/** Prepares rows as the training rows were; yields between columns. */
export function applyPreparationInSteps(
  preparation: Preparation,
  features: Features,
  rows: Uint32Array,
): Generator<void, DenseMatrix> {
  return fillInSteps(preparation, features, rows, undefined);
}

/** Prepares rows as the training rows were, at one go. */
export function applyPreparation(
  preparation: Preparation,
  features: Features,
  rows: Uint32Array,
): DenseMatrix {
  return finish(fillInSteps(preparation, features, rows, undefined));
}

/** A name for each number of a prepared row. */
export function preparedNames(preparation: Preparation): string[] {
  return preparation.sources.flatMap((source) =>
    source.columns.flatMap((column) => (column ? denseNames(column) : [])),
  );
}

/** Columns of the table that are needed: those that are not constant. */
export function preparedColumns(preparation: Preparation): string[] {
  return preparation.sources
    .filter((source) => source.columns.some((column) => column !== undefined))
    .map((source) => source.name);
}

function* fillInSteps(
  { sources, width }: Preparation,
  features: Features,
  rows: Uint32Array,
  fitted: FittedColumn[] | undefined,
): Generator<void, DenseMatrix> {
  checkSize(rows.length, width);
  const values = new Float32Array(rows.length * width);
  let offset = 0;
  let next = 0;
  for (const { name, reading, columns } of sources) {
    if (!columns.some((column) => column !== undefined)) continue;
    const expanded = expandColumn(getFeature(features, name), reading);
    columns.forEach((column, index) => {
      if (!column) return;
      fillDense(fitted?.[next] ?? { column }, expanded[index]!, rows, values, width, offset);
      offset += denseWidth(column);
      next += 1;
    });
    yield;
  }
  return { values, rowCount: rows.length, width };
}

function widthOf(sources: PreparedSource[]): number {
  return sources
    .flatMap((source) => source.columns)
    .reduce((sum, column) => sum + (column ? denseWidth(column) : 0), 0);
}

function checkSize(rowCount: number, width: number): void {
  const bytes = rowCount * width * 4;
  if (bytes <= mostBytes) return;
  throw new AppError(
    'out_of_memory',
    `${rowCount} rows × ${width} prepared columns need ${(bytes / 1e9).toFixed(1)} GB, above the limit of ` +
      `${mostBytes / 1e9} GB: use fewer columns or rows, or boosted trees`,
    { rows: rowCount, columns: width },
  );
}
