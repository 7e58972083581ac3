import { concat2d, dispose, keep, type Tensor2D } from '@tensorflow/tfjs-core';
import type { DenseTarget } from './dense-target';

/** Scores are left where they are and read many batches at a time: a read waits for all work before it. */
export class ScoreCollector {
  #scores: Tensor2D[] = [];
  #rows: Uint32Array[] = [];
  #loss = 0;
  #weight = 0;

  constructor(private readonly target: DenseTarget) {}

  get isFull(): boolean {
    return this.#scores.length >= 256;
  }

  add(scores: Tensor2D, rows: Uint32Array): void {
    this.#scores.push(keep(scores));
    this.#rows.push(rows);
  }

  async flush(): Promise<void> {
    if (this.#scores.length === 0) return;
    const size = this.#scores[0]!.shape[0] * this.target.outputs;
    const joined = this.#scores.length > 1 ? concat2d(this.#scores, 0) : this.#scores[0]!;
    try {
      const values = await joined.data<'float32'>();
      this.#rows.forEach((rows, index) => {
        const own = values.subarray(index * size, index * size + rows.length * this.target.outputs);
        const { sum, weight } = this.target.loss(own, rows);
        this.#loss += sum;
        this.#weight += weight;
      });
    } finally {
      dispose(joined);
      this.dispose();
    }
  }

  async finish(): Promise<number> {
    await this.flush();
    return this.#loss / this.#weight;
  }

  dispose(): void {
    for (const scores of this.#scores) scores.dispose();
    this.#scores = [];
    this.#rows = [];
  }
}
