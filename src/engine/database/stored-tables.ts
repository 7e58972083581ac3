import { AppError } from '../../data/app-error';
import { checkDuckdbFile, duckdbHeadBytes } from '../../data/formats/database/duckdb-header';
import { quoteName, quoteText } from '../../data/sql';
import { readBytes } from '../files/read-pieces';
import type { DatabaseSession } from './session';
import { artifactRelation } from './tables';

/** The one table of a stored file. */
export const storedTableName = 't';

/**
 * Tables of artifacts as DuckDB files of their own: written behind the work, and attached instead of being made again.
 * An attached one is a base table like any other; only its relation has another name.
 */
export class StoredTables {
  readonly #attached = new Map<string, string>();

  constructor(private readonly session: DatabaseSession) {}

  /**
   * Writes the table of an artifact, rows in their order, into a new file, behind other statements. What is in
   * the file after a failure is of no use.
   * @throws AppError `cancelled`, `query_failed`, `storage_full`
   */
  async store(
    fingerprint: string,
    file: FileSystemFileHandle,
    signal?: AbortSignal,
  ): Promise<void> {
    const alias = `storing ${fingerprint}`;
    const { path, release } = await this.session.registerNewFile(`${alias}.duckdb`, file);
    try {
      await this.session.query(`ATTACH ${quoteText(path)} AS ${quoteName(alias)}`);
      try {
        const target = [alias, 'main', storedTableName].map(quoteName).join('.');
        await this.session.queryBehind(
          `CREATE TABLE ${target} AS SELECT * FROM ${this.relationOf(fingerprint)}`,
          signal,
        );
      } finally {
        await this.session.query(`DETACH ${quoteName(alias)}`);
      }
    } catch (thrown) {
      throw toFullDisk(thrown);
    } finally {
      release();
    }
  }

  /**
   * Makes the table of an artifact readable from the file that `store` has written; answers its relation.
   * @throws AppError `storage_damaged` where the file is no such file any more
   */
  async attach(fingerprint: string, file: Blob): Promise<string> {
    if (this.#attached.has(fingerprint)) return this.relationOf(fingerprint);
    const path = await this.session.registerFile(`${fingerprint}.duckdb`, file);
    try {
      checkDuckdbFile(await readBytes(file.slice(0, duckdbHeadBytes)), file.size, fingerprint);
      await this.session.query(
        `ATTACH ${quoteText(path)} AS ${quoteName(fingerprint)} (READ_ONLY)`,
      );
      this.#attached.set(fingerprint, path);
      await this.session.query(`SELECT * FROM ${this.relationOf(fingerprint)} LIMIT 0`);
      return this.relationOf(fingerprint);
    } catch (thrown) {
      if (this.#attached.has(fingerprint)) await this.detach(fingerprint);
      else this.session.dropFile(path);
      throw damaged(fingerprint, thrown);
    }
  }

  /** Lets an attached file go; nothing happens where there is none. Views of it no longer work. */
  async detach(fingerprint: string): Promise<void> {
    const path = this.#attached.get(fingerprint);
    if (path === undefined) return;
    this.#attached.delete(fingerprint);
    await this.session.query(`DETACH ${quoteName(fingerprint)}`);
    this.session.dropFile(path);
  }

  /** Where the rows of an artifact are, quoted for FROM. */
  relationOf(fingerprint: string): string {
    if (!this.#attached.has(fingerprint)) return artifactRelation(fingerprint);
    return [fingerprint, 'main', storedTableName].map(quoteName).join('.');
  }
}

function damaged(fingerprint: string, cause: unknown): AppError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new AppError(
    'storage_damaged',
    `The stored table ${fingerprint.slice(0, 8)}… cannot be read: ${reason} Its cell makes it anew.`,
    { fingerprint, reason },
    { cause },
  );
}

/** The browser tells the engine of a full disk only in words. */
function toFullDisk(thrown: unknown): unknown {
  if (!/quota|no space|could not write|disk/i.test(String((thrown as Error)?.message)))
    return thrown;
  return new AppError(
    'storage_full',
    'The browser gives this site no more room on this machine, so this table is not kept. It stays as long as the page is open.',
    { reason: (thrown as Error).message },
    { cause: thrown },
  );
}
