import { AppError, isCancelled, toAppError } from '../../data/app-error';
import { explainStatement, type Explanation } from '../../operators/source/explain-statement';
import type { PlanCost } from '../../operators/source/plan-cost';
import type { NamedTable } from '../../operators/contract';
import { bindStatement } from '../../operators/source/bind-statement';
import { heavySeconds } from '../runs/runs.svelte';
import { namedTables } from './sql-tables';
import { TextDraft } from '../cells/text-draft.svelte';
import type { Workbench } from '../workbench.svelte';

/** The SQL of a cell while it is written: what is typed, what is wrong with it, and running it. */
export class SqlState {
  /** What the engine says about the text as it stands. */
  error: AppError | undefined = $state.raw();
  isBinding = $state(false);
  /** What the engine will do for the text, once asked, and the text that this belongs to. */
  explained: { text: string; explanation: Explanation } | undefined = $state.raw();
  isExplaining = $state(false);
  /** A run that would be heavy: it waits to be asked once more. */
  question: PlanCost | undefined = $state.raw();
  readonly #draft: TextDraft;
  #checking: AbortController | undefined;
  #isConfirmed = false;

  constructor(
    private readonly workbench: Workbench,
    private readonly cellId: string,
  ) {
    this.#draft = new TextDraft(workbench, cellId, 'sql');
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
    this.question = undefined;
  }

  /** Asks the engine what is wrong with the text; the newest question wins. An empty text is not wrong yet. */
  async check(): Promise<void> {
    this.#checking?.abort();
    const checking = new AbortController();
    this.#checking = checking;
    const error = this.text.trim() === '' ? undefined : await this.#findError(checking.signal);
    if (!checking.signal.aborted) this.error = error;
  }

  /**
   * Runs the text; one that would be heavy only when that was `confirmed`, else `question` says what it would cost.
   * What is wrong stands in `error` or in the cell.
   */
  async run(confirmed = false): Promise<void> {
    if (this.isBinding) return;
    this.#isConfirmed = confirmed;
    await this.workbench.run(this.cellId).catch(() => undefined);
  }

  /** Asks the engine how it would carry the text out; asked again, puts the explanation away. */
  async explain(): Promise<void> {
    if (this.explained?.text === this.text) return void (this.explained = undefined);
    this.isExplaining = true;
    const { text } = this;
    try {
      const explanation = await this.#explanationOf(text);
      this.error = explanation ? undefined : notMade();
      this.explained = explanation && { text, explanation };
    } catch (thrown) {
      this.error = toAppError(thrown);
    } finally {
      this.isExplaining = false;
    }
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
    const isConfirmed = this.#isConfirmed;
    this.#isConfirmed = false;
    try {
      this.question = isConfirmed ? undefined : await this.#heavyCost();
      if (this.question) return false;
      await this.workbench.bind(this.cellId, { sql: this.text });
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

  /** What the text would cost, where that is much. A text that has run as it is may run again unasked. */
  async #heavyCost(): Promise<PlanCost | undefined> {
    const { artifact } = this.workbench.runs.of(this.cellId);
    if (artifact && !this.isChanged && !this.workbench.runs.isStale(this.cellId)) return undefined;
    const cost = (await this.#explanationOf(this.text))?.cost;
    return cost && cost.seconds >= heavySeconds ? cost : undefined;
  }

  async #explanationOf(text: string): Promise<Explanation | undefined> {
    const { engine } = this.workbench;
    const known = namedTables(this.workbench, this.cellId);
    const tables = await bindStatement(engine.database, text, known);
    if (text.trim() === '') return undefined;
    return explainStatement((sql, signal) => engine.query(sql, signal), text, tables);
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

function notMade(): AppError {
  return new AppError(
    'missing_input',
    'Nothing to explain yet: write a SELECT over tables whose cells have run.',
  );
}
