import type { FeatureColumn, Features } from '../../data/features';
import { createRandom, permutation } from '../../math/random';
import { binOf, binThresholds, mostBins } from './bin-thresholds';
import { expandColumn, readingOf, type Reading } from './expand-column';
import { asCategories, asNumbers, gatherNumbers, getFeature, matchLabels } from './feature-views';
import { finish } from './pacer';

/** Histogram bins of one derived column. The bin after the last (`bins`) holds missing values. */
export type TreeColumn =
  | (BinnedColumn & { kind: 'number'; thresholds: Float64Array })
  | (BinnedColumn & { kind: 'category'; labels: string[]; hasOther: boolean });

interface BinnedColumn {
  name: string;
  bins: number;
  /** Whether training rows had missing values. */
  hasMissing: boolean;
}

/** A column of the table and the binned columns that come of it; `undefined` stands for a constant, dropped. */
export interface TreeSource {
  name: string;
  reading: Reading;
  columns: (TreeColumn | undefined)[];
}

/** The preparation of trees, learned on training rows: no scaling, no imputation, categories as they are. */
export interface TreePreparation {
  sources: TreeSource[];
}

/** Binned rows, one array of bin numbers for each kept column. */
export type BinnedColumns = Uint8Array[];

/** Thresholds come from at most this many training rows, drawn by seed. */
const mostRowsForThresholds = 200_000;

/** Learns the bins of all columns from the training rows: at most `bins` for a number. Yields between columns. */
export function* fitTreeColumnsInSteps(
  features: Features,
  trainRows: Uint32Array,
  seed: number,
  bins = mostBins,
): Generator<void, TreePreparation> {
  const rows = sampleRows(trainRows, seed);
  const sources: TreeSource[] = [];
  for (const column of features.columns) {
    const reading = readingOf(column, features.rowCount);
    const columns = expandColumn(column, reading).map((each) => fitColumn(each, rows, bins));
    sources.push({ name: column.name, reading, columns });
    yield;
  }
  return { sources };
}

/** The columns that trees see, in the order of `binRows`. */
export function keptColumns(preparation: TreePreparation): TreeColumn[] {
  return preparation.sources.flatMap((source) =>
    source.columns.filter((column) => column !== undefined),
  );
}

/**
 * Bins the rows asked for (each list gives one answer), one source column at a time to spare memory; yields between
 * them.
 */
export function* binRowsInSteps(
  preparation: TreePreparation,
  features: Features,
  rowLists: Uint32Array[],
): Generator<void, BinnedColumns[]> {
  const answers: BinnedColumns[] = rowLists.map(() => []);
  for (const { name, reading, columns } of preparation.sources) {
    if (!columns.some((column) => column !== undefined)) continue;
    const expanded = expandColumn(getFeature(features, name), reading);
    columns.forEach((column, index) => {
      if (!column) return;
      const binned = binColumn(column, expanded[index]!, rowLists);
      answers.forEach((answer, list) => answer.push(binned[list]!));
    });
    yield;
  }
  return answers;
}

/** All rows, binned at one go. */
export function binAllRows(preparation: TreePreparation, features: Features): BinnedColumns {
  const rows = Uint32Array.from({ length: features.rowCount }, (_, row) => row);
  return finish(binRowsInSteps(preparation, features, [rows]))[0]!;
}

function fitColumn(column: FeatureColumn, rows: Uint32Array, bins: number): TreeColumn | undefined {
  const { name } = column;
  if (column.kind === 'category') return fitCategories(column, rows);
  const values = asNumbers(column);
  const sample = gatherNumbers(values, rows);
  const thresholds = binThresholds(sample, bins);
  const hasMissing = sample.some(Number.isNaN);
  if (thresholds.length === 0 && !(hasMissing && sample.some((value) => !Number.isNaN(value))))
    return undefined;
  return { kind: 'number', name, bins: thresholds.length + 1, hasMissing, thresholds };
}

/** Categories by falling frequency; from the 255th on they share the last bin. */
function fitCategories(
  column: FeatureColumn & { kind: 'category' },
  rows: Uint32Array,
): TreeColumn | undefined {
  const counts = new Uint32Array(column.labels.length);
  let missing = 0;
  for (const row of rows) {
    const code = column.codes[row]!;
    if (code < 0) missing += 1;
    else counts[code]! += 1;
  }
  const seen = [...counts.keys()].filter((code) => counts[code]! > 0);
  if (seen.length + (missing > 0 ? 1 : 0) < 2) return undefined;
  seen.sort((one, other) => counts[other]! - counts[one]! || one - other);
  const hasOther = seen.length > mostBins;
  const kept = hasOther ? seen.slice(0, mostBins - 1) : seen;
  const labels = kept.map((code) => column.labels[code]!);
  const bins = labels.length + (hasOther ? 1 : 0);
  return { kind: 'category', name: column.name, bins, hasMissing: missing > 0, labels, hasOther };
}

function binColumn(
  column: TreeColumn,
  feature: FeatureColumn,
  rowLists: Uint32Array[],
): Uint8Array[] {
  if (column.kind === 'number') {
    const values = asNumbers(feature);
    const { thresholds, bins } = column;
    return rowLists.map((rows) => {
      const binned = new Uint8Array(rows.length);
      for (let place = 0; place < rows.length; place += 1) {
        const value = values[rows[place]!]!;
        binned[place] = value === value ? binOf(value, thresholds) : bins;
      }
      return binned;
    });
  }
  const { codes, labels } = asCategories(feature);
  const unknown = column.hasOther ? column.bins - 1 : column.bins;
  const binOfCode = matchLabels(labels, column.labels).map((bin) => (bin < 0 ? unknown : bin));
  return rowLists.map((rows) => {
    const binned = new Uint8Array(rows.length);
    for (let place = 0; place < rows.length; place += 1) {
      const code = codes[rows[place]!]!;
      binned[place] = code < 0 ? column.bins : binOfCode[code]!;
    }
    return binned;
  });
}

function sampleRows(rows: Uint32Array, seed: number): Uint32Array {
  if (rows.length <= mostRowsForThresholds) return rows;
  const order = permutation(rows.length, createRandom(seed, 'thresholds'));
  return order.subarray(0, mostRowsForThresholds).map((place) => rows[place]!);
}
