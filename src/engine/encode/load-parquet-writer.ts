import init, {
  Compression,
  Table,
  transformParquetStream,
  writeParquet,
  WriterPropertiesBuilder,
} from 'parquet-wasm/esm';
import wasmUrl from 'parquet-wasm/esm/parquet_wasm_bg.wasm?url';
import { fetchAsset } from '../assets/fetch-asset';
import { createParquetWriter, type ParquetWriter } from './parquet-writer';

/** Fetches the writer from our own origin and starts it, in a worker. */
export async function loadParquetWriter(): Promise<ParquetWriter> {
  const address = new URL(wasmUrl, import.meta.url).href;
  await init({ module_or_path: fetchAsset(address, 'writer of Parquet') });
  return createParquetWriter({
    Compression,
    Table,
    transformParquetStream,
    writeParquet,
    WriterPropertiesBuilder,
  });
}
