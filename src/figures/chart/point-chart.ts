import { countWords, formatCount, formatNumber } from '../../data/format';
import { categoryRole } from '../colours';
import type { Figure, Trace } from '../figure';
import { fromTop, scaleAxis, type ChartScale } from './chart-scale';

export interface PointSeries {
  name: string;
  x: Float64Array;
  y: Float64Array;
}

/** Rows as points, one colour a series. */
export function drawPoints(
  series: readonly PointSeries[],
  across: ChartScale,
  up: ChartScale,
): Figure {
  const rows = series.reduce((sum, { x }) => sum + x.length, 0);
  return {
    title: `${up.title} by ${across.title}`,
    alt: `${countWords(rows, 'point')} of ${up.title} against ${across.title}${series.length > 1 ? `, in colours for ${series.map(({ name }) => name).join(', ')}` : ''}.`,
    data: series.map((each, index): Trace => ({
      type: 'scatter',
      mode: 'markers',
      name: each.name,
      x: each.x,
      y: each.y,
      marker: { size: 5, opacity: rows > 1000 ? 0.4 : 0.65 },
      hovertemplate: `${across.title} %{x:.6~g}<br>${up.title} %{y:.6~g}<extra>${series.length > 1 ? each.name.replaceAll('<', '&lt;') : ''}</extra>`,
      meta: { role: series.length > 1 ? categoryRole(index) : 'primary' },
    })),
    layout: { xaxis: scaleAxis(across), yaxis: scaleAxis(up), showlegend: series.length > 1 },
    heightPx: 420,
    holdsRows: true,
  };
}

export interface BoxNumbers {
  name: string;
  rows: number;
  q1: number;
  median: number;
  q3: number;
  low: number;
  high: number;
  outliers: number;
  extremes: readonly number[];
  bins: readonly number[];
}

/** Lying boxes, one a group, with the most extreme of the values beyond the whiskers. */
export function drawBoxes(
  boxes: readonly BoxNumbers[],
  value: string,
  group: string | undefined,
  isLog: boolean,
): Figure {
  const names = boxes.map(({ name }) => name);
  const scale: ChartScale = {
    title: group ?? '',
    kind: 'values',
    centres: names.map((_, place) => place),
    widths: names.map(() => 1),
    names,
  };
  const field = (name: 'q1' | 'median' | 'q3' | 'low' | 'high'): number[] =>
    boxes.map((box) => box[name]);
  const sorted = [...boxes].sort((one, other) => one.median - other.median);
  return {
    title: group === undefined ? value : `${value} by ${group}`,
    alt:
      boxes.length === 0
        ? `No values of ${value} to draw.`
        : `Boxes of ${value}: the median goes from ${formatNumber(sorted[0]!.median)} (${sorted[0]!.name}) to ${formatNumber(sorted.at(-1)!.median)} (${sorted.at(-1)!.name}).`,
    data: [
      {
        type: 'box',
        orientation: 'h',
        y: [...scale.centres],
        x: field('median'),
        q1: field('q1'),
        median: field('median'),
        q3: field('q3'),
        lowerfence: field('low'),
        upperfence: field('high'),
        customdata: boxes.map(
          (box) =>
            `${box.name}: ${countWords(box.rows, 'row')}<br>median ${formatNumber(box.median)}, middle half ${formatNumber(box.q1)} to ${formatNumber(box.q3)}<br>whiskers ${formatNumber(box.low)} to ${formatNumber(box.high)}, ${formatCount(box.outliers)} beyond`,
        ),
        hovertemplate: '%{customdata}<extra></extra>',
        meta: {
          role: 'primary',
          outliers: boxes.map(({ extremes }) => extremes),
          bins: boxes.map(({ bins }) => bins),
        },
      } as Trace,
    ],
    layout: {
      xaxis: { title: { text: value }, ...(isLog ? { type: 'log' } : {}) },
      yaxis: { ...fromTop(scaleAxis(scale)), title: {} },
      showlegend: false,
    },
    heightPx: Math.max(170, 90 + 36 * boxes.length),
  };
}
