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

const visitsBetweenPauses = 500_000;
const blockRows = 16_384;

/**
 * Bootstrap over rows: `resamples` times, draws as many rows with replacement and gives the same draw to every
 * scorer, so that their scores can be compared in pairs. Returns, by scorer, the scores of each resample.
 * O(resamples × (rows + cost of the scorers)); `visitsPerRow` of a scorer says how often to pause. Efron 1979.
 */
export async function resampleRows(
  rowCount: number,
  scorers: readonly Scorer[],
  resamples: number,
  random: Random,
  pause: Pause,
  visitsPerRow = 1,
): Promise<Scores[][]> {
  const weights = new Uint16Array(rowCount);
  const blocks = blockSizes(rowCount);
  const replicates = scorers.map((): Scores[] => []);
  let visited = 0;
  for (let resample = 0; resample < resamples; resample += 1) {
    drawWeights(weights, blocks, random);
    for (const [index, scorer] of scorers.entries()) {
      replicates[index]!.push(scorer(weights));
      visited += rowCount * visitsPerRow;
      if (visited < visitsBetweenPauses) continue;
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

/**
 * Counts by row of as many draws with replacement as there are rows. First by block, then within each block:
 * the same law as drawing row by row, but near in memory.
 */
function drawWeights(weights: Uint16Array, blocks: Float64Array, random: Random): void {
  weights.fill(0);
  const drawn = new Float64Array(blocks.length);
  drawMultinomial(weights.length, blocks, random, drawn);
  for (let block = 0; block < blocks.length; block += 1) {
    const start = block * blockRows;
    const rows = blocks[block]!;
    for (let left = drawn[block]!; left > 0; left -= 1) weights[start + random.below(rows)]! += 1;
  }
}

function blockSizes(rowCount: number): Float64Array {
  return Float64Array.from({ length: Math.ceil(rowCount / blockRows) }, (_, block) =>
    Math.min(blockRows, rowCount - block * blockRows),
  );
}
