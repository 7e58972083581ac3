import { AppError } from '../../data/app-error';
import type { Features, Target } from '../../data/features';
import {
  boostedTreesDefaults,
  checkClasses,
  type BoostedTreesOptions,
} from './boosted-trees-options';
import { createLoss, type BoostingLoss } from './boosting-loss';
import type { Fitted, OnRound, TrainingRows } from './fitted';
import { addTree, ForestBuilder, type Forest, type GrownTree } from './forest';
import { growTree } from './grow-tree';
import type { GrowthData } from './growth-data';
import { createPacer, finishPaced, type Pacer } from './pacer';
import {
  binRowsInSteps,
  fitTreeColumnsInSteps,
  keptColumns,
  type BinnedColumns,
  type TreeColumn,
  type TreePreparation,
} from './tree-columns';
import { HistogramPool, histogramOffsets } from './tree-histogram';
import { TrainingHistory } from './training-history';

/** Learned trees with their bins. */
export type BoostedTrees = Fitted & { preparation: TreePreparation; parameters: Forest };

/**
 * Gradient-boosted decision trees on histograms: 255 bins, grown leaf by leaf, categories split by sorted
 * gradient, missing values on the better side; binary and multiclass log loss or squared error. Rows of `rows`
 * must have a target. With validation rows it stops early and keeps the best round. O(rows × columns) a tree
 * level. Friedman, Greedy function approximation (2001); Ke et al., LightGBM (2017).
 * @throws AppError `training_failed` where there is nothing to learn from or the loss is no longer finite.
 */
export async function fitBoostedTrees(
  features: Features,
  target: Target,
  rows: TrainingRows,
  options: Partial<BoostedTreesOptions> = {},
  onRound?: OnRound,
): Promise<BoostedTrees> {
  const settings = { ...boostedTreesDefaults, ...options };
  checkClasses(target);
  const pacer = createPacer(settings.pause);
  const { seed = 1 } = settings;
  const preparation = await finishPaced(fitTreeColumnsInSteps(features, rows.train, seed), pacer);
  const rowLists = [rows.train, rows.validation];
  const binned = await finishPaced(binRowsInSteps(preparation, features, rowLists), pacer);
  const boosting = new Boosting(target, rows, keptColumns(preparation), binned, settings, pacer);
  const history = await boosting.run(onRound);
  return {
    learner: 'boosted-trees',
    task: target.task,
    target: target.name,
    classes: target.task === 'regression' ? [] : target.classes,
    columns: preparation.sources
      .filter((source) => source.columns.some((column) => column !== undefined))
      .map((source) => source.name),
    preparation,
    parameters: boosting.finish(history.bestRound),
    history,
    backend: 'js',
  };
}

class Boosting {
  readonly #data: GrowthData;
  readonly #loss: BoostingLoss;
  readonly #validationLoss: BoostingLoss | undefined;
  readonly #validationBins: BinnedColumns;
  readonly #builder: ForestBuilder;
  readonly #scores: Float64Array;
  readonly #validationScores: Float64Array;

  constructor(
    target: Target,
    private readonly rows: TrainingRows,
    columns: TreeColumn[],
    [bins, validationBins]: BinnedColumns[],
    private readonly settings: BoostedTreesOptions,
    pacer: Pacer,
  ) {
    this.#validationBins = validationBins!;
    this.#data = createGrowthData(columns, bins!, rows.train.length, settings, pacer);
    this.#loss = createLoss(target, rows.train, settings.weights);
    if (rows.validation.length > 0)
      this.#validationLoss = createLoss(target, rows.validation, settings.weights);
    const { outputs, start } = this.#loss;
    this.#builder = new ForestBuilder(outputs, start);
    this.#scores = repeat(start, rows.train.length);
    this.#validationScores = repeat(start, rows.validation.length);
  }

  async run(onRound?: OnRound): Promise<Fitted['history']> {
    const { rounds, patience } = this.settings;
    const history = new TrainingHistory(rounds, patience);
    this.#loss.update(this.#scores);
    for (let round = 1; round <= rounds && !history.stopped; round += 1) {
      await this.#grow();
      const loss = this.#loss.update(this.#scores);
      history.add(loss, this.#validationLoss?.update(this.#validationScores));
      checkFinite(history, round, this.settings.learningRate);
      await history.tell(onRound);
    }
    return history.finish();
  }

  finish(rounds: number): Forest {
    return this.#builder.finish(rounds * this.#loss.outputs);
  }

  async #grow(): Promise<void> {
    const count = this.rows.train.length;
    const { gradients, curvatures } = this.#data;
    for (let output = 0; output < this.#loss.outputs; output += 1) {
      this.#loss.fill(output, gradients, curvatures);
      const own = this.#scores.subarray(output * count, (output + 1) * count);
      const tree = await growTree(this.#data, own);
      this.#builder.add(tree);
      this.#addToValidation(tree, output);
    }
  }

  #addToValidation(tree: GrownTree, output: number): void {
    const count = this.rows.validation.length;
    if (count === 0) return;
    const alone = new ForestBuilder(1, new Float64Array(1));
    alone.add(tree);
    const scores = this.#validationScores;
    addTree(alone.finish(), 0, this.#validationBins, scores, output * count, count);
  }
}

function createGrowthData(
  columns: GrowthData['columns'],
  bins: GrowthData['bins'],
  rowCount: number,
  settings: BoostedTreesOptions,
  pacer: Pacer,
): GrowthData {
  const offsets = histogramOffsets(columns);
  return {
    columns,
    bins,
    rowCount,
    offsets,
    pool: new HistogramPool(offsets[columns.length]! * 3),
    limits: settings,
    gradients: new Float64Array(rowCount),
    curvatures: new Float64Array(rowCount),
    leafGradients: new Float64Array(rowCount),
    leafCurvatures: new Float64Array(rowCount),
    rows: new Uint32Array(rowCount),
    spare: new Uint32Array(rowCount),
    pacer,
  };
}

function repeat(start: Float64Array, count: number): Float64Array {
  const scores = new Float64Array(start.length * count);
  start.forEach((value, output) => scores.fill(value, output * count, (output + 1) * count));
  return scores;
}

function checkFinite(history: TrainingHistory, round: number, learningRate: number): void {
  if (history.isFinite()) return;
  throw new AppError(
    'training_failed',
    `The loss is no longer a finite number after round ${round} at learning rate ${learningRate}: lower it`,
    { round, learningRate },
  );
}
