import type { StorageClient } from '../../engine/storage/storage-client';
import type { ProjectAbout } from '../../notebook/catalogue';
import { JournalReader } from '../../notebook/journal-reader';
import { currentDocument } from '../../notebook/history';
import type { ProjectSnapshot } from '../../notebook/project-state';
import { readProjectFile, type ProjectFile, type ReadHooks } from './read-project-file';

/**
 * Makes a project of a project file and answers its id; it is closed. All of the file is checked before anything is
 * kept, and what fails later leaves nothing.
 * @throws AppError as `readProjectFile`, and as storing fails
 */
export async function importProject(
  storage: StorageClient,
  file: Blob,
  name: string,
  hooks: ReadHooks,
): Promise<string> {
  const read = await readProjectFile(file, name, hooks);
  const id = await storage.create(describe(read.snapshot));
  try {
    await storage.open(id, 'write');
    await keep(storage, id, read, hooks.signal);
    await storage.close(id);
  } catch (thrown) {
    await discard(storage, id);
    throw thrown;
  }
  return id;
}

async function keep(
  storage: StorageClient,
  id: string,
  { snapshot, blobs }: ProjectFile,
  signal?: AbortSignal,
): Promise<void> {
  const stored = new Set([...snapshot.artifacts, ...snapshot.files].map(({ sha256 }) => sha256));
  for (const sha256 of stored) await storage.putBlob(id, blobs.get(sha256)!, { sha256, signal });
  for (const { fingerprint, table } of snapshot.artifacts) {
    if (!table) continue;
    const { sha256 } = table;
    await storage.putTable(id, fingerprint, blobs.get(sha256)!, { sha256, signal });
  }
  await storage.snapshot(id, snapshot);
}

/** What cannot be taken away now is marked as deleted, and can be removed from the list. */
async function discard(storage: StorageClient, id: string): Promise<void> {
  await storage.remove(id).catch(() => undefined);
  await storage.purge(id).catch(() => undefined);
}

function describe(snapshot: ProjectSnapshot): ProjectAbout {
  const { title, cells } = currentDocument(new JournalReader(snapshot).state.history);
  return { title, cells: cells.length, changedAt: new Date().toISOString(), entries: [] };
}
