import { toAppError, type AppError } from '../../data/app-error';
import type { NamedTable } from '../../operators/contract';
import { namedTables } from './sql-tables';
import { TextDraft } from '../cells/text-draft.svelte';
import type { Workbench } from '../workbench.svelte';

/** A text of a cell that names tables, while it is written: what is typed, what is wrong with it, and running it. */
export abstract class WrittenText {
  /** What is wrong with the text as it stands. */
  error: AppError | undefined = $state.raw();
  isBinding = $state(false);
  readonly #draft: TextDraft;

  /** @param param the param of the cell that holds the text */
  constructor(
    protected readonly workbench: Workbench,
    protected readonly cellId: string,
    private readonly param: 'sql' | 'code',
  ) {
    this.#draft = new TextDraft(workbench, cellId, param);
    workbench.drafts.set(cellId, () => this.#bind());
  }

  /** What was typed, unless the document has got another text since, as by undo. */
  get text(): string {
    return this.#draft.text;
  }

  get isChanged(): boolean {
    return this.#draft.isChanged;
  }

  get tables(): NamedTable[] {
    return namedTables(this.workbench, this.cellId).filter(({ isBelow }) => !isBelow);
  }

  type(text: string): void {
    this.#draft.type(text);
  }

  /** Runs the text. What is wrong stands in `error` or in the cell. */
  async run(): Promise<void> {
    if (!this.isBinding) await this.workbench.run(this.cellId).catch(() => undefined);
  }

  /** The view has gone: the draft stays, but runs no longer wait for it. */
  close(): void {
    this.workbench.drafts.delete(this.cellId);
  }

  /** Whether the text may be handed to the document now. */
  protected async mayBind(): Promise<boolean> {
    return true;
  }

  /** The text is in the document; whether it was typed here. */
  protected onBound?(text: string, isTyped: boolean): void;

  /** Binds the text to the tables that it names, and hands it to the document; whether that was done. */
  async #bind(): Promise<boolean> {
    this.isBinding = true;
    try {
      if (!(await this.mayBind())) return false;
      const { text, isChanged } = this;
      await this.workbench.bind(this.cellId, { [this.param]: text });
      this.onBound?.(text, isChanged);
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
