import { createMemoryBroadcast } from '../../../src/engine/storage/memory/memory-broadcast';
import { MemoryDirectory } from '../../../src/engine/storage/memory/memory-directory';
import { MemoryLocks } from '../../../src/engine/storage/memory/memory-locks';
import type { Directory, Platform } from '../../../src/engine/storage/ports';
import { serveStorage } from '../../../src/engine/storage/serve-storage';
import { StorageClient } from '../../../src/engine/storage/storage-client';
import { Channel } from '../../../src/engine/workers/channel';

/** What tabs of one browser share. */
export interface SharedStore {
  root: Directory;
  locks: MemoryLocks;
  openBroadcast: Platform['openBroadcast'];
  now(): number;
}

export function createSharedStore(root: Directory = new MemoryDirectory()): SharedStore {
  return {
    root,
    locks: new MemoryLocks(),
    openBroadcast: createMemoryBroadcast(),
    now: () => 1_700_000_000_000,
  };
}

export interface Tab {
  client: StorageClient;
  /** As when the tab is closed: messages under way are lost. */
  end(): void;
}

/** A tab with a storage worker of its own, messages by structured clone as in the browser. */
export function openTab(shared: SharedStore): Tab {
  const { port1, port2 } = new MessageChannel();
  const disk: Platform = shared;
  new Channel(port2, serveStorage(Promise.resolve({ disk, memory: createSharedStore() })));
  const page = new Channel(port1);
  const client = new StorageClient((method, args, options) => page.call(method, args, options));
  return {
    client,
    end: () => {
      port1.close();
      port2.close();
    },
  };
}
