import { AppError, cancelled } from '../../data/app-error';
import { notOurs } from '../../data/guarded-json';
import type { Archiver } from '../../engine/archive/archiver';
import type { StorePlace } from '../../engine/archive/serve-archive';
import type { StartArchiver } from '../../engine/archive/start-archiver';
import type { StatedTable } from '../../engine/archive/stored-result';
import type { InspectTableFile } from '../../engine/database/inspect-table-file';
import {
  manifestPath,
  readManifest,
  resultPath,
  rowsPath,
  sourcePath,
  statePaths,
  type ManifestEntry,
  type ProjectManifest,
} from '../../notebook/project-manifest';
import type { ProjectSnapshot } from '../../notebook/project-state';
import { readProjectTexts, type ProjectTexts } from '../../notebook/project-texts';

/** A project file, all of it checked: nothing of it has been kept yet. */
export interface ProjectFile {
  manifest: ProjectManifest;
  snapshot: ProjectSnapshot;
  /** Packed results, files and rows, by the hash of their bytes. */
  blobs: ReadonlyMap<string, Blob>;
}

export interface ReadHooks {
  archiver: StartArchiver;
  /** Reads rows of a table that came along, where nothing else is at stake. */
  inspectRows: InspectTableFile;
  signal?: AbortSignal;
  /** Where an entry is unpacked to, if not into the browser's own store of blobs. */
  placeOf?: (entry: ManifestEntry) => StorePlace | undefined;
  /** Bytes checked so far, and of how many. */
  onProgress?: (bytesDone: number, bytes: number) => void;
}

const mostManifestBytes = 64 * 2 ** 20;
/** A text of the state is parsed as a whole. */
const mostStateBytes = 256 * 2 ** 20;

/**
 * Reads a project file and checks all of it: names, format, sizes, hashes, the shape of every text and value.
 * @throws AppError `unreadable_file`, `out_of_memory`, `bad_document`, `newer_format`, `cancelled`
 */
export async function readProjectFile(
  file: Blob,
  name: string,
  hooks: ReadHooks,
): Promise<ProjectFile> {
  if (hooks.signal?.aborted) throw cancelled();
  const archiver = hooks.archiver();
  try {
    return await readWith(archiver, file, name, hooks);
  } finally {
    archiver.end();
  }
}

async function readWith(
  archiver: Archiver,
  file: Blob,
  name: string,
  hooks: ReadHooks,
): Promise<ProjectFile> {
  const members = await archiver.open(file, name);
  const { blob } = await archiver.read(manifestPath, { mostBytes: mostManifestBytes });
  const manifest = readManifest(await decode(blob, manifestPath));
  checkSame(members, manifest);
  const checked = await readEntries(archiver, name, manifest.entries, hooks);
  const texts = await Promise.all(
    statePaths.map(async (path) => [path, await decode(checked.get(path)!, path)] as const),
  );
  const snapshot = readProjectTexts(Object.fromEntries(texts) as ProjectTexts);
  const blobs = new Map(
    manifest.entries.flatMap(({ path, sha256 }) =>
      statePaths.some((known) => known === path) ? [] : [[sha256, checked.get(path)!] as const],
    ),
  );
  checkNamed(snapshot, manifest);
  await checkResults(snapshot, manifest, blobs, archiver, hooks);
  return { manifest, snapshot, blobs };
}

/** The archive holds what the manifest names, in that size, and nothing else. */
function checkSame(members: ReadonlyMap<string, number>, { entries }: ProjectManifest): void {
  for (const { path, sizeBytes } of entries) {
    const stated = members.get(path);
    if (stated === undefined) throw notOurs(manifestPath, `${path} is not in the file`);
    if (stated !== sizeBytes) throw notOurs(path, `it is not ${sizeBytes} bytes long`);
  }
  const named = new Set([manifestPath, ...entries.map(({ path }) => path)]);
  const stray = [...members.keys()].find((path) => !named.has(path));
  if (stray !== undefined)
    throw notOurs(manifestPath, `${JSON.stringify(stray)} is in the file, but not named`);
}

async function readEntries(
  archiver: Archiver,
  name: string,
  entries: readonly ManifestEntry[],
  { signal, placeOf, onProgress }: ReadHooks,
): Promise<Map<string, Blob>> {
  const all = entries.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const checked = new Map<string, Blob>();
  let done = 0;
  for (const entry of entries) {
    const { path, sha256, sizeBytes } = entry;
    const before = done;
    const member = await archiver.read(path, {
      signal,
      into: placeOf?.(entry),
      onProgress: (bytes) => onProgress?.(before + bytes, all),
    });
    if (member.sha256 !== sha256) throw changed(name, path);
    checked.set(path, member.blob);
    onProgress?.((done += sizeBytes), all);
  }
  return checked;
}

/** Results, files and rows are those that the state names, in their sizes: none is missing, none is left over. */
function checkNamed({ artifacts, files }: ProjectSnapshot, { entries }: ProjectManifest): void {
  const named = new Map([
    ...artifacts.map(({ sha256, bytes }) => [resultPath(sha256), bytes] as const),
    ...files.map(({ sha256, bytes }) => [sourcePath(sha256), bytes] as const),
    ...artifacts.flatMap(({ table }) =>
      table ? [[rowsPath(table.sha256), table.bytes] as const] : [],
    ),
  ]);
  const others = entries.filter(({ path }) => !statePaths.some((known) => known === path));
  for (const { path, sizeBytes } of others)
    if (named.get(path) !== sizeBytes) throw notOurs(path, 'the project does not name it so');
  if (named.size !== others.length) throw notOurs('results.json', 'it names what is not there');
}

/** Every result is one; rows of a table are read to their end, and are what the result and the manifest say of them. */
async function checkResults(
  { artifacts }: ProjectSnapshot,
  { entries }: ProjectManifest,
  blobs: ReadonlyMap<string, Blob>,
  archiver: Archiver,
  { inspectRows, signal }: ReadHooks,
): Promise<void> {
  const named = new Map(entries.map(({ path, rows }) => [path, rows]));
  for (const { sha256, kind, table } of artifacts) {
    const stated = await archiver.readStatedTable(blobs.get(sha256)!);
    if (!table) continue;
    const path = rowsPath(table.sha256);
    if (kind !== 'table' || !stated) throw notOurs(path, 'its result is no table');
    const found = await inspectRows(blobs.get(table.sha256)!, signal);
    checkSameTable(path, stated, found);
    if (named.get(path)?.rowCount !== found.rowCount)
      throw notOurs(path, `it holds ${found.rowCount} rows, and the manifest says otherwise`);
  }
}

function checkSameTable(path: string, stated: StatedTable, found: StatedTable): void {
  if (found.rowCount !== stated.rowCount)
    throw notOurs(path, `it holds ${found.rowCount} rows where its result says ${stated.rowCount}`);
  const listed = ({ columns }: StatedTable): string =>
    JSON.stringify(columns.map(({ name, type }) => [name, type]));
  if (listed(found) !== listed(stated))
    throw notOurs(path, 'its columns are not those of its result');
}

async function decode(blob: Blob, path: string): Promise<string> {
  if (blob.size > mostStateBytes) throw notOurs(path, `it takes ${blob.size} bytes`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await blob.arrayBuffer());
  } catch (cause) {
    throw notOurs(path, 'it is not UTF-8', cause);
  }
}

function changed(name: string, path: string): AppError {
  return new AppError(
    'unreadable_file',
    `"${name}" was not opened: ${JSON.stringify(path)} in it is not what was saved: its SHA-256 is another one. Nothing was kept of it. Get the file once more.`,
    { name, path },
  );
}
