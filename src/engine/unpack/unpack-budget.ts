import { AppError } from '../../data/app-error';
import { formatBytes } from '../../data/format';

/** Any file may grow to this size. */
const freeBytes = 256 * 2 ** 20;
/** Beyond it, to so many times its own: tables of text shrink to a tenth, rarely to a fiftieth. */
const mostTimes = 200;
/** And none further than this. */
const mostBytes = 64 * 2 ** 30;

/**
 * How far a packed file may grow. It counts while bytes come out, before any are kept, so that a file made to
 * fill a memory is stopped whatever it says about itself. One budget holds for all layers of one file.
 */
export class UnpackBudget {
  readonly #allowed: number;
  #written = 0;

  constructor(
    private readonly name: string,
    private readonly packedBytes: number,
  ) {
    this.#allowed = Math.min(Math.max(freeBytes, mostTimes * packedBytes), mostBytes);
  }

  /**
   * Counts bytes that came out; `share` of what is packed has been read for all that came out so far.
   * @throws AppError `out_of_memory` beyond the budget: how large it would become, and how to go on.
   */
  count(bytes: number, share: number): void {
    this.#written += bytes;
    if (this.#written > this.#allowed) throw this.#exceeded(this.#written / Math.max(share, 1e-9));
  }

  /** Checks a size that an archive states, before anything is unpacked. */
  check(statedBytes: number): void {
    if (this.#written + statedBytes > this.#allowed) throw this.#exceeded(statedBytes);
  }

  #exceeded(expectedBytes: number): AppError {
    const packed = formatBytes(this.packedBytes);
    const expected = formatBytes(expectedBytes);
    return new AppError(
      'out_of_memory',
      `"${this.name}" was not unpacked: its ${packed} would become about ${expected}, and ${formatBytes(this.#allowed)} is the limit for a file of this size. If you trust it, unpack it with a program of your own and give the file inside.`,
      { name: this.name, packedBytes: this.packedBytes, limitBytes: this.#allowed },
    );
  }
}
