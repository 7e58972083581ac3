import { Channel, type Port } from '../workers/channel';
import type { LoadParquetWriter } from './parquet-writer';
import { serveEncoder } from './serve-encoder';

/** The encode worker: writes one file. The writer of Parquet is loaded when it is needed. */
const loadParquetWriter: LoadParquetWriter = async () =>
  (await import('./load-parquet-writer')).loadParquetWriter();

new Channel(self as unknown as Port, serveEncoder(loadParquetWriter));
