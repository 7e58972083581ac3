import { Channel, type Port } from '../workers/channel';
import { createDecoder } from './decoder';
import { createDecoderClient } from './decoder-client';
import type { Decoder } from './import-ports';
import type { LoadParquet } from './parquet-runtime';
import { serveDecoder, type GroupCalls } from './serve-decoder';

/** A decode worker: registers its functions. The reader of Parquet is loaded when first needed. */
const loadParquet: LoadParquet = async () => (await import('./load-parquet')).loadParquet();
const helpers: Decoder[] = [];
const handlers = serveDecoder(createDecoder(loadParquet, helpers));

new Channel(self as unknown as Port, {
  ...handlers,
  lead: ({ port }: GroupCalls['lead']) => void helpers.push(createDecoderClient(new Channel(port))),
  help: ({ port }: GroupCalls['help']) => void new Channel(port, handlers),
});
