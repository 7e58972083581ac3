import { AppError } from '../../data/app-error';
import { Channel } from '../workers/channel';
import { startWorker } from '../workers/start-worker';
import { StorageClient } from './storage-client';
import workerUrl from './storage.worker.ts?worker&url';

/**
 * Starts the storage worker. When it breaks, open calls fail with `storage_failed`, those who have a project open hear
 * `stopped`, and the next call starts it anew; projects are then to be opened again.
 */
export function startStorage(): StorageClient {
  let channel: Channel | undefined;
  const start = (): Channel => {
    const worker = startWorker(workerUrl);
    const started = new Channel(worker);
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      worker.terminate();
      if (channel === started) channel = undefined;
      started.close(stopped(event.message));
    });
    return started;
  };
  return new StorageClient((method, args, options) =>
    (channel ??= start()).call(method, args, options),
  );
}

function stopped(reason: string): AppError {
  return new AppError(
    'storage_failed',
    `What keeps projects has stopped: ${reason || 'its worker ended'}. It is started again; what was shown as saved is there.`,
  );
}
