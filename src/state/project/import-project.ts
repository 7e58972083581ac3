import type { StorePlace } from '../../engine/archive/serve-archive';
import type { NewContent } from '../../engine/storage/begun-project';
import type { BegunPlace } from '../../engine/storage/projects';
import type { StorageClient } from '../../engine/storage/storage-client';
import { aheadName } from '../../engine/storage/write-whole';
import type { ProjectAbout } from '../../notebook/catalogue';
import { JournalReader } from '../../notebook/journal-reader';
import { currentDocument } from '../../notebook/history';
import { statePaths, type ManifestEntry } from '../../notebook/project-manifest';
import type { ProjectSnapshot } from '../../notebook/project-state';
import { readProjectFile, type ProjectFile, type ReadHooks } from './read-project-file';

/**
 * Makes a project of a project file and answers its id; it is closed. Results, files and rows are unpacked to where they
 * are to stay, but all of the file is checked before that is a project; what fails leaves nothing.
 * @throws AppError as `readProjectFile`, and as storing fails
 */
export async function importProject(
  storage: StorageClient,
  file: Blob,
  name: string,
  hooks: ReadHooks,
): Promise<string> {
  const begun = await storage.begin();
  const read = await readProjectFile(file, name, {
    ...hooks,
    placeOf: (entry) => placeIn(begun, entry),
  }).catch(async (thrown: unknown) => {
    // What cannot be removed now goes with the next start.
    await storage.abandon(begun.id).catch(() => undefined);
    throw thrown;
  });
  const { signal } = hooks;
  return storage.fill(begun.id, describe(read.snapshot), contentOf(read), { signal });
}

/** Texts of the state stay in memory. */
function placeIn(
  { folders }: BegunPlace,
  { path, sha256, rows }: ManifestEntry,
): StorePlace | undefined {
  if (!folders || statePaths.some((known) => known === path)) return undefined;
  return { folders: rows ? folders.tables : folders.blobs, name: aheadName(sha256) };
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
