import { createRandom } from '../../math/random';
import { createCountResampler, type ConfusionCell, type Pause } from './bootstrap';
import type { Scores } from './metrics';

/** Cells that may be drawn between two pauses. */
const cellsBetweenPauses = 100_000;

/**
 * Scores of hard predictions in `resamples` resamples of the rows behind a confusion matrix.
 * The same cells and seed give the same intervals here and in `confusionAt`.
 */
export async function resampleCells(
  cells: readonly ConfusionCell[],
  classCount: number,
  positive: number | undefined,
  resamples: number,
  seed: number,
  pause: Pause,
): Promise<Scores[]> {
  const draw = createCountResampler(cells, classCount, countRandom(seed), positive);
  const between = Math.max(1, Math.floor(cellsBetweenPauses / (cells.length + classCount)));
  const replicates: Scores[] = [];
  for (let resample = 0; resample < resamples; resample += 1) {
    if (resample % between === 0) await pause(resample / resamples);
    replicates.push(draw());
  }
  return replicates;
}

/** The stream of random numbers that confusion counts are resampled from. */
export function countRandom(seed: number): ReturnType<typeof createRandom> {
  return createRandom(seed, 'counts');
}
