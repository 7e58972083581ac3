import { formatCount, formatDecimals } from '../../data/format';
import type { TrainingProgress } from './draw-history';

/** What is told of a training while it runs, as text of a steady width. */
export interface TrainingNumber {
  label: string;
  value: string;
  note?: string;
}

/** Where it is, the losses there, and the best loss so far on the rows that decide. */
export function trainingNumbers({ unit, rounds, history }: TrainingProgress): TrainingNumber[] {
  const { train, validation } = history;
  const decisive = validation.length > 0 ? validation : train;
  const best = findBest(decisive);
  const numbers: TrainingNumber[] = [
    {
      label: capitalise(unit),
      value: formatCount(train.length),
      note: rounds === undefined ? undefined : `of at most ${formatCount(rounds)}`,
    },
    { label: 'Training loss', value: formatLoss(train.at(-1)) },
  ];
  if (validation.length > 0) {
    numbers.push({ label: 'Validation loss', value: formatLoss(validation.at(-1)) });
  }
  if (best === undefined) return numbers;
  const note = `${unit} ${formatCount(best + 1)}`;
  return [...numbers, { label: 'Best so far', value: formatLoss(decisive[best]), note }];
}

/** Index of the lowest loss; NaN, of a training that diverges, is none. */
function findBest(losses: readonly number[]): number | undefined {
  let best: number | undefined;
  losses.forEach((loss, index) => {
    if (Number.isNaN(loss)) return;
    if (best === undefined || loss < losses[best]!) best = index;
  });
  return best;
}

/** Four decimals, so that digits stay in place; large losses, of regression, with fewer. */
function formatLoss(loss: number | undefined): string {
  if (loss === undefined || Number.isNaN(loss)) return 'not a number';
  if (!Number.isFinite(loss)) return '∞';
  if (loss !== 0 && (loss < 0.001 || loss >= 1e9)) return loss.toExponential(3).replace('-', '−');
  const decimals = loss < 100 ? 4 : 1;
  return formatDecimals(loss, decimals, decimals);
}

function capitalise(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
