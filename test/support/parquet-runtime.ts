import { ParquetFile } from 'parquet-wasm/node';
import type { ParquetRuntime } from '../../src/engine/decode/parquet/parquet-runtime';

/** The Parquet reader's wasm in Node, where a crash inside it is an uncaught exception of the process. */
export async function loadParquet(): Promise<ParquetRuntime> {
  return {
    ParquetFile: ParquetFile as unknown as ParquetRuntime['ParquetFile'],
    onCrash: (listener) => {
      process.setUncaughtExceptionCaptureCallback(null);
      process.setUncaughtExceptionCaptureCallback(listener);
      return () => process.setUncaughtExceptionCaptureCallback(null);
    },
  };
}
