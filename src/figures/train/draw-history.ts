import { formatNumber } from '../../data/format';
import type { Model } from '../../data/model';
import type { Figure, Trace } from '../figure';

/** Losses so far: what a learner tells while it runs (`partial`), and what its model keeps. */
export interface TrainingProgress {
  kind: 'training';
  task: Model['task'];
  /** What a round is called: a round of trees, an epoch, a step. */
  unit: 'round' | 'epoch' | 'step';
  /** Most rounds that it may take; known while it runs. */
  rounds?: number;
  history: { train: number[]; validation: number[]; bestRound?: number };
}

/** Whether what a run tells is the progress of a training. */
export function isTrainingProgress(partial: object): partial is TrainingProgress {
  return (partial as Partial<TrainingProgress>).kind === 'training';
}

/** Loss by round, of the training rows and of the validation rows; the round that is kept is marked. */
export function drawHistory({ task, unit, history }: TrainingProgress): Figure {
  const { train, validation, bestRound } = history;
  const loss = task === 'regression' ? 'mean squared error' : 'log loss, nats';
  const traces = [drawLine('training rows', train, 'secondary', unit)];
  if (validation.length > 0) {
    traces.push(drawLine('validation rows', validation, 'primary', unit));
    if (bestRound) traces.push(drawMark(validation, bestRound, unit));
  }
  return {
    title: `Loss by ${unit}`,
    alt: describeCurve(loss, unit, history),
    data: traces,
    layout: {
      xaxis: { title: { text: unit }, rangemode: 'tozero' },
      yaxis: { title: { text: loss } },
      showlegend: validation.length > 0,
    },
  };
}

function drawLine(
  name: string,
  values: number[],
  role: 'primary' | 'secondary',
  unit: string,
): Trace {
  return {
    type: 'scatter',
    mode: values.length > 1 ? 'lines' : 'markers',
    name,
    x: values.map((_, index) => index + 1),
    y: values,
    hovertemplate: `${unit} %{x}: %{y:.4f}<extra>${name}</extra>`,
    meta: { role },
  };
}

function drawMark(validation: number[], bestRound: number, unit: string): Trace {
  return {
    type: 'scatter',
    mode: 'markers',
    name: 'kept',
    x: [bestRound],
    y: [validation[bestRound - 1]!],
    marker: { symbol: 'diamond', size: 10 },
    hovertemplate: `kept: ${unit} %{x}, %{y:.4f}<extra></extra>`,
    meta: { role: 'primary' },
  };
}

function describeCurve(
  loss: string,
  unit: string,
  { train, validation, bestRound }: TrainingProgress['history'],
): string {
  const fall = (values: number[]): string =>
    `from ${formatNumber(values[0] ?? NaN, 3)} to ${formatNumber(values.at(-1) ?? NaN, 3)}`;
  const held = validation.length > 0 ? `, on the validation rows ${fall(validation)}` : '';
  const kept = validation.length > 0 && bestRound ? `; ${unit} ${bestRound} is kept` : '';
  return `The ${loss.replace(', nats', ' (nats)')} over ${train.length} ${unit}s goes ${fall(train)} on the training rows${held}${kept}.`;
}
