import { AppError } from '../../data/app-error';
import { Channel } from '../workers/channel';
import { startWorker } from '../workers/start-worker';
import type { OpenFile } from './export-table';
import workerUrl from './encode.worker.ts?worker&url';

/** Starts a worker that writes one file; `close` ends it. */
export const startEncoder: OpenFile = async (order) => {
  const worker = startWorker(workerUrl);
  const channel = new Channel(worker);
  const close = (): void => {
    worker.terminate();
    channel.close(new AppError('cancelled', 'The writer of this file has ended.'));
  };
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    worker.terminate();
    channel.close(stopped(event.message));
  });
  try {
    await channel.call('open', order);
  } catch (thrown) {
    close();
    throw thrown;
  }
  return {
    write: (ipc) => channel.call('write', { ipc }, { transfer: [ipc.buffer as ArrayBuffer] }),
    end: () => channel.call('end', null),
    close,
  };
};

function stopped(reason: string): AppError {
  return new AppError(
    'engine_crashed',
    `The writer of files stopped: ${reason || 'its worker ended'}. Nothing was saved; try fewer columns or another format.`,
  );
}
