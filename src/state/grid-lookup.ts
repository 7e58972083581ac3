import type { ColumnInfo, TableInfo } from '../data/table';
import { checkCopySize, copyPieces, tsvHeader, tsvLines } from './grid-copy';
import { pageQuery, positionQuery, valuesQuery, type RowSpan } from './grid-query';
import type { GridQuery } from './grid-tiles.svelte';

export interface CountedValue {
  value: string | null;
  rows: number;
}

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

  /** Where a row of the table (0-based) stands among those shown; `undefined` where it is not among them. */
  async positionOf(sourceRow: number, signal?: AbortSignal): Promise<number | undefined> {
    if (sourceRow < 0 || sourceRow >= this.table.rowCount) return undefined;
    const view = this.view();
    if (view === undefined) return sourceRow;
    const answer = await this.query(positionQuery(view, sourceRow), signal);
    return answer.numbers('position')[0];
  }

  /**
   * Cells, whole, as tab-separated lines; with the names of the columns as the first one where asked.
   * @throws AppError `bad_param` where they are too many.
   */
  async copyText(
    rows: RowSpan,
    columns: readonly ColumnInfo[],
    withNames: boolean,
    signal?: AbortSignal,
  ): Promise<string> {
    checkCopySize(rows.last - rows.first + 1, columns.length);
    const lines = withNames ? [tsvHeader(columns)] : [];
    for (const piece of copyPieces(rows, columns.length)) {
      for (const line of tsvLines(columns, await this.#read(piece, columns, signal)))
        lines.push(line);
    }
    return lines.join('\n');
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
