import { AppError } from '../../data/app-error';
import { Channel } from '../workers/channel';
import { startWorker } from '../workers/start-worker';
import { createDecoderClient } from './decoder-client';
import type { Decoder } from './import-ports';
import workerUrl from './decode.worker.ts?worker&url';

/** Starts the decode worker. Where it breaks, its open calls fail and the next call starts another one. */
export function startDecoder(): Decoder {
  let channel: Channel | undefined;
  const open = (): Channel => {
    const worker = startWorker(workerUrl);
    const opened = new Channel(worker);
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      worker.terminate();
      if (channel === opened) channel = undefined;
      opened.close(broken(event.message));
    });
    return opened;
  };
  return createDecoderClient({
    call: (method, args, options) => (channel ??= open()).call(method, args, options),
  });
}

function broken(reason: string): AppError {
  return new AppError(
    'engine_crashed',
    `The reader of files stopped: ${reason || 'its worker ended'}. It is started again; give the file once more.`,
  );
}
