import type { ParquetFile } from 'parquet-wasm/esm';

/** The Parquet reader's wasm module, in a browser or in Node. */
export interface ParquetRuntime {
  ParquetFile: typeof ParquetFile;
  /**
   * Tells of a crash inside the module: it comes from a task of its own, so that the call that met it would
   * wait for ever. Answers how to stop listening.
   */
  onCrash(listener: (reason: unknown) => void): () => void;
}

export type LoadParquet = () => Promise<ParquetRuntime>;
