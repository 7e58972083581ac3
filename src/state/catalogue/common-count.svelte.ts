import { isCancelled, toAppError, type AppError } from '../../data/app-error';
import { countWords, formatCount, formatShare } from '../../data/format';
import type { CommonValuesReport } from '../../operators/profile/common-values';
import type { JoinProposal } from '../../notebook/join-proposals';
import { shownSides } from './make-join';
import type { Workbench } from '../workbench.svelte';

/** The values of two columns counted one by one, on request. */
export class CommonCount {
  /** Of which tables, and what came out. */
  #counted: { of: string; report: CommonValuesReport } | undefined = $state.raw();
  error: AppError | undefined = $state.raw();
  isCounting = $state(false);
  wasCancelled = $state(false);
  #counting: AbortController | undefined;

  constructor(
    private readonly workbench: Workbench,
    private readonly proposal: () => JoinProposal,
  ) {}

  /** Shown among the tasks, and kept like what a cell makes. */
  async count(): Promise<void> {
    const sides = this.#sides;
    if (!sides) return;
    const counting = new AbortController();
    this.#counting = counting;
    Object.assign(this, { isCounting: true, wasCancelled: false, error: undefined });
    const [first, second] = sides;
    try {
      const report = await this.workbench.runs.preview<CommonValuesReport>(
        'profile.common-values',
        { first: first.cell.id, second: second.cell.id },
        { column: first.by, other: second.by },
        { quiet: false, priority: 'interactive', signal: counting.signal },
      );
      this.#counted = { of: fingerprintsOf(sides), report };
    } catch (thrown) {
      const error = toAppError(thrown);
      if (isCancelled(error)) this.wasCancelled = true;
      else this.error = error;
    } finally {
      this.isCounting = false;
    }
  }

  cancel(): void {
    this.#counting?.abort();
  }

  get #sides(): ReturnType<typeof shownSides> {
    return shownSides(this.workbench, this.proposal());
  }

  /** What was counted, as long as both tables are those that it was counted of. */
  get counted(): CommonValuesReport | undefined {
    const sides = this.#sides;
    return sides && this.#counted?.of === fingerprintsOf(sides) ? this.#counted.report : undefined;
  }

  /** What was counted, in words. */
  get words(): string | undefined {
    if (!this.counted) return undefined;
    const { first, second, both, joined } = this.counted;
    const { from, to } = this.proposal();
    const effect = second.most <= 1 ? ', each once' : `; the join has ${countWords(joined, 'row')}`;
    return `Counted: ${formatCount(both)} of ${countWords(first.distinct, 'different value')} of ${from.entry.name}.${from.column.name} (${formatShare(both / first.distinct)}) occur in ${to.entry.name}.${to.column.name}, ${formatShare(both / second.distinct)} the other way. ${formatCount(first.matched)} of ${countWords(first.rows, 'row')} match${effect}.`;
  }
}

function fingerprintsOf(sides: NonNullable<ReturnType<typeof shownSides>>): string {
  return sides.map(({ table }) => table.fingerprint).join(' ');
}
