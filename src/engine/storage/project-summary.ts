import type { Directory } from './ports';
import { projectFiles, projectFolders, type ProjectFolder } from './project-layout';
import { readValue } from './records/record-file';

/** A project as the list of projects shows it. */
export interface ProjectSummary {
  id: string;
  /** What the page last said of it; `undefined` where that is damaged. */
  about: unknown;
  /** Bytes of files, by folder. */
  bytes: Record<ProjectFolder, number>;
  /** Milliseconds since 1970; absent while it is not deleted. */
  deletedAt?: number;
  /** Where it lies: on this machine, or only as long as the page is open. */
  kept: 'disk' | 'memory';
}

export async function summarize(
  project: Directory,
  id: string,
  kept: ProjectSummary['kept'],
): Promise<ProjectSummary> {
  const [about, deleted] = await Promise.all([
    readValue(project, projectFiles.about),
    readValue(project, projectFiles.deleted),
  ]);
  const sizes = await Promise.all(projectFolders.map((folder) => sizeOf(project, folder)));
  const bytes = Object.fromEntries(projectFolders.map((name, index) => [name, sizes[index]!]));
  return {
    id,
    about: about.state === 'whole' ? about.value : undefined,
    bytes: bytes as ProjectSummary['bytes'],
    ...(deleted.state === 'whole' && { deletedAt: (deleted.value as { at: number }).at }),
    kept,
  };
}

async function sizeOf(project: Directory, folder: ProjectFolder): Promise<number> {
  const directory = await project.findDirectory(folder);
  if (!directory) return 0;
  const files = (await directory.list()).filter(({ kind }) => kind === 'file');
  const blobs = await Promise.all(files.map(({ name }) => directory.read(name)));
  return blobs.reduce((sum, blob) => sum + (blob?.size ?? 0), 0);
}
