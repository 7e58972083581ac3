import { Channel, type Port } from '../workers/channel';
import { createDecoder } from './decoder';
import { serveDecoder } from './serve-decoder';

/** The decode worker: registers its functions. The reader of Parquet is loaded when first needed. */
const loadParquet = async (): ReturnType<typeof import('./load-parquet').loadParquet> =>
  (await import('./load-parquet')).loadParquet();

new Channel(self as unknown as Port, serveDecoder(createDecoder(loadParquet)));
