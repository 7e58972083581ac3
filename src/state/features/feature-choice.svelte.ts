import { countWords, formatNumber } from '../../data/format';
import type { Sensitivity } from '../../data/table';
import {
  chooseAmong,
  type FeatureChoices,
  type FeatureRow,
  type FeatureSetResult,
} from '../../operators/select/feature-rows';
import { findMeanRange, type MeanRange } from './target-picture';
import { restMs } from './threshold.svelte';

export type FeatureOrder = 'signal' | 'cost' | 'name';

/** Params to write, in one edit that undo names by the label. */
export type SaveChoice = (change: Partial<FeatureChoices>, label: string) => void;

/** Right of the longest bar there is room for a threshold that no column reaches. */
const headroom = 1.05;

/** The choice of columns while somebody makes it. What is shown is always the choice, also before a cell has answered. */
export class FeatureChoice {
  #draft: number | undefined = $state();
  #timer: ReturnType<typeof setTimeout> | undefined;
  order: FeatureOrder = $state('signal');
  isReversed = $state(false);

  readonly #values: FeatureChoices = $derived.by(() => {
    const saved = this.saved();
    return this.#draft === undefined
      ? saved
      : { ...saved, columns: this.#reaching(this.#draft), byHand: true };
  });
  readonly result: FeatureSetResult = $derived.by(() => chooseAmong(this.given(), this.#values));
  readonly target = $derived(this.result.target);
  readonly clusters = $derived(this.result.clusters);
  readonly #low = $derived.by(() => findMeanRange(this.given().rows).low);
  readonly #high = $derived.by(() => findMeanRange(this.given().rows).high);
  /** The scale of pictures of a numeric target. */
  readonly meanRange: MeanRange = $derived({ low: this.#low, high: this.#high });
  readonly chosen: string[] = $derived(
    this.result.rows.filter(({ chosen }) => chosen).map(({ column }) => column),
  );
  /** Columns in the order in which the table is shown. */
  readonly rows: FeatureRow[] = $derived.by(() => {
    const sorted = [...this.result.rows].sort(orders[this.order]);
    return this.isReversed ? sorted.reverse() : sorted;
  });
  /** All columns of the table but the target, also those that could not be ranked. */
  readonly total = $derived.by(() => this.result.rows.length + this.result.unscored.length);
  /** What the choice is compared with: every ranked column that gives nothing away that is not known beforehand. */
  readonly comparable: string[] = $derived.by(() =>
    this.given()
      .rows.filter(({ leaks }) => !leaks.some(({ rule }) => flattering.includes(rule)))
      .map(({ column }) => column),
  );
  readonly budget: FeatureChoices['budget'] = $derived.by(() => this.saved().budget);
  /** Whether the threshold is on its way. */
  readonly isMoving = $derived(this.#draft !== undefined);
  readonly wholeCost = $derived(this.result.rows.reduce((sum, { cost }) => sum + cost, 0));
  /** Signal at the right end of the bars, in nats. */
  readonly scale = $derived.by(() => {
    const longest = Math.max(...this.given().rows.map(scoreOf), 0);
    return longest > 0 ? headroom * longest : 1;
  });
  /** From which signal on columns are ticked: where the slider is, or the least that is chosen. */
  readonly threshold = $derived.by(() => {
    if (this.#draft !== undefined) return this.#draft;
    const scores = this.result.rows.filter(({ chosen }) => chosen).map(scoreOf);
    return scores.length > 0 ? Math.min(...scores) : this.scale;
  });
  readonly thresholdWords = $derived(
    this.threshold >= this.scale
      ? 'no column'
      : `${formatNumber(this.threshold, 2)} nats and more: ${countWords(this.chosen.length, 'column')}`,
  );
  /** What the limits take out, in words; nothing where they take out nothing. */
  readonly limitWords = $derived(describeLimits(this.result.rows));
  readonly isSuggested = $derived.by(() => {
    const { columns, byHand } = this.#values;
    return columns.length === 0 && !byHand;
  });

  /** `given` is the answer of the cell, `saved` the choices that the notebook holds. */
  constructor(
    private readonly given: () => FeatureSetResult,
    readonly saved: () => FeatureChoices,
    private readonly save: SaveChoice,
  ) {}

  /** Takes a column in, or out. */
  tick(column: string, isOn: boolean): void {
    const wanted = new Set(this.#wanted());
    if (isOn) wanted.add(column);
    else wanted.delete(column);
    const columns = this.#inRank((row) => wanted.has(row.column));
    this.#saveColumns(columns, `${isOn ? 'take in' : 'leave out'} ${column} of`);
  }

  /** Back to what is proposed, also later, when the data has changed. */
  chooseSuggested(): void {
    this.#drop();
    this.save(
      { columns: undefined, byHand: undefined, score: undefined },
      'choose what is suggested in',
    );
  }

  chooseAll(): void {
    this.#saveColumns(
      this.#inRank(() => true),
      'choose all columns of',
    );
  }

  chooseNone(): void {
    this.#saveColumns([], 'choose no column of');
  }

  /** The threshold is at this signal, and may move on. */
  moveThreshold(signal: number): void {
    this.#draft = Math.min(Math.max(0, signal), this.scale);
    clearTimeout(this.#timer);
  }

  /** One column fewer (1) or one more (−1): to the next signal that a column has. */
  stepThreshold(direction: 1 | -1): void {
    const stops = [...new Set([...this.result.rows.filter(isTrusted).map(scoreOf), this.scale])];
    stops.sort((one, other) => one - other);
    const at = this.threshold;
    const next =
      direction > 0 ? stops.find((stop) => stop > at) : stops.findLast((stop) => stop < at);
    if (next !== undefined) this.moveThreshold(next);
  }

  /** The threshold was let go. Keys let go at every step, so it is saved when it rests. */
  releaseThreshold(): void {
    if (this.#draft === undefined) return;
    this.#restart();
  }

  setCost(column: string, cost: number): void {
    const others = this.saved().costs.filter(([name]) => name !== column);
    const costs = cost === 0 ? others : [...others, [column, cost] as [string, number]];
    this.save({ costs, score: undefined }, `set the cost of ${column} in`);
  }

  setSensitivity(column: string, sensitivity: Sensitivity): void {
    const others = this.saved().sensitivity.filter(([name]) => name !== column);
    const given = [...others, [column, sensitivity] as [string, Sensitivity]];
    this.save({ sensitivity: given, score: undefined }, `set the sensitivity of ${column} in`);
  }

  setMaxCost(maxCost: number | null): void {
    this.save(
      { budget: { ...this.saved().budget, maxCost }, score: undefined },
      'limit the cost of',
    );
  }

  setMostSensitive(mostSensitive: Sensitivity | null): void {
    const budget = { ...this.saved().budget, mostSensitive };
    this.save({ budget, score: undefined }, 'limit the sensitivity of');
  }

  /** Notes the score that these columns reach in the set, for whoever takes it over. */
  keepScore({ metric, mean, std, folds, rows }: NonNullable<FeatureChoices['score']>): void {
    this.save({ score: { metric, mean, std, folds, rows } }, 'keep the score of');
  }

  /** Sorts by a column of the table, and the other way round when asked again. */
  sortBy(order: FeatureOrder): void {
    this.isReversed = this.order === order && !this.isReversed;
    this.order = order;
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  #wanted(): string[] {
    const { columns, byHand } = this.saved();
    if (byHand || columns.length > 0) return [...columns];
    return this.#inRank(({ proposed }) => proposed);
  }

  /** What a threshold ticks: nothing that something speaks against; that is for ticking by hand. */
  #reaching(signal: number): string[] {
    return this.#inRank((row) => isTrusted(row) && scoreOf(row) >= signal);
  }

  #inRank(isIn: (row: FeatureRow) => boolean): string[] {
    return this.given()
      .rows.filter(isIn)
      .map(({ column }) => column);
  }

  #saveColumns(columns: string[], label: string): void {
    this.#drop();
    this.save({ columns, byHand: true, score: undefined }, label);
  }

  #drop(): void {
    clearTimeout(this.#timer);
    this.#draft = undefined;
  }

  #restart(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#rest(), restMs);
  }

  #rest(): void {
    if (this.#draft === undefined) return;
    const columns = this.#reaching(this.#draft);
    const isSame = JSON.stringify(columns) === JSON.stringify(this.#wanted());
    if (isSame) this.#drop();
    else this.#saveColumns(columns, 'move the threshold of');
  }
}

/** Whether nothing speaks against a column. */
function isTrusted({ proposed }: FeatureRow): boolean {
  return proposed;
}

function scoreOf({ scores }: FeatureRow): number {
  return scores.information.score;
}

/** Leaks that would make a score better than it is. */
const flattering: readonly string[] = [
  'target in disguise',
  'missing for one class',
  'known later',
];

const orders: Record<FeatureOrder, (one: FeatureRow, other: FeatureRow) => number> = {
  signal: (one, other) => scoreOf(other) - scoreOf(one),
  cost: (one, other) => other.cost - one.cost,
  name: (one, other) => one.column.localeCompare(other.column, 'en', { numeric: true }),
};

function describeLimits(rows: readonly FeatureRow[]): string {
  const out = rows.filter(({ excluded }) => excluded !== null);
  if (out.length === 0) return '';
  const named = out.slice(0, 4).map(({ column, excluded }) => `${column} (${excluded})`);
  const more = out.length > named.length ? [`${out.length - named.length} more`] : [];
  return `The limits keep out ${[...named, ...more].join(', ')}.`;
}
