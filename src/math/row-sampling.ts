import type { Random } from './random';

/**
 * Which of `total` rows, in order, make a simple random sample of `size`: every set of so many rows is equally
 * likely. Selection sampling: Fan, Muller and Rezucha (1962); Knuth, The Art of Computer Programming 3.4.2,
 * algorithm S. O(total), in constant memory.
 */
export class SelectionSampler {
  #left: number;
  #wanted: number;

  constructor(
    total: number,
    size: number,
    private readonly random: Random,
  ) {
    this.#left = total;
    this.#wanted = Math.min(size, total);
  }

  /** Whether the next row is in the sample. */
  next(): boolean {
    const isChosen = this.#left * this.random.next() < this.#wanted;
    this.#left -= 1;
    if (isChosen) this.#wanted -= 1;
    return isChosen;
  }
}

/**
 * The rate at which rows are to be kept one by one, so that at least `size` of about `expected` are kept but for
 * a chance of one in a billion; 1 where that is most of them. `error` is by how much fewer there may be, as a share.
 */
export function keepRate(size: number, expected: number, error: number): number {
  const least = expected * Math.max(0.5, 1 - error);
  const margin = size + 6 * Math.sqrt(size) + 36;
  return margin >= least ? 1 : margin / least;
}
