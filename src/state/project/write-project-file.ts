import type { FileSink } from '../../data/export';
import { writeArchive, type ArchivePart } from '../../engine/archive/write-archive';
import type { HashFile } from '../../engine/files/file-store';
import { currentDocument } from '../../notebook/history';
import {
  manifestPath,
  resultPath,
  sourcePath,
  statePaths,
  writeManifest,
} from '../../notebook/project-manifest';
import {
  toSnapshot,
  type KeptArtifact,
  type KeptFile,
  type ProjectSnapshot,
  type ProjectState,
} from '../../notebook/project-state';
import { writeProjectTexts } from '../../notebook/project-texts';

/** What of a project goes into a file, beside its notebook, history, runs and ledger. */
export interface ProjectParts {
  artifacts: readonly KeptArtifact[];
  files: readonly KeptFile[];
  aggregatesOnly: boolean;
}

/** What writing a project file needs and tells. */
export interface WriteHooks {
  hash: HashFile;
  getBlob(sha256: string): Promise<Blob>;
  signal?: AbortSignal;
  onProgress?: (bytesDone: number, bytes: number) => void;
}

/** The texts of a project file, sized before it is written. */
export function projectTexts(state: ProjectState, parts: ProjectParts): ArchivePart[] {
  const texts = writeProjectTexts(currentDocument(state.history), chosenSnapshot(state, parts));
  return statePaths.map((path) => ({ path, content: new Blob([texts[path]]) }));
}

/** Writes a project file; answers its size. What fails or is cancelled aborts the sink. */
export async function writeProjectFile(
  state: ProjectState,
  parts: ProjectParts,
  sink: FileSink,
  { getBlob, hash, signal, onProgress }: WriteHooks,
): Promise<number> {
  const contents = projectTexts(state, parts);
  const paths = [
    ...parts.artifacts.map(({ sha256 }) => [resultPath(sha256), sha256] as const),
    ...parts.files.map(({ sha256 }) => [sourcePath(sha256), sha256] as const),
  ];
  for (const [path, sha256] of new Map(paths))
    contents.push({ path, content: await getBlob(sha256) });
  const all = contents.reduce((sum, { content }) => sum + content.size, 0);
  const manifest = {
    title: currentDocument(state.history).title,
    savedAt: new Date().toISOString(),
    aggregatesOnly: parts.aggregatesOnly,
  };
  return writeArchive(
    contents,
    (entries) => ({
      path: manifestPath,
      content: new Blob([writeManifest({ ...manifest, entries })]),
    }),
    sink,
    { hash, signal, onProgress: (done) => onProgress?.(Math.min(done, all), all) },
  );
}

/** The files of tables' rows stay here: a run makes them anew. */
function chosenSnapshot(state: ProjectState, { artifacts, files }: ProjectParts): ProjectSnapshot {
  const kept = artifacts.map(({ fingerprint, kind, sha256, bytes }) => ({
    fingerprint,
    kind,
    sha256,
    bytes,
  }));
  return { ...toSnapshot(state), artifacts: kept, files: [...files], trusted: undefined };
}
