import type { Directory } from './ports';

/** The version of the files that this page writes, and the newest that it reads. */
export const storageFormat = 1;

/** Files of a project. A project is there once its `format` is, which is written last and removed first. */
export const projectFiles = { format: 'format', about: 'about', deleted: 'deleted' } as const;

/** Folders of a project. */
export const projectFolders = ['journal', 'snapshots', 'blobs', 'tables'] as const;

export type ProjectFolder = (typeof projectFolders)[number];

/** A project's folders, made where they are missing. */
export async function openFolders(project: Directory): Promise<Record<ProjectFolder, Directory>> {
  const [journal, snapshots, blobs, tables] = await Promise.all(
    projectFolders.map((name) => project.directory(name)),
  );
  return { journal: journal!, snapshots: snapshots!, blobs: blobs!, tables: tables! };
}
