import { AppError } from '../../data/app-error';
import { formatBytes } from '../../data/format';
import { mentionedNames } from '../../data/script/script-names';
import type { ScriptColumn } from '../../data/script/script-table';
import type { TableInfo } from '../../data/table';
import type { RunContext } from '../contract';
import { readScriptColumns, rowBytes, scriptColumnsQuery, textBytesQuery } from './script-columns';

/** What columns may take together; the rest of the interpreter's memory is for the script. */
const mostBytes = 384 * 2 ** 20;

/** The columns that a script looks at: those whose names it mentions, and whatever it turns out to need. */
export class ScriptInputs {
  readonly #columns: Map<number, ScriptColumn>[];
  readonly #mentioned: Set<string>;
  #bytes = 0;

  constructor(
    private readonly tables: readonly TableInfo[],
    code: string,
    private readonly context: RunContext,
  ) {
    this.#columns = tables.map(() => new Map());
    this.#mentioned = mentionedNames(code);
  }

  columnAt(table: number, column: number): ScriptColumn | undefined {
    return this.#columns[table]?.get(column);
  }

  /** Brings the columns that the code mentions. */
  async bringMentioned(): Promise<void> {
    for (const [index, { columns }] of this.tables.entries()) {
      const places = columns.flatMap(({ name }, place) =>
        this.#mentioned.has(name) ? [place] : [],
      );
      await this.#bring(index, places);
    }
  }

  /** Brings all columns of a table. */
  async bringAll(table: number): Promise<void> {
    const known = this.#columns[table]!;
    const places = [...this.tables[table]!.columns.keys()].filter((place) => !known.has(place));
    await this.#bring(table, places);
  }

  async #bring(index: number, places: readonly number[]): Promise<void> {
    if (places.length === 0) return;
    const table = this.tables[index]!;
    const columns = places.map((place) => table.columns[place]!);
    const textQuery = textBytesQuery(table, columns);
    const textBytes = textQuery ? (await this.context.query(textQuery)).numbers('bytes')[0]! : 0;
    this.#bytes += table.rowCount * rowBytes(columns) + textBytes;
    if (this.#bytes > mostBytes) throw tooMuch(this.#bytes);
    const answer = await this.context.query(scriptColumnsQuery(table, columns));
    const read = readScriptColumns(answer, columns);
    places.forEach((place, at) => this.#columns[index]!.set(place, read[at]!));
  }
}

function tooMuch(bytes: number): AppError {
  return new AppError(
    'too_large',
    `The columns that this script looks at take some ${formatBytes(bytes)}, and a script may be given ${formatBytes(mostBytes)}. Name fewer columns, or make a smaller table with SQL first.`,
    { bytes: Math.round(bytes), most: mostBytes },
  );
}
