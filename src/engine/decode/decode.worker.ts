import { Channel, type Port } from '../workers/channel';
import { createDecoder } from './decoder';
import type { LoadParquet } from './parquet-runtime';
import { serveDecoder } from './serve-decoder';

/** The decode worker: registers its functions. The reader of Parquet is loaded when first needed. */
const loadParquet: LoadParquet = async () => (await import('./load-parquet')).loadParquet();

new Channel(self as unknown as Port, serveDecoder(createDecoder(loadParquet)));
