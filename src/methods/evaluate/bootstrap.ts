import type { Random } from '../../math/random';
import { countScores, createClassCounts } from './count-scores';
import type { Scores } from './metrics';
import { drawMultinomial } from './multinomial';

/** Scores of fixed predictions when row i counts `weights[i]` times. */
export type Scorer = (weights: Uint16Array) => Scores;

/** Lets messages in and says how far the work is, 0..1; throws to cancel. */
export type Pause = (share: number) => Promise<void>;

/** Rows of one actual and one predicted class. */
export interface ConfusionCell {
  actual: number;
  predicted: number;
  rows: number;
}

const rowsBetweenPauses = 1_000_000;

/**
 * Bootstrap over rows: `resamples` times, draws as many rows with replacement and gives the same draw to every
 * scorer, so that their scores can be compared in pairs. Returns, by scorer, the scores of each resample.
 * O(resamples × (rows + cost of the scorers)). Efron 1979.
 */
export async function resampleRows(
  rowCount: number,
  scorers: readonly Scorer[],
  resamples: number,
  random: Random,
  pause: Pause,
): Promise<Scores[][]> {
  const weights = new Uint16Array(rowCount);
  const replicates = scorers.map((): Scores[] => []);
  let visited = 0;
  for (let resample = 0; resample < resamples; resample += 1) {
    drawWeights(weights, random);
    for (const [index, scorer] of scorers.entries()) {
      replicates[index]!.push(scorer(weights));
      visited += rowCount;
      if (visited < rowsBetweenPauses) continue;
      visited = 0;
      await pause(resample / resamples);
    }
  }
  return replicates;
}

/**
 * Draws the scores of hard predictions in resampled rows, one resample a call, in O(cells + classes): the counts
 * of a confusion matrix are all that these scores need, and in a resample of rows they are multinomial.
 */
export function createCountResampler(
  cells: readonly ConfusionCell[],
  classCount: number,
  random: Random,
  positive?: number,
): () => Scores {
  const rows = Float64Array.from(cells, (cell) => cell.rows);
  const drawn = new Float64Array(cells.length);
  const total = rows.reduce((sum, count) => sum + count, 0);
  return () => {
    drawMultinomial(total, rows, random, drawn);
    const counts = createClassCounts(classCount);
    cells.forEach(({ actual, predicted }, index) => {
      counts.actual[actual]! += drawn[index]!;
      counts.predicted[predicted]! += drawn[index]!;
      if (actual === predicted) counts.correct[actual]! += drawn[index]!;
    });
    return countScores(counts, positive);
  };
}

function drawWeights(weights: Uint16Array, random: Random): void {
  weights.fill(0);
  for (let draw = 0; draw < weights.length; draw += 1) weights[random.below(weights.length)]! += 1;
}
