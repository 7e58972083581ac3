import { AppError } from '../../data/app-error';
import { notOurs } from '../../data/guarded-json';
import { unpackValue } from '../../data/packed/unpack-value';
import { ArchiveReader } from '../../engine/archive/read-archive';
import type { HashFile } from '../../engine/files/file-store';
import {
  manifestPath,
  readManifest,
  resultPath,
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
  /** Packed results and files, by the hash of their bytes. */
  blobs: ReadonlyMap<string, Blob>;
}

export interface ReadHooks {
  hash: HashFile;
  signal?: AbortSignal;
  /** Bytes checked so far, and of how many. */
  onProgress?: (bytesDone: number, bytes: number) => void;
}

const mostManifestBytes = 64 * 2 ** 20;
/** A text of the state is parsed as a whole. */
const mostStateBytes = 256 * 2 ** 20;
/** A result is unpacked as a whole. */
const mostResultBytes = 2 ** 30;

/**
 * Reads a project file and checks all of it: names, format, sizes, hashes, the shape of every text and value.
 * @throws AppError `unreadable_file`, `out_of_memory`, `bad_document`, `newer_format`, `cancelled`
 */
export async function readProjectFile(
  file: Blob,
  name: string,
  hooks: ReadHooks,
): Promise<ProjectFile> {
  const archive = await ArchiveReader.open(file, name, hooks.signal);
  const manifest = readManifest(await readText(archive, manifestPath, mostManifestBytes));
  checkSame(archive, manifest);
  const checked = await readEntries(archive, name, manifest.entries, hooks);
  const texts = await Promise.all(
    statePaths.map(async (path) => [path, await decode(checked.get(path)!, path)] as const),
  );
  const snapshot = readProjectTexts(Object.fromEntries(texts) as ProjectTexts);
  const blobs = new Map(
    manifest.entries.flatMap(({ path, sha256 }) =>
      statePaths.some((known) => known === path) ? [] : [[sha256, checked.get(path)!] as const],
    ),
  );
  await checkNamed(snapshot, manifest);
  for (const { sha256 } of snapshot.artifacts) await checkResult(blobs.get(sha256)!);
  return { manifest, snapshot, blobs };
}

/** The archive holds what the manifest names, in that size, and nothing else. */
function checkSame({ members }: ArchiveReader, { entries }: ProjectManifest): void {
  for (const { path, sizeBytes } of entries) {
    const member = members.get(path);
    if (!member) throw notOurs(manifestPath, `${path} is not in the file`);
    if (member.sizeBytes !== sizeBytes) throw notOurs(path, `it is not ${sizeBytes} bytes long`);
  }
  const named = new Set([manifestPath, ...entries.map(({ path }) => path)]);
  const stray = [...members.keys()].find((path) => !named.has(path));
  if (stray !== undefined)
    throw notOurs(manifestPath, `${JSON.stringify(stray)} is in the file, but not named`);
}

async function readEntries(
  archive: ArchiveReader,
  name: string,
  entries: readonly ManifestEntry[],
  { hash, signal, onProgress }: ReadHooks,
): Promise<Map<string, Blob>> {
  const all = entries.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const checked = new Map<string, Blob>();
  let done = 0;
  for (const { path, sha256, sizeBytes } of entries) {
    const blob = await archive.read(path);
    if ((await hash(blob, { signal })) !== sha256) throw changed(name, path);
    checked.set(path, blob);
    onProgress?.((done += sizeBytes), all);
  }
  return checked;
}

/** Results and files are those that the state names, in their sizes: none is missing, none is left over. */
async function checkNamed(
  { artifacts, files }: ProjectSnapshot,
  { entries }: ProjectManifest,
): Promise<void> {
  const named = new Map([
    ...artifacts.map(({ sha256, bytes }) => [resultPath(sha256), bytes] as const),
    ...files.map(({ sha256, bytes }) => [sourcePath(sha256), bytes] as const),
  ]);
  const others = entries.filter(({ path }) => !statePaths.some((known) => known === path));
  for (const { path, sizeBytes } of others)
    if (named.get(path) !== sizeBytes) throw notOurs(path, 'the project does not name it so');
  if (named.size !== others.length) throw notOurs('results.json', 'it names what is not there');
}

/** @throws AppError `bad_value`, `bad_document` where a result is not what a keeper stores */
async function checkResult(blob: Blob): Promise<void> {
  if (blob.size > mostResultBytes) throw notOurs('results', `one takes ${blob.size} bytes`);
  const stored = unpackValue(new Uint8Array(await blob.arrayBuffer()));
  const { value, result = value } = (isObject(stored) ? stored : {}) as Record<string, unknown>;
  if (!isObject(value) || !isObject(result)) throw notOurs('results', 'one is not a result');
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

async function readText(archive: ArchiveReader, path: string, mostBytes: number): Promise<string> {
  return decode(await archive.read(path, mostBytes), path);
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
