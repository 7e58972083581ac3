import { AppError, isCancelled, toAppError } from '../../data/app-error';
import { explainStatement, type Explanation } from '../../operators/source/explain-statement';
import type { PlanCost } from '../../operators/source/plan-cost';
import { bindStatement } from '../../operators/source/bind-statement';
import { heavySeconds } from '../runs/runs.svelte';
import { namedTables } from './sql-tables';
import type { Workbench } from '../workbench.svelte';
import { WrittenText } from './written-text.svelte';

/** The SQL of a cell while it is written: what the engine says of it, what it would cost, and running it. */
export class SqlState extends WrittenText {
  /** What the engine will do for the text, once asked, and the text that this belongs to. */
  explained: { text: string; explanation: Explanation } | undefined = $state.raw();
  isExplaining = $state(false);
  /** A run that would be heavy: it waits to be asked once more. */
  question: PlanCost | undefined = $state.raw();
  #checking: AbortController | undefined;
  #isConfirmed = false;

  constructor(workbench: Workbench, cellId: string) {
    super(workbench, cellId, 'sql');
  }

  override type(text: string): void {
    super.type(text);
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
  override async run(confirmed = false): Promise<void> {
    if (this.isBinding) return;
    this.#isConfirmed = confirmed;
    await super.run();
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

  override close(): void {
    this.#checking?.abort();
    super.close();
  }

  /** What would be heavy waits in `question`, unless that was confirmed. */
  protected override async mayBind(): Promise<boolean> {
    this.#checking?.abort();
    const isConfirmed = this.#isConfirmed;
    this.#isConfirmed = false;
    this.question = isConfirmed ? undefined : await this.#heavyCost();
    return this.question === undefined;
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
