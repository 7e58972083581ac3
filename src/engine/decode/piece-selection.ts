import { quoteName } from '../../data/sql';
import type { RowExtract } from '../../data/row-extract';
import type { SourceOptions } from '../../data/source';
import { createRandom } from '../../math/random';
import { SelectionSampler } from '../../math/row-sampling';
import type { ImportDatabase, ImportTarget, TableColumn, TablePiece } from './import-ports';
import { relationOf } from './csv/load-csv';

/**
 * Puts some columns and rows of a table that comes in pieces into the database: each piece stands there by itself
 * for a moment, and what is wanted of it moves on. Rows are a range, or a simple random sample of `total`.
 */
export class PieceSelection {
  readonly #sampler: SelectionSampler | undefined;
  readonly #staging: ImportTarget;
  #row = 0;
  #taken = 0;

  constructor(
    private readonly database: ImportDatabase,
    private readonly target: ImportTarget,
    private readonly columns: readonly TableColumn[],
    private readonly options: SourceOptions,
    /** Rows of the whole table; 0 where no sample is wanted. */
    total: number,
  ) {
    const { sample } = options;
    this.#staging = { ...target, table: `${target.table} piece` };
    this.#sampler =
      sample && new SelectionSampler(total, sample.rows, createRandom(sample.seed, 'rows'));
  }

  /** The columns that the table gets. */
  get kept(): readonly TableColumn[] {
    const chosen = this.options.columns && new Set(this.options.columns);
    return chosen ? this.columns.filter(({ name }) => chosen.has(name)) : this.columns;
  }

  /** Whether no row behind those that came is wanted. */
  get isDone(): boolean {
    const { rows } = this.options;
    return rows !== undefined && this.#row >= rows.from - 1 + rows.count;
  }

  async add({ ipc, rowCount }: TablePiece): Promise<void> {
    const where = this.#where(rowCount);
    this.#row += rowCount;
    if (where === undefined) return;
    const staging = relationOf(this.#staging);
    const declared = this.columns.map(({ name, type }) => `${quoteName(name)} ${type}`);
    const names = this.kept.map(({ name }) => quoteName(name)).join(', ');
    try {
      await this.database.query(`CREATE OR REPLACE TABLE ${staging} (${declared.join(', ')})`);
      await this.database.insertIpc(this.#staging.schema, this.#staging.table, ipc, false);
      await this.database.query(
        `INSERT INTO ${relationOf(this.target)} SELECT ${names} FROM ${staging} WHERE ${where} ORDER BY rowid`,
      );
    } finally {
      await this.database.query(`DROP TABLE IF EXISTS ${staging}`);
    }
  }

  /** Which rows were taken; undefined for all. `share` is how much of the file was read. */
  extract(share: number): RowExtract | undefined {
    const { rows, sample } = this.options;
    const of = Math.round(this.#row / Math.max(share, 1e-9));
    const taken = { rows: this.#taken, of, ofIsEstimate: share < 1 };
    if (sample) return { manner: 'sample', ...taken, seed: sample.seed };
    return rows && { manner: 'range', ...taken, from: rows.from };
  }

  /** The condition on the rows of the next piece; undefined where none is wanted. */
  #where(rowCount: number): string | undefined {
    const { rows } = this.options;
    if (this.#sampler) {
      const chosen = Array.from({ length: rowCount }, (_, row) => row).filter(() =>
        this.#sampler!.next(),
      );
      this.#taken += chosen.length;
      return chosen.length === 0 ? undefined : `rowid IN (SELECT unnest([${chosen.join(', ')}]))`;
    }
    if (!rows) return 'true';
    const first = Math.max(0, rows.from - 1 - this.#row);
    const end = Math.min(rowCount, rows.from - 1 + rows.count - this.#row);
    if (first >= end) return undefined;
    this.#taken += end - first;
    return `rowid >= ${first} AND rowid < ${end}`;
  }
}
