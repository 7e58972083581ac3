import type { ColumnInfo, TableInfo } from '../../data/table';
import { writeCopy, type CopyRequest } from './grid-copy';
import {
  pageQuery,
  pieceQuery,
  positionQuery,
  recordQuery,
  valuesQuery,
  type RowSpan,
} from './grid-query';
import type { GridQuery } from './grid-tiles.svelte';

export interface CountedValue {
  value: string | null;
  rows: number;
}

/** A value as far as it has been brought. Characters are code points. */
export interface RecordValue {
  text: string | null;
  /** How many of its characters `text` holds. */
  characters: number;
  /** How many there are. */
  length: number;
}

/** Characters of a value that are brought with its row, and with each further part. */
const firstCharacters = 2_000;
const moreCharacters = 50_000;

/** What is asked of a table beside its pages: whole values, values to choose from, rows to go to. */
export class GridLookup {
  /** `view` tells the name of the view shown now, `undefined` for the table as it is. */
  constructor(
    private readonly table: TableInfo,
    private readonly query: GridQuery,
    private readonly view: () => string | undefined,
  ) {}

  /** Most frequent values of a column in the rows under `where`. */
  async values(
    column: ColumnInfo,
    where: string | undefined,
    limit: number,
    signal?: AbortSignal,
  ): Promise<CountedValue[]> {
    const answer = await this.query(valuesQuery(this.table, column, where, limit), signal);
    const rows = answer.numbers('row_count');
    return answer.texts('value').map((value, index) => ({ value, rows: rows[index]! }));
  }

  /** The whole text of a cell, however long. */
  async wholeText(row: number, column: ColumnInfo, signal?: AbortSignal): Promise<string | null> {
    const [texts] = await this.#read({ first: row, last: row }, [column], signal);
    return texts![0] ?? null;
  }

  /** One row with the beginning of each value. */
  async record(
    row: number,
    columns: readonly ColumnInfo[],
    signal?: AbortSignal,
  ): Promise<{ sourceRow: number; values: RecordValue[] }> {
    const sql = recordQuery(this.table, this.view(), columns, row, firstCharacters);
    const answer = await this.query(sql, signal);
    const values = columns.map((_, index): RecordValue => {
      const [text] = answer.texts(`c${index}`);
      const length = text === null || text === undefined ? 0 : answer.numbers(`n${index}`)[0]!;
      return { text: text ?? null, characters: Math.min(length, firstCharacters), length };
    });
    return { sourceRow: answer.numbers('source_row')[0]!, values };
  }

  /** The part of a long value behind its first `from` characters. */
  async more(
    row: number,
    column: ColumnInfo,
    from: number,
    signal?: AbortSignal,
  ): Promise<{ text: string; characters: number }> {
    const sql = pieceQuery(this.table, this.view(), column, row, from, moreCharacters);
    const answer = await this.query(sql, signal);
    return { text: answer.texts('piece')[0] ?? '', characters: moreCharacters };
  }

  /** Where a row of the table (0-based) stands among those shown; `undefined` where it is not among them. */
  async positionOf(sourceRow: number, signal?: AbortSignal): Promise<number | undefined> {
    if (sourceRow < 0 || sourceRow >= this.table.rowCount) return undefined;
    const view = this.view();
    if (view === undefined) return sourceRow;
    const answer = await this.query(positionQuery(view, sourceRow), signal);
    return answer.numbers('position')[0];
  }

  /**
   * Cells, whole, in a format for the clipboard.
   * @throws AppError `bad_param` where they are too many.
   */
  copyText(request: CopyRequest, signal?: AbortSignal): Promise<string> {
    return writeCopy(request, (rows) => this.#read(rows, request.columns, signal));
  }

  async #read(
    rows: RowSpan,
    columns: readonly ColumnInfo[],
    signal?: AbortSignal,
  ): Promise<(string | null)[][]> {
    const sql = pageQuery(this.table, this.view(), columns, rows, false);
    const answer = await this.query(sql, signal);
    return columns.map((_, index) => answer.texts(`c${index}`));
  }
}
