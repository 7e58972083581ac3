import type * as ParquetWasm from 'parquet-wasm/esm';
import type { RecordBatch } from 'parquet-wasm/esm';

/** What is needed of the wasm module that writes Parquet, in a browser or in Node. */
export type ParquetModule = Pick<
  typeof ParquetWasm,
  'Table' | 'WriterPropertiesBuilder' | 'Compression' | 'transformParquetStream' | 'writeParquet'
>;

export interface ParquetWriter {
  /** Record batches in the memory of the module. */
  readBatches(ipc: Uint8Array): RecordBatch[];
  /** The bytes of a file, as batches come. */
  transform(batches: ReadableStream<RecordBatch>): Promise<ReadableStream<Uint8Array>>;
  /** A file without rows, of the columns of an Arrow IPC stream. */
  writeEmpty(ipc: Uint8Array): Uint8Array<ArrayBuffer>;
}

export type LoadParquetWriter = () => Promise<ParquetWriter>;

/** As many rows as a row group of DuckDB has. */
const rowGroupRows = 122_880;

export function createParquetWriter(module: ParquetModule): ParquetWriter {
  const properties = (): ParquetWasm.WriterProperties =>
    new module.WriterPropertiesBuilder()
      .setCompression(module.Compression.ZSTD)
      .setMaxRowGroupSize(rowGroupRows)
      .build();
  return {
    readBatches: (ipc) => module.Table.fromIPCStream(ipc).recordBatches(),
    transform: (batches) =>
      module.transformParquetStream(batches, properties()) as Promise<ReadableStream<Uint8Array>>,
    writeEmpty: (ipc) =>
      module
        .writeParquet(module.Table.fromIPCStream(ipc), properties())
        .slice() as Uint8Array<ArrayBuffer>,
  };
}
