import { AppError } from '../../data/app-error';
import { Channel, type CallOptions } from '../workers/channel';
import { startWorker } from '../workers/start-worker';
import type { StorageCalls } from './serve-storage';
import workerUrl from './storage.worker.ts?worker&url';

/** How much of the browser's storage this page takes, and may take at most, in bytes. */
export interface StorageUsage {
  usage: number;
  quota: number;
  /** Whether the browser promises not to clear it by itself. */
  isPersisted: boolean;
}

/** What is kept on this machine, as the page sees it: calls into the worker that has the files open. */
export class Storage {
  #channel: Channel | undefined;

  /** Calls a function of the storage worker, which is started at the first call and again after it broke. */
  call<K extends keyof StorageCalls>(
    method: K,
    args: StorageCalls[K][0],
    options: CallOptions = {},
  ): Promise<StorageCalls[K][1]> {
    return (this.#channel ??= this.#start()).call(method, args, options);
  }

  /** Why this browser keeps nothing for this page; `undefined` where it does. */
  async start(): Promise<string | undefined> {
    const isOffered = 'storage' in navigator && 'getDirectory' in navigator.storage;
    if (!isOffered) return 'this browser has no private file system for this page';
    return this.call('start', {});
  }

  async usage(): Promise<StorageUsage> {
    const { usage = 0, quota = 0 } = await navigator.storage.estimate();
    return { usage, quota, isPersisted: await navigator.storage.persisted() };
  }

  /** Asks the browser not to clear what is kept by itself; answers whether it promises. */
  persist(): Promise<boolean> {
    return navigator.storage.persist();
  }

  #start(): Channel {
    const worker = startWorker(workerUrl);
    const channel = new Channel(worker);
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      worker.terminate();
      if (this.#channel === channel) this.#channel = undefined;
      channel.close(
        new AppError('storage_failed', 'The part of the page that keeps projects broke.', {
          reason: event.message,
        }),
      );
    });
    return channel;
  }
}
