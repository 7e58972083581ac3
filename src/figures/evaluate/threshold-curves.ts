import { categoryRole } from '../colours';
import type { Figure, Trace } from '../figure';

/** A curve over thresholds and the model it belongs to. */
export interface NamedCurve {
  name: string;
  x: Float64Array;
  y: Float64Array;
  /** Threshold of each point, Infinity where nothing is called positive. */
  thresholds: Float64Array;
  /** What the curve comes to, as text for the legend: `AUC 0.921`. */
  score: string;
}

const percentAxis = { range: [0, 1.005], tickformat: '.0%' };

/** ROC curves of models on the same rows, with the diagonal of chance. */
export function drawRoc(curves: readonly NamedCurve[], positive: string): Figure {
  return {
    title: 'ROC: found against false alarms',
    alt: `ROC curves. ${summary(curves)} The diagonal is chance.`,
    data: [
      ...curves.map((curve, index) => curveTrace(curve, index, 'false alarms', 'found')),
      reference('chance', [0, 1], [0, 1]),
    ],
    layout: layoutOf(
      'false positive rate: share of the others that are called so',
      `share of ${positive} that are found (recall)`,
    ),
    heightPx: 360,
  };
}

/** Precision-recall curves of models on the same rows, with the share of positive rows as chance. */
export function drawPrecisionRecall(
  curves: readonly NamedCurve[],
  positive: string,
  positiveShare: number,
): Figure {
  return {
    title: 'Precision and recall',
    alt: `Precision-recall curves. ${summary(curves)} Chance is ${percent(positiveShare)} precision.`,
    data: [
      ...curves.map((curve, index) => curveTrace(curve, index, 'recall', 'precision')),
      reference('chance', [0, 1], [positiveShare, positiveShare]),
    ],
    layout: layoutOf(
      `recall: share of ${positive} that are found`,
      'precision: share of those called so that are',
    ),
    heightPx: 360,
  };
}

/** Cumulative gains: how many of the positive rows stand in the top of the ranking; lift on hover. */
export function drawGains(curves: readonly NamedCurve[], positive: string): Figure {
  return {
    title: 'Gains and lift',
    alt: `Cumulative gains. ${summary(curves)} The diagonal is a random order.`,
    data: [
      ...curves.map((curve, index) => ({
        ...curveTrace(curve, index, 'taken', 'found'),
        customdata: Array.from(curve.y, (found, point) => found / curve.x[point]! || 1),
        hovertemplate:
          'top %{x:.1%} of the rows<br>%{y:.1%} found<br>lift %{customdata:.2f}<extra></extra>',
      })),
      reference('random order', [0, 1], [0, 1]),
    ],
    layout: layoutOf('share of all rows, highest scores first', `share of ${positive} among them`),
    heightPx: 360,
  };
}

function curveTrace(curve: NamedCurve, index: number, x: string, y: string): Trace {
  return {
    type: 'scatter',
    mode: 'lines',
    name: `${curve.name}, ${curve.score}`,
    x: curve.x,
    y: curve.y,
    customdata: Array.from(curve.thresholds, (value) =>
      Number.isFinite(value) ? value.toPrecision(3) : 'above all',
    ),
    hovertemplate: `${x} %{x:.1%}<br>${y} %{y:.1%}<br>threshold %{customdata}<extra></extra>`,
    meta: { role: categoryRole(index) },
  };
}

function reference(name: string, x: number[], y: number[]): Trace {
  return {
    type: 'scatter',
    mode: 'lines',
    name,
    x,
    y,
    line: { dash: 'dot', width: 1.5 },
    hoverinfo: 'skip',
    meta: { role: 'neutral' },
  };
}

function layoutOf(x: string, y: string): Figure['layout'] {
  return {
    xaxis: { ...percentAxis, title: { text: x } },
    yaxis: { ...percentAxis, title: { text: y } },
  };
}

function summary(curves: readonly NamedCurve[]): string {
  return `${curves.map(({ name, score }) => `${name}: ${score}`).join('; ')}.`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
