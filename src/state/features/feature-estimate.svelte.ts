import { isCancelled, toAppError, type AppError } from '../../data/app-error';
import { countWords, formatCount } from '../../data/format';
import { formatDifference, formatScore, metrics } from '../../operators/evaluate/score-words';
import type { Estimate } from '../../operators/select/estimate';

/** Estimates the score of some columns; a newer call with the same key cancels the older. */
export type AskEstimate = (
  columns: string[],
  key: 'chosen' | 'all',
  signal: AbortSignal,
) => Promise<Estimate>;

/** As long as a choice must rest before it is tried. */
export const estimateRestMs = 300;

/** What the present choice would score, kept up to date in the background while the choice changes. */
export class FeatureEstimate {
  current: Estimate | undefined = $state.raw();
  /** Of the choice before, for comparison. */
  previous: Estimate | undefined = $state.raw();
  /** Of every column that is no leak. */
  all: Estimate | undefined = $state.raw();
  error: AppError | undefined = $state.raw();
  isBusy = $state(false);
  readonly metricLabel = $derived(this.current && metrics[this.current.metric].label);
  readonly words = $derived(this.current && describeScore(this.current));
  readonly basis = $derived(this.current && describeBasis(this.current));
  readonly comparisons = $derived(this.#compare());
  #wanted = '';
  #all = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #controller = new AbortController();
  readonly #ended = new AbortController();

  constructor(private readonly ask: AskEstimate) {}

  /** These columns are chosen now; `all` are those to compare with, `context` what else the score hangs on. */
  offer(columns: string[], all: string[], context = ''): void {
    const wanted = JSON.stringify([context, columns]);
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    this.#controller.abort();
    clearTimeout(this.#timer);
    this.error = undefined;
    this.isBusy = columns.length > 0;
    const allKey = JSON.stringify([context, all]);
    if (allKey !== this.#all) this.#forget(allKey);
    if (columns.length === 0) this.#settle(undefined);
    else this.#timer = setTimeout(() => void this.#estimate(columns, all), estimateRestMs);
  }

  /** Tries the same once more, after a failure. */
  retry(columns: string[], all: string[], context = ''): void {
    this.#wanted = '';
    this.offer(columns, all, context);
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#controller.abort();
    this.#ended.abort();
  }

  async #estimate(columns: string[], all: string[]): Promise<void> {
    const controller = new AbortController();
    this.#controller = controller;
    try {
      const estimate = await this.ask(columns, 'chosen', controller.signal);
      if (controller.signal.aborted) return;
      this.#settle(estimate);
      await this.#estimateAll(all);
    } catch (thrown) {
      const error = toAppError(thrown);
      if (controller.signal.aborted) return;
      this.isBusy = false;
      if (!isCancelled(error)) this.error = error;
    }
  }

  async #estimateAll(all: string[]): Promise<void> {
    const key = this.#all;
    if (this.all || all.length === 0) return;
    const estimate = await this.ask(all, 'all', this.#ended.signal);
    if (key === this.#all) this.all = estimate;
  }

  #settle(estimate: Estimate | undefined): void {
    if (this.current) this.previous = this.current;
    this.current = estimate;
    this.isBusy = false;
  }

  #forget(key: string): void {
    this.#all = key;
    this.all = undefined;
    this.previous = undefined;
    this.current = undefined;
  }

  #compare(): string[] {
    const { current, previous, all } = this;
    if (!current) return [];
    const isAll = all && sameColumns(current, all);
    const words: string[] = [];
    if (isAll) words.push('These are all columns that are no leaks.');
    else if (all) words.push(compareScores(current, all, nameAll(all)));
    if (previous && !sameColumns(previous, current))
      words.push(
        compareScores(
          current,
          previous,
          `the choice before (${countWords(previous.columns.length, 'column')})`,
        ),
      );
    return words;
  }
}

/** `0.915` and `0.004`: mean and standard deviation over the folds. */
export function describeScore({ metric, mean, std }: Estimate): { mean: string; spread: string } {
  return { mean: formatScore(metric, mean), spread: formatDifference(metric, std) };
}

/** What an estimate rests on: `3 folds, 8,000 of 22,792 rows, small boosted trees`. */
export function describeBasis({ folds, rows, rowsOf }: Estimate): string {
  const used =
    rows < rowsOf ? `${formatCount(rows)} of ${formatCount(rowsOf)} rows` : countWords(rows, 'row');
  return `${folds} folds, ${used}, small boosted trees`;
}

/**
 * A difference in words. The folds are the same for both, so they are compared fold by fold: noise is a mean difference
 * within one standard deviation of the scores over the folds, the larger of the two.
 */
export function compareScores(one: Estimate, other: Estimate, name: string): string {
  const difference = one.mean - other.mean;
  const noise = Math.max(one.std, other.std);
  const size = formatDifference(one.metric, Math.abs(difference));
  if (Number.isNaN(difference)) return `It cannot be compared with ${name}.`;
  if (Number(size.replace(/[^\d.]/g, '')) === 0) return `The same as ${name}.`;
  const side = difference < 0 ? 'below' : 'above';
  const verdict =
    Math.abs(difference) <= noise
      ? `within the noise (folds differ by ± ${formatDifference(one.metric, noise)})`
      : `more than the noise (folds differ by ± ${formatDifference(one.metric, noise)})`;
  return `${size} ${side} ${name}, which is ${verdict}.`;
}

function nameAll({ columns }: Estimate): string {
  return `all columns (${columns.length})`;
}

function sameColumns(one: Estimate, other: Estimate): boolean {
  const sorted = ({ columns }: Estimate): string => JSON.stringify([...columns].sort());
  return sorted(one) === sorted(other);
}
