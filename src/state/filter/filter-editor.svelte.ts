import { isCancelled, toAppError, type AppError } from '../../data/app-error';
import { checkCondition } from './condition';
import type { GridQuery } from '../grid/grid-tiles.svelte';
import type { TableFilter } from './table-filter.svelte';

/** All that is asked of the rows of a table as one SQL condition, while a person changes it. */
export class FilterEditor {
  isOpen = $state(false);
  text = $state('');
  /** What is wrong with the text; the filter stays as it was, and so does the text. */
  error: AppError | undefined = $state.raw();
  isChecking = $state(false);
  #base = $state('');
  /** The filter has been changed elsewhere since the text was begun. */
  readonly isOutdated = $derived.by(() => this.isOpen && (this.filter.where ?? '') !== this.#base);
  #checking: AbortController | undefined;

  constructor(
    private readonly filter: TableFilter,
    private readonly query: GridQuery,
  ) {}

  /** Begins with the filter as it is; a text that has been begun is kept. */
  open(): void {
    if (this.isOpen) return;
    this.isOpen = true;
    this.begin();
  }

  /** The filter as it is now, in place of what was typed. */
  begin(): void {
    this.#base = this.filter.where ?? '';
    this.text = this.#base;
    this.error = undefined;
  }

  type(text: string): void {
    this.text = text;
  }

  cancel(): void {
    this.#checking?.abort();
    this.isOpen = false;
    this.error = undefined;
  }

  /** Says what is wrong with the text as it stands. Newest wins; answers whether nothing is. */
  async check(): Promise<boolean> {
    this.#checking?.abort();
    const checking = new AbortController();
    this.#checking = checking;
    const sql = this.text.trim();
    try {
      if (sql !== '')
        await checkCondition(this.query, this.filter.table, this.text, checking.signal);
      if (checking.signal.aborted) return false;
      this.error = undefined;
      return true;
    } catch (thrown) {
      if (!checking.signal.aborted && !isCancelled(thrown)) this.error = toAppError(thrown);
      return false;
    }
  }

  /** Puts the text in place of all that is asked, if it can be; unchanged parts stay as they are. */
  async apply(): Promise<void> {
    this.isChecking = true;
    try {
      if (!(await this.check())) return;
      const sql = this.text.trim();
      if (sql !== (this.filter.where ?? '').trim())
        this.filter.set({ filters: [], search: '', expression: sql });
      this.isOpen = false;
    } finally {
      this.isChecking = false;
    }
  }
}
