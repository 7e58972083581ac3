import { AppError } from '../../../data/app-error';
import { formatBytes } from '../../../data/format';
import { mapOver } from '../../workers/map-over';
import { fileListName, type ServedFile } from '../served-file';
import { cacheName, openScripts, otherCaches } from './cache-names';
import { dressResponse, entityTag } from './dress-response';
import { fetchFile, type FetchedFile } from './fetch-file';
import { fetchVerified } from './fetch-verified';
import { checkFileList } from './file-list';
import { isFile, sha256Of } from './hash';

/** How many files are asked for at once. */
const lanes = [0, 1, 2, 3];
const listLimitBytes = 4_000_000;

/**
 * The files of one version of the page in a cache of their own: all of them, each with the hash that the build lists,
 * or the version is not used. The caches of other versions stay while a page of theirs is open.
 */
export class KeptFiles {
  readonly totalBytes: number;
  readonly #name: string;

  constructor(
    private readonly scope: string,
    private readonly version: string,
    private readonly files: readonly ServedFile[],
  ) {
    this.#name = cacheName(scope, version);
    this.totalBytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  }

  /**
   * Keeps what is not kept yet, small files first; what another version has, with the same hash, is not asked for again.
   * What was kept stays after a failure, so that another try goes on there. `onBytes` hears how many are kept.
   */
  async keep(onBytes: (keptBytes: number) => void): Promise<void> {
    const cache = await caches.open(this.#name);
    const parts = new Map<string, number>();
    const tell = (path: string, bytes: number): void => {
      parts.set(path, bytes);
      onBytes([...parts.values()].reduce((sum, part) => sum + part, 0));
    };
    await this.#keepList(cache);
    const bySize = [...this.files].sort((a, b) => a.sizeBytes - b.sizeBytes);
    await mapOver(lanes, bySize, async (_lane, file) => {
      await this.#keepFile(cache, file, (bytes) => tell(file.path, bytes));
      tell(file.path, file.sizeBytes);
    });
    const missing = this.totalBytes - (await this.countBytes());
    if (missing > 0) throw lost(missing);
  }

  /** Bytes of the files that are kept now; browsers may drop some when room is short. */
  async countBytes(): Promise<number> {
    const cache = await caches.open(this.#name);
    const kept = new Set((await cache.keys()).map(({ url }) => url));
    return this.files
      .filter(({ path }) => kept.has(this.#addressOf(path)))
      .reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  }

  /** The file as it is kept, of this version or else of one before, which an open page may still ask for. */
  async find(path: string): Promise<Response | undefined> {
    const address = this.#addressOf(path);
    for (const name of [this.#name, ...(await this.#others())]) {
      const response = await caches.match(address, { cacheName: name });
      if (response) return response;
    }
    return undefined;
  }

  /**
   * Drops the versions of which no page is open; one whose scripts are in this version too needs no other. While a newer
   * one is on its way, which `isComing` is asked last of all, nothing is dropped: no page has its scripts yet.
   */
  async dropUnused(isComing: () => boolean): Promise<void> {
    const others = await this.#others();
    const { held = [] } = await navigator.locks.query();
    const names = held.map(({ name = '' }) => name);
    const open = openScripts(this.scope, names).map((path) => this.#addressOf(path));
    const users = await Promise.all(
      open.map((script) => findFirst([this.#name, ...others], script)),
    );
    if (isComing()) return;
    await Promise.all(others.map((name) => users.includes(name) || caches.delete(name)));
  }

  /** The list beside the page and the service worker that it names, both for whoever wants to check the rest. */
  async #keepList(cache: Cache): Promise<void> {
    const address = this.#addressOf(fileListName);
    const how = { cache: 'no-cache', limitBytes: listLimitBytes } as const;
    const { bytes, headers } = await fetchFile(address, how);
    const worker = checkFileList(new TextDecoder().decode(bytes), this.files);
    await this.#keepFile(cache, worker, () => undefined);
    const list = { path: fileListName, sha256: await sha256Of(bytes), sizeBytes: bytes.length };
    await this.#put(cache, list, { bytes, headers });
  }

  async #keepFile(cache: Cache, file: ServedFile, onBytes: (bytes: number) => void): Promise<void> {
    const address = this.#addressOf(file.path);
    const known = await cache.match(address);
    if (known?.headers.get('ETag') === entityTag(file)) return;
    const same = await this.#findSame(file);
    await this.#put(cache, file, same ?? (await fetchVerified(address, file, onBytes)));
  }

  async #put(cache: Cache, file: ServedFile, { bytes, headers }: FetchedFile): Promise<void> {
    try {
      await cache.put(this.#addressOf(file.path), dressResponse(file, bytes, headers));
    } catch (thrown) {
      throw noRoom(this.totalBytes, thrown);
    }
  }

  /** The same bytes, as another version keeps them. */
  async #findSame(file: ServedFile): Promise<FetchedFile | undefined> {
    for (const name of await this.#others()) {
      const found = await caches.match(this.#addressOf(file.path), { cacheName: name });
      if (found?.headers.get('ETag') !== entityTag(file)) continue;
      const bytes = new Uint8Array(await found.arrayBuffer());
      if (await isFile(bytes, file)) return { bytes, headers: found.headers };
    }
    return undefined;
  }

  async #others(): Promise<string[]> {
    return otherCaches(this.scope, this.version, await caches.keys());
  }

  #addressOf(path: string): string {
    return new URL(path, this.scope).href;
  }
}

/** The first of these caches that has the file. */
async function findFirst(names: readonly string[], address: string): Promise<string | undefined> {
  for (const name of names) if (await caches.match(address, { cacheName: name })) return name;
  return undefined;
}

function noRoom(totalBytes: number, cause: unknown): AppError {
  const words = `The browser has no room to keep the page for offline use (${formatBytes(totalBytes)}). Free some space on this device and try again.`;
  return new AppError('too_large', words, { totalBytes }, { cause });
}

function lost(missing: number): AppError {
  const words = `${formatBytes(missing)} of the page were dropped by the browser while the rest was kept. Try again.`;
  return new AppError('unavailable', words, { missing });
}
