import type { RecordBatch } from 'parquet-wasm/esm';
import type { ParquetWriter } from './parquet-writer';
import type { EncodedPiece, TableEncoder } from './table-encoder';

type Bytes = Uint8Array<ArrayBuffer>;

/** Parquet in row groups of 122,880 rows, compressed by Zstandard; memory holds one row group. */
export class ParquetEncoder implements TableEncoder {
  readonly #out: Bytes[] = [];
  /** The first piece, kept until it is known whether it has rows. */
  #batches: ReadableStreamDefaultController<RecordBatch> | undefined;
  #empty: Uint8Array | undefined;
  #writing: Promise<void> = Promise.resolve();
  #failure: unknown;
  #wanted: (() => void) | undefined;

  constructor(private readonly parquet: ParquetWriter) {}

  async write(ipc: Uint8Array): Promise<EncodedPiece> {
    const batches = this.parquet.readBatches(ipc);
    if (batches.length === 0) this.#empty ??= ipc;
    else this.#start();
    let rowCount = 0;
    for (const batch of batches) {
      rowCount += batch.numRows;
      await this.#hand(batch);
    }
    return { parts: this.#out.splice(0), rowCount, notes: [] };
  }

  async end(): Promise<EncodedPiece> {
    this.#batches?.close();
    await this.#writing;
    if (this.#failure) throw this.#failure;
    if (!this.#batches && this.#empty) this.#out.push(this.parquet.writeEmpty(this.#empty));
    return { parts: this.#out.splice(0), rowCount: 0, notes: [] };
  }

  /** Waits until the writer has room for the batch, so that batches do not pile up. */
  async #hand(batch: RecordBatch): Promise<void> {
    const controller = this.#batches!;
    while ((controller.desiredSize ?? 0) <= 0 && !this.#failure)
      await Promise.race([new Promise<void>((resolve) => (this.#wanted = resolve)), this.#writing]);
    if (this.#failure) throw this.#failure;
    controller.enqueue(batch);
  }

  #start(): void {
    if (this.#batches) return;
    const stream = new ReadableStream<RecordBatch>({
      start: (controller) => void (this.#batches = controller),
      pull: () => this.#wanted?.(),
    });
    this.#writing = this.#collect(stream).catch((thrown: unknown) => {
      this.#failure = thrown ?? new Error('the writer of Parquet stopped');
    });
  }

  async #collect(stream: ReadableStream<RecordBatch>): Promise<void> {
    const written = await this.parquet.transform(stream);
    const reader = written.getReader();
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      this.#out.push(value as Bytes);
    }
  }
}
