import { AppError } from '../../data/app-error';
import type { Features } from '../../data/features';
import type { Model } from '../../data/model';
import type { TableInfo } from '../../data/table';
import { createRandom, permutation, type Random } from '../../math/random';
import { metrics } from '../../methods/evaluate/metrics';
import { pickTarget } from '../../methods/select/cross-validate';
import {
  permutationImportance,
  type Importance,
} from '../../methods/select/permutation-importance';
import {
  fitsTask,
  scorePredictions,
  usualMetric,
  type SelectionMetric,
} from '../../methods/select/score-predictions';
import { selectRows } from '../../methods/train/feature-views';
import type { RunContext } from '../contract';
import { chooseRows, type ChosenRows } from '../evaluate/choose-rows';
import { predictRows } from '../evaluate/predict-rows';
import { readTruth } from '../evaluate/read-truth';
import { badParam } from '../params';
import { readFeatures } from '../train/read-features';
import { measureRedundancy } from './measure-redundancy';

export interface MeasuredImportance {
  learner: string;
  target: string;
  metric: SelectionMetric;
  /** The score with all columns as they are. */
  base: number;
  /** Rows looked at, and how many there were to look at. */
  rows: number;
  rowsOf: number;
  part: ChosenRows['part'];
  hasTrainingRows: boolean;
  repeats: number;
  /** One column each, by falling mean. */
  columns: Importance[];
  /** Clusters of redundant columns, shuffled together. */
  groups: Importance[];
}

export interface ImportanceSettings {
  metric: SelectionMetric | 'auto';
  repeats: number;
  threshold: number;
  seed: number;
}

/** Rows that are predicted again and again at most. */
const mostRows = 20_000;

/** Shuffles each column of a model, and each cluster of its columns, on rows that it did not learn from. */
export async function measureImportance(
  context: RunContext,
  model: Model,
  table: TableInfo,
  settings: ImportanceSettings,
): Promise<MeasuredImportance> {
  const { repeats, seed, threshold } = settings;
  const metric = chooseMetric(model, settings.metric);
  const random = createRandom(seed, 'permutation importance');
  const chosen = chooseRows([model], table, 'auto');
  const truth = await readTruth(context, table, model, chosen.rows);
  const places = samplePlaces(truth.rows.length, random.fork('rows'));
  const target = pickTarget(truth.target, places);
  const all = await readFeatures(context, table, model.columns);
  const features = selectRows(
    all,
    Uint32Array.from(places, (place) => truth.rows[place]),
  );
  const score = scoreWith(context, model, metric, target);
  const base = await score(features);
  const clusters = await findClusters(context, model, table, threshold, seed);
  const groups = [...model.columns.map((name) => [name]), ...clusters];
  const measured = await permutationImportance(
    features,
    groups,
    repeats,
    base,
    reportEach(context, score, groups.length * repeats),
    random,
  );
  const columns = measured.slice(0, model.columns.length);
  return {
    learner: model.learner,
    target: model.target,
    metric,
    base: isLoss(metric) ? -base : base,
    rows: places.length,
    rowsOf: truth.rows.length,
    part: chosen.part,
    hasTrainingRows: chosen.hasTrainingRows,
    repeats,
    columns: columns.sort((one, other) => other.mean - one.mean),
    groups: measured.slice(model.columns.length),
  };
}

function chooseMetric(model: Model, asked: ImportanceSettings['metric']): SelectionMetric {
  if (asked === 'auto') return usualMetric(model.task);
  if (fitsTask(asked, model.task)) return asked;
  const kind =
    model.task === 'regression'
      ? 'numbers: R², RMSE or MAE'
      : 'classes: ROC AUC, accuracy or log loss';
  throw badParam('metric', asked, `this model predicts ${kind}; choose one of those`);
}

/** Higher is better, so losses are turned round. */
function scoreWith(
  context: RunContext,
  model: Model,
  metric: SelectionMetric,
  target: Parameters<typeof scorePredictions>[1],
): (features: Features) => Promise<number> {
  return async (features) => {
    const rows = Uint32Array.from({ length: features.rowCount }, (_, row) => row);
    const predictions = await predictRows(model, features, rows, model.classes, () =>
      context.pause(),
    );
    const score = scorePredictions(metric, target, predictions);
    if (Number.isNaN(score)) throw noScore(metric, features.rowCount);
    return isLoss(metric) ? -score : score;
  };
}

function isLoss(metric: SelectionMetric): boolean {
  return metrics[metric].better === 'lower';
}

function reportEach(
  context: RunContext,
  score: (features: Features) => Promise<number>,
  total: number,
): (features: Features) => Promise<number> {
  let done = 0;
  return async (features) => {
    done += 1;
    context.progress(done / total, `Shuffle ${done} of ${total}`);
    return score(features);
  };
}

async function findClusters(
  context: RunContext,
  model: Model,
  table: TableInfo,
  threshold: number,
  seed: number,
): Promise<string[][]> {
  const columns = table.columns.filter(({ name }) => model.columns.includes(name));
  if (columns.length < 2) return [];
  const { clusters } = await measureRedundancy(
    context,
    { ...table, columns },
    {
      target: null,
      threshold,
      seed,
      relevance: new Map(),
    },
  );
  return clusters.map(({ columns: names }) => names).filter((names) => names.length > 1);
}

function samplePlaces(count: number, random: Random): Uint32Array {
  if (count <= mostRows) return Uint32Array.from({ length: count }, (_, place) => place);
  return permutation(count, random).slice(0, mostRows).sort();
}

function noScore(metric: SelectionMetric, rows: number): AppError {
  const label = metrics[metric].label;
  return new AppError(
    'unavailable',
    `${label} has no value on these ${rows} rows: they hold one class or one value only. Choose another score, or a split with more held-out rows.`,
  );
}
