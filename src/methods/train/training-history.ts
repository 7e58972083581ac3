import type { Model } from '../../data/model';
import type { OnRound } from './fitted';

/** Less than this is no improvement. */
const tolerance = 1e-7;

/**
 * Losses by round, the best round so far, and whether it is time to stop. With endless patience the validation loss
 * is only noted, and the latest round counts as the best.
 */
export class TrainingHistory {
  readonly train: number[] = [];
  readonly validation: number[] = [];
  stopped: 'early' | 'by user' | undefined;
  bestRound = 0;
  #best = Infinity;

  constructor(
    private readonly rounds: number,
    private readonly patience: number,
  ) {}

  /** Notes a round. True where it is the best so far. */
  add(train: number, validation?: number): boolean {
    this.train.push(train);
    if (validation !== undefined) this.validation.push(validation);
    if (validation === undefined || this.patience === Infinity) {
      this.bestRound = this.train.length;
      return true;
    }
    if (validation < this.#best - tolerance) {
      this.#best = validation;
      this.bestRound = this.train.length;
      return true;
    }
    if (this.train.length - this.bestRound >= this.patience) this.stopped = 'early';
    return false;
  }

  isFinite(): boolean {
    const last = this.train.length - 1;
    return Number.isFinite(this.train[last]) && Number.isFinite(this.validation[last] ?? 0);
  }

  /** Tells the caller about the latest round; its `false` is the user's wish to stop. */
  async tell(onRound: OnRound | undefined): Promise<void> {
    const { train, validation } = this;
    const answer = await onRound?.({
      round: train.length,
      rounds: this.rounds,
      history: { train: [...train], validation: [...validation] },
    });
    if (answer === false) this.stopped = 'by user';
  }

  finish(): Model['history'] {
    const { train, validation, bestRound, stopped } = this;
    return { train, validation, bestRound: Math.max(bestRound, 1), stopped: stopped ?? 'finished' };
  }
}
