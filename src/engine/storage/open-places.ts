import { createMemoryBroadcast } from './memory/memory-broadcast';
import { MemoryDirectory } from './memory/memory-directory';
import { MemoryLocks } from './memory/memory-locks';
import { openBroadcast } from './opfs/open-broadcast';
import { OpfsDirectory } from './opfs/opfs-directory';
import { webLocks } from './opfs/web-locks';
import type { Directory, Platform } from './ports';
import type { Places } from './serve-storage';

const now = (): number => Date.now();

/** Memory, and the browser's storage where it works: that is tried with a small file. In a worker only. */
export async function openPlaces(): Promise<Places> {
  const memory = memoryPlatform();
  try {
    const disk = { root: await openRoot(), locks: webLocks, openBroadcast, now };
    await tryOut(disk.root);
    return { disk, memory };
  } catch (thrown) {
    return { memory, reason: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}

/** The folder that all projects of this browser lie in. In a worker only. */
export async function openRoot(): Promise<Directory> {
  const root = new OpfsDirectory(await navigator.storage.getDirectory());
  return root.directory('assay');
}

export function memoryPlatform(): Platform {
  return {
    root: new MemoryDirectory(),
    locks: new MemoryLocks(),
    openBroadcast: createMemoryBroadcast(),
    now,
  };
}

/** Writes, moves, reads and removes a file. @throws DOMException, TypeError where one of these does not work */
async function tryOut(directory: Directory): Promise<void> {
  const name = `trial-${Math.random().toString(36).slice(2)}`;
  const file = await directory.open(name);
  await file.write(Uint8Array.of(1, 2, 3), 0);
  await file.flush();
  await file.close();
  await directory.move(name, `${name}-moved`);
  const read = await directory.read(`${name}-moved`);
  await directory.remove(`${name}-moved`);
  if (read?.size !== 3) throw new TypeError('what was written is not there');
}
