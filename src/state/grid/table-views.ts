import { quoteName } from '../../data/sql';
import type { Database } from '../../engine/database/database';

/** Keeps a view of each table under the name that its cell has, so that SQL can say it. */
export class TableViews {
  #known = new Map<string, string>();
  #syncing: Promise<void> = Promise.resolve();

  constructor(private readonly database: Database) {}

  /** Makes the views be exactly these: name to relation. Calls follow one another, also after one failed. */
  sync(wanted: Map<string, string>): Promise<void> {
    this.#syncing = this.#syncing.catch(() => undefined).then(() => this.#apply(wanted));
    return this.#syncing;
  }

  /** The engine was started again: it has none of them. */
  forget(): void {
    this.#known = new Map();
  }

  async #apply(wanted: Map<string, string>): Promise<void> {
    for (const name of this.#known.keys()) {
      if (!wanted.has(name)) await this.database.query(`DROP VIEW IF EXISTS ${quoteName(name)}`);
    }
    for (const [name, relation] of wanted) {
      if (this.#known.get(name) === relation) continue;
      await this.database.query(
        `CREATE OR REPLACE VIEW ${quoteName(name)} AS SELECT * FROM ${relation}`,
      );
    }
    this.#known = new Map(wanted);
  }
}
