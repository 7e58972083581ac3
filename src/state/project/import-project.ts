import type { NewContent } from '../../engine/storage/projects';
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
  return storage.createWith(describe(read.snapshot), contentOf(read), { signal: hooks.signal });
}

function contentOf({ snapshot, blobs }: ProjectFile): NewContent {
  const { artifacts, files } = snapshot;
  const stored = new Set([...artifacts, ...files].map(({ sha256 }) => sha256));
  return {
    state: snapshot,
    blobs: new Map([...stored].map((sha256) => [sha256, blobs.get(sha256)!])),
    tables: artifacts.flatMap(({ fingerprint, table }) =>
      table ? [{ fingerprint, sha256: table.sha256, file: blobs.get(table.sha256)! }] : [],
    ),
  };
}

function describe(snapshot: ProjectSnapshot): ProjectAbout {
  const { title, cells } = currentDocument(new JournalReader(snapshot).state.history);
  return { title, cells: cells.length, changedAt: new Date().toISOString(), entries: [] };
}
