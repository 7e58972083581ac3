import { toAppError, type AppError } from '../../data/app-error';
import type { NamedTable } from '../../operators/contract';
import { namedTables } from './sql-tables';
import { TextDraft } from '../cells/text-draft.svelte';
import type { Workbench } from '../workbench.svelte';

/** The script of a cell while it is written: what is typed, what is wrong with its names, trust, and running it. */
export class ScriptState {
  /** A name in the text as it stands that no table has. */
  error: AppError | undefined = $state.raw();
  isBinding = $state(false);
  readonly #draft: TextDraft;

  constructor(
    private readonly workbench: Workbench,
    private readonly cellId: string,
  ) {
    this.#draft = new TextDraft(workbench, cellId, 'code');
    workbench.drafts.set(cellId, () => this.#bind());
  }

  /** What was typed, unless the document has got other code since, as by undo. */
  get text(): string {
    return this.#draft.text;
  }

  get isChanged(): boolean {
    return this.#draft.isChanged;
  }

  /** Whether a person has written this text here, or agreed to it. */
  get isTrusted(): boolean {
    return this.isChanged || this.workbench.runs.trust.has(this.text);
  }

  get tables(): NamedTable[] {
    return namedTables(this.workbench, this.cellId).filter(({ isBelow }) => !isBelow);
  }

  type(text: string): void {
    this.#draft.type(text);
    this.error = undefined;
  }

  /** Runs the text. What is wrong stands in `error` or in the cell. */
  async run(): Promise<void> {
    if (!this.isBinding) await this.workbench.run(this.cellId).catch(() => undefined);
  }

  /** Agrees to a script of somebody else, and runs it. */
  async trust(): Promise<void> {
    this.workbench.runs.trust.allow(this.text);
    await this.run();
  }

  /** The view has gone: the draft stays, but runs no longer wait for it. */
  close(): void {
    this.workbench.drafts.delete(this.cellId);
  }

  /** Binds the text to the tables that it names, and hands it to the document. What was typed here is trusted. */
  async #bind(): Promise<boolean> {
    this.isBinding = true;
    try {
      const { text, isChanged } = this;
      await this.workbench.bind(this.cellId, { code: text });
      if (isChanged) this.workbench.runs.trust.allow(text);
      this.error = undefined;
      this.#draft.forget();
      return true;
    } catch (thrown) {
      this.error = toAppError(thrown);
      return false;
    } finally {
      this.isBinding = false;
    }
  }
}
