import { AppError, cancelled } from '../../data/app-error';
import { Channel } from '../workers/channel';
import { startWorker } from '../workers/start-worker';
import workerUrl from './database.worker.ts?worker&url';
import type { TableFileFacts } from './table-file-facts';

/** Reads a file of a table that came from elsewhere; answers what is in it. */
export type InspectTableFile = (file: Blob, signal?: AbortSignal) => Promise<TableFileFacts>;

/**
 * Reads such a file in an engine of its own, which is ended afterwards: a file made to crash the engine, or to keep
 * it waiting for ever, is met there and not where the work is. A cancel ends it at once.
 * @throws AppError as `readTableFile`, and `unreadable_file` where the engine ended over it
 */
export const inspectTableFile: InspectTableFile = async (file, signal) => {
  const worker = startWorker(workerUrl);
  const channel = new Channel(worker);
  const end = (reason: AppError): void => {
    worker.terminate();
    channel.close(reason);
  };
  const abort = (): void => end(cancelled());
  signal?.addEventListener('abort', abort);
  if (signal?.aborted) abort();
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    end(crashed(event.message));
  });
  try {
    return await channel.call<TableFileFacts>('readTableFile', { file });
  } finally {
    signal?.removeEventListener('abort', abort);
    end(new AppError('cancelled', 'The engine that read this file has ended.'));
  }
};

function crashed(reason: string): AppError {
  return new AppError(
    'unreadable_file',
    `Rows of a table cannot be read: the engine ended over them (${reason || 'its worker stopped'}).`,
    { reason },
  );
}
