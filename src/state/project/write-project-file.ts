import type { FileSink } from '../../data/export';
import { AppError } from '../../data/app-error';
import type { StartArchiver } from '../../engine/archive/start-archiver';
import type { ArchiveEntry, ArchivePart } from '../../engine/archive/write-archive';
import { currentDocument } from '../../notebook/history';
import {
  manifestPath,
  resultPath,
  rowsPath,
  sourcePath,
  statePaths,
  writeManifest,
  type ManifestEntry,
  type NamedRows,
} from '../../notebook/project-manifest';
import {
  toSnapshot,
  type KeptArtifact,
  type KeptFile,
  type ProjectSnapshot,
  type KeptTable,
  type ProjectState,
} from '../../notebook/project-state';
import { writeProjectTexts } from '../../notebook/project-texts';

/** What of a project goes into a file, beside its notebook, history, runs and ledger. */
export interface ProjectParts {
  artifacts: readonly KeptArtifact[];
  files: readonly KeptFile[];
  /** Tables whose rows go along; each is among the artifacts. */
  rows: readonly ChosenRows[];
  aggregatesOnly: boolean;
}

/** The rows of a table as they are kept, under the name of its cell. */
export interface ChosenRows extends NamedRows {
  fingerprint: string;
  kept: KeptTable;
}

/** What writing a project file needs and tells. */
export interface WriteHooks {
  archiver: StartArchiver;
  getBlob(sha256: string): Promise<Blob>;
  /** The file of a table's rows. */
  getRows(fingerprint: string): Promise<Blob>;
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
  { archiver: start, getBlob, getRows, signal, onProgress }: WriteHooks,
): Promise<number> {
  const contents = projectTexts(state, parts);
  const paths = [
    ...parts.artifacts.map(({ sha256 }) => [resultPath(sha256), sha256] as const),
    ...parts.files.map(({ sha256 }) => [sourcePath(sha256), sha256] as const),
  ];
  for (const [path, sha256] of new Map(paths))
    contents.push({ path, content: await getBlob(sha256) });
  for (const [path, { fingerprint }] of rowsByPath(parts))
    contents.push({ path, content: await getRows(fingerprint) });
  const all = contents.reduce((sum, { content }) => sum + content.size, 0);
  const manifest = {
    title: currentDocument(state.history).title,
    savedAt: new Date().toISOString(),
    aggregatesOnly: parts.aggregatesOnly,
  };
  const archiver = start();
  try {
    return await archiver.pack(
      contents,
      (entries) => {
        const named = withRows(entries, parts);
        checkHashes(named);
        const text = writeManifest({ ...manifest, entries: named });
        return { path: manifestPath, content: new Blob([text]) };
      },
      sink,
      { signal, onProgress: (done) => onProgress?.(Math.min(done, all), all) },
    );
  } finally {
    archiver.end();
  }
}

/** Tables of the same bytes share an entry. */
function rowsByPath({ rows }: ProjectParts): Map<string, ChosenRows> {
  return new Map(rows.map((each) => [rowsPath(each.kept.sha256), each]));
}

function withRows(entries: readonly ArchiveEntry[], parts: ProjectParts): ManifestEntry[] {
  const rows = rowsByPath(parts);
  return entries.map((entry) => {
    const { table, rowCount } = rows.get(entry.path) ?? {};
    return table === undefined || rowCount === undefined
      ? entry
      : { ...entry, rows: { table, rowCount } };
  });
}

/** @throws AppError `storage_damaged` where what is kept is not what was kept, so that no file is made that no page opens */
function checkHashes(entries: readonly ManifestEntry[]): void {
  const changed = entries.find(({ path, sha256 }) => path.includes('/') && !path.endsWith(sha256));
  if (!changed) return;
  const what = changed.rows ? `The rows of "${changed.rows.table}"` : 'A result or file';
  throw new AppError(
    'storage_damaged',
    `${what} changed on the disk since they were kept, so nothing was saved. Run its cell again, then save.`,
    { path: changed.path },
  );
}

/** The files of tables' rows stay here where they were not chosen: a run makes them anew. */
function chosenSnapshot(
  state: ProjectState,
  { artifacts, files, rows }: ProjectParts,
): ProjectSnapshot {
  const chosen = new Map(rows.map(({ fingerprint, kept }) => [fingerprint, kept]));
  const kept = artifacts.map(({ fingerprint, kind, sha256, bytes }) => {
    const table = chosen.get(fingerprint);
    const plain = table && { sha256: table.sha256, bytes: table.bytes };
    return { fingerprint, kind, sha256, bytes, ...(plain && { table: plain }) };
  });
  return { ...toSnapshot(state), artifacts: kept, files: [...files], trusted: undefined };
}
