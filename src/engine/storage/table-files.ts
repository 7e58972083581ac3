import { AppError } from '../../data/app-error';
import { hashFile, type HashHooks } from '../files/hash-file';
import { copyInto, type CopyHooks } from './blobs';
import type { Directory } from './ports';
import { aheadName, unfinishedPrefix } from './write-whole';

/** A table kept as a DuckDB file of its own: a cache, which running the cell again makes anew. */
export interface TableFile {
  fingerprint: string;
  sizeBytes: number;
  /** Of the bytes of the file, as `hashFile` takes it. */
  sha256: string;
}

/** The DuckDB files of a project. Each is named by its fingerprint, size and hash, so that one stroke makes all three known. */
export class TableFiles {
  constructor(private readonly tables: Directory) {}

  /**
   * A new, empty file for the engine to write; `keep` makes it the table's.
   * @throws AppError `unavailable` where there are no files
   */
  async start(fingerprint: string): Promise<FileSystemFileHandle> {
    checkFingerprint(fingerprint);
    if (!this.tables.handleOf)
      throw new AppError('unavailable', 'Tables are kept only where the browser has storage.');
    const name = `${unfinishedPrefix}${fingerprint}`;
    await this.tables.remove(name);
    return this.tables.handleOf(name);
  }

  /** Keeps what the engine has written, and closed. */
  async keep(fingerprint: string, hooks: HashHooks = {}): Promise<TableFile> {
    checkFingerprint(fingerprint);
    const unfinished = `${unfinishedPrefix}${fingerprint}`;
    const file = await this.tables.read(unfinished);
    if (!file) throw new DOMException(`no such table: ${fingerprint}`, 'NotFoundError');
    const sha256 = await hashFile(file, hooks);
    const table = { fingerprint, sizeBytes: file.size, sha256 };
    await this.remove(fingerprint);
    await this.tables.move(unfinished, nameOf(table));
    return table;
  }

  /**
   * Keeps the file of a table that was made elsewhere.
   * @throws AppError `unreadable_file` where its bytes are not those of `sha256`, `cancelled`; nothing is kept then
   */
  async put(
    fingerprint: string,
    file: Blob,
    sha256: string,
    hooks: CopyHooks = {},
  ): Promise<TableFile> {
    checkFingerprint(fingerprint);
    const unfinished = `${unfinishedPrefix}${fingerprint}`;
    try {
      if (this.tables.adopt) await this.tables.adopt(unfinished, file);
      else await copyInto(this.tables, unfinished, file, hooks);
      const kept = await this.keep(fingerprint, { signal: hooks.signal });
      if (kept.sha256 === sha256) return kept;
    } catch (thrown) {
      await this.drop(fingerprint).catch(() => undefined);
      throw thrown;
    }
    await this.remove(fingerprint);
    throw changed(fingerprint);
  }

  /** Keeps a file that was written here ahead, and whose hash was taken there; whether there is one. */
  async keepAhead(fingerprint: string, sha256: string): Promise<boolean> {
    checkFingerprint(fingerprint);
    const file = await this.tables.read(aheadName(sha256));
    if (!file) return false;
    const table = { fingerprint, sizeBytes: file.size, sha256 };
    await this.tables.move(aheadName(sha256), nameOf(table));
    return true;
  }

  /** Removes what `start` made, where it is not to be kept. */
  async drop(fingerprint: string): Promise<void> {
    await this.tables.remove(`${unfinishedPrefix}${fingerprint}`);
  }

  /**
   * The file of a table, of the size that it had; its bytes are not checked yet.
   * @throws AppError `storage_damaged` when its size is another
   */
  async find(fingerprint: string): Promise<Blob | undefined> {
    const table = await this.#known(fingerprint);
    const file = table && (await this.tables.read(nameOf(table)));
    if (file && file.size !== table.sizeBytes) throw damaged(fingerprint);
    return file;
  }

  /** Whether the bytes of a table's file are those that were written. */
  async check(fingerprint: string, hooks: HashHooks = {}): Promise<boolean> {
    const table = await this.#known(fingerprint);
    const file = table && (await this.tables.read(nameOf(table)));
    return (
      file !== undefined &&
      file.size === table!.sizeBytes &&
      (await hashFile(file, hooks)) === table!.sha256
    );
  }

  async list(): Promise<TableFile[]> {
    return (await this.tables.list()).flatMap(({ name }) => parseName(name) ?? []);
  }

  async remove(fingerprint: string): Promise<void> {
    for (const table of await this.list()) {
      if (table.fingerprint === fingerprint) await this.tables.remove(nameOf(table));
    }
  }

  async #known(fingerprint: string): Promise<TableFile | undefined> {
    return (await this.list()).find((table) => table.fingerprint === fingerprint);
  }
}

function nameOf({ fingerprint, sizeBytes, sha256 }: TableFile): string {
  return `${fingerprint}.${sizeBytes}.${sha256}`;
}

function parseName(name: string): TableFile | undefined {
  const found = /^([0-9a-z]+)\.(\d+)\.([0-9a-f]{64})$/.exec(name);
  return found
    ? { fingerprint: found[1]!, sizeBytes: Number(found[2]), sha256: found[3]! }
    : undefined;
}

function checkFingerprint(fingerprint: string): void {
  if (!/^[0-9a-z]{1,80}$/.test(fingerprint))
    throw new AppError('bad_param', `not a fingerprint: ${fingerprint}`, { fingerprint });
}

function changed(fingerprint: string): AppError {
  return new AppError(
    'unreadable_file',
    `The rows of the table ${fingerprint.slice(0, 8)}… changed while they were copied, so they were not kept. Try it again.`,
    { fingerprint },
  );
}

function damaged(fingerprint: string): AppError {
  return new AppError(
    'storage_damaged',
    `The stored table ${fingerprint.slice(0, 8)}… is damaged. Its cell makes it anew.`,
    { fingerprint },
  );
}
