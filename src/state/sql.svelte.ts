import { isCancelled, toAppError, type AppError } from '../data/app-error';
import { getCell } from '../notebook/document';
import { CellMemory } from './cell-memory';
import type { NamedTable } from '../operators/contract';
import { bindStatement } from '../operators/source/bind-statement';
import { namedTables } from './sql-tables';
import type { Workbench } from './workbench.svelte';

/** What was typed, and the text of the cell when that began. */
interface Draft {
  text: string;
  base: string;
}

const drafts = new CellMemory<Draft>();

/** The SQL of a cell while it is written: what is typed, what is wrong with it, and running it. */
export class SqlState {
  /** What the engine says about the text as it stands. */
  error: AppError | undefined = $state.raw();
  isBinding = $state(false);
  #draft: Draft | undefined = $state.raw();
  #checking: AbortController | undefined;

  constructor(
    private readonly workbench: Workbench,
    private readonly cellId: string,
  ) {
    this.#draft = drafts.get(workbench, cellId);
    workbench.drafts.set(cellId, () => this.#bind());
  }

  /** The text as the document has it. */
  get saved(): string {
    const { sql } = getCell(this.workbench.documents.current, this.cellId).params;
    return typeof sql === 'string' ? sql : '';
  }

  /** What was typed, unless the document has got another text since, as by undo. */
  get text(): string {
    return this.#draft && this.#draft.base === this.saved ? this.#draft.text : this.saved;
  }

  get isChanged(): boolean {
    return this.text !== this.saved;
  }

  get tables(): NamedTable[] {
    return namedTables(this.workbench, this.cellId).filter(({ isBelow }) => !isBelow);
  }

  type(text: string): void {
    this.#draft = { text, base: this.saved };
    drafts.set(this.workbench, this.cellId, this.#draft);
  }

  /** Asks the engine what is wrong with the text; the newest question wins. An empty text is not wrong yet. */
  async check(): Promise<void> {
    this.#checking?.abort();
    const checking = new AbortController();
    this.#checking = checking;
    const error = this.text.trim() === '' ? undefined : await this.#findError(checking.signal);
    if (!checking.signal.aborted) this.error = error;
  }

  /** Runs the text. What is wrong stands in `error` or in the cell. */
  async run(): Promise<void> {
    if (!this.isBinding) await this.workbench.run(this.cellId).catch(() => undefined);
  }

  /** The view has gone: the draft stays, but runs no longer wait for it. */
  close(): void {
    this.#checking?.abort();
    this.workbench.drafts.delete(this.cellId);
  }

  /** Binds the text to the tables that it names, and hands it to the document. */
  async #bind(): Promise<boolean> {
    this.#checking?.abort();
    this.isBinding = true;
    try {
      await this.workbench.bind(this.cellId, { sql: this.text });
      this.error = undefined;
      this.#draft = undefined;
      drafts.forget(this.workbench, this.cellId);
      return true;
    } catch (thrown) {
      this.error = toAppError(thrown);
      return false;
    } finally {
      this.isBinding = false;
    }
  }

  async #findError(signal: AbortSignal): Promise<AppError | undefined> {
    try {
      const known = namedTables(this.workbench, this.cellId);
      await bindStatement(this.workbench.engine.database, this.text, known, signal);
      return undefined;
    } catch (thrown) {
      return isCancelled(thrown) ? undefined : toAppError(thrown);
    }
  }
}
