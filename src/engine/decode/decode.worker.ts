import { Channel, type Port } from '../workers/channel';
import { createDecoder } from './decoder';
import { createDecoderClient } from './decoder-client';
import type { Decoder } from './import-ports';
import type { LoadReaders } from './open-table';
import { serveDecoder, type GroupCalls } from './serve-decoder';

/** A decode worker: registers its functions. Large readers are loaded when first needed. */
const load: LoadReaders = {
  parquet: async () => (await import('./parquet/load-parquet')).loadParquet(),
  sqlite: async () => (await import('./database/load-sqlite')).loadSqlite(),
};
const helpers: Decoder[] = [];
const handlers = serveDecoder(createDecoder(load, helpers));

new Channel(self as unknown as Port, {
  ...handlers,
  lead: ({ port }: GroupCalls['lead']) => void helpers.push(createDecoderClient(new Channel(port))),
  help: ({ port }: GroupCalls['help']) => void new Channel(port, handlers),
});
