import { formatInterval, formatScore } from '../../operators/evaluate/score-words';
import {
  confusionAt,
  scoresAt,
  type BinaryEvaluation,
  type ThresholdScores,
} from '../../operators/evaluate/threshold';
import { describeThreshold } from './threshold-words';

/** As long as a moved slider must lie still before the costlier answers follow. */
export const restMs = 150;
/** More would hold the page up; the evaluation itself may have more. */
const mostResamples = 1000;

const shownMetrics = [
  { metric: 'precision', label: 'Precision', help: 'Of the rows called positive, how many are.' },
  { metric: 'recall', label: 'Recall', help: 'Of the positive rows, how many are found.' },
  { metric: 'f1', label: 'F1', help: 'Harmonic mean of precision and recall.' },
  { metric: 'accuracy', label: 'Accuracy', help: 'Of all rows, how many are called right.' },
] as const;

/** A score at the threshold, in words; the interval comes when the slider rests. */
export interface ShownScore {
  label: string;
  help: string;
  value: string;
  interval: string | undefined;
}

/** The threshold of a two-class evaluation while somebody moves it, and what the model does there. */
export class ThresholdState {
  #draft: number | undefined = $state();
  #picked: string | undefined = $state();
  #isReleased = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Whether the slider has moved and not come to rest yet. */
  isMoving = $state(false);
  readonly evaluation = $derived.by(() => this.given());
  /** Models that learned something, by their place in the evaluation. */
  readonly models = $derived(
    this.evaluation.models.flatMap(({ name, isBaseline }, index) =>
      isBaseline ? [] : [{ index, name }],
    ),
  );
  readonly model = $derived(
    this.models.find(({ name }) => name === this.#picked)?.index ?? this.evaluation.best,
  );
  readonly threshold = $derived.by(() => this.#draft ?? this.saved());
  readonly scores: ThresholdScores = $derived(
    confusionAt(this.evaluation, this.model, this.threshold),
  );
  /** Resamples that the intervals come from. */
  readonly resamples = $derived(Math.min(this.evaluation.resamples, mostResamples));
  readonly #intervals = $derived(
    this.isMoving ? [] : scoresAt(this.evaluation, this.model, this.threshold, this.resamples),
  );
  readonly shown: ShownScore[] = $derived([
    ...shownMetrics.map(({ metric, label, help }) => {
      const found = this.#intervals.find((score) => score.metric === metric);
      const interval = found && formatInterval(metric, found);
      return { label, help, value: formatScore(metric, this.scores[metric]), interval };
    }),
    {
      label: 'Selection rate',
      help: 'Of all rows, how many are called positive.',
      value: formatScore('accuracy', this.scores.selectionRate),
      interval: undefined,
    },
  ]);
  readonly sentence = $derived(describeThreshold(this.scores, this.evaluation.positive));
  /** False where the counts are those of the nearest threshold above: a thinned table, between its stops. */
  readonly isExact = $derived(
    this.evaluation.models[this.model]!.hasAllThresholds ||
      Math.round(this.threshold * 1000) / 1000 === this.threshold,
  );

  /** `saved` is the threshold that the notebook holds, `save` writes it there. */
  constructor(
    private readonly given: () => BinaryEvaluation,
    readonly saved: () => number,
    private readonly save: (threshold: number) => void,
  ) {}

  pick(name: string): void {
    this.#picked = name;
  }

  /** The slider is at `threshold`, and may move on. */
  move(threshold: number): void {
    this.#draft = threshold;
    this.isMoving = true;
    this.#restart();
  }

  /** The slider has been let go: what it rests at is saved. Keys let go at every step, so that waits for rest. */
  release(): void {
    this.#isReleased = true;
    this.#restart();
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  #restart(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#rest(), restMs);
  }

  #rest(): void {
    this.isMoving = false;
    if (!this.#isReleased) return;
    this.#isReleased = false;
    const { threshold } = this;
    if (threshold !== this.saved()) this.save(threshold);
    this.#draft = undefined;
  }
}
