import { AppError } from '../../data/app-error';
import { Transferred, type Handlers } from '../workers/channel';
import { openEncoder, type EncodeOrder } from './open-encoder';
import type { LoadParquetWriter } from './parquet-writer';
import type { EncodedPiece, TableEncoder } from './table-encoder';

/** The functions of the encode worker, which writes one file and is ended then. */
export function serveEncoder(load: LoadParquetWriter): Handlers {
  let encoder: TableEncoder | undefined;
  const opened = (): TableEncoder => {
    if (!encoder) throw new AppError('internal', 'no file has been begun');
    return encoder;
  };
  return {
    open: async (order: EncodeOrder) => {
      encoder = await openEncoder(order, load);
    },
    write: async ({ ipc }: { ipc: Uint8Array }) => transferred(await opened().write(ipc)),
    end: async () => transferred(await opened().end()),
  } as Handlers;
}

/** Parts may be views of one buffer, which is handed over once. */
function transferred(piece: EncodedPiece): Transferred<EncodedPiece> {
  return new Transferred(piece, [...new Set(piece.parts.map(({ buffer }) => buffer))]);
}
