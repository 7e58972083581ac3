import { formatNumber } from '../../data/format';
import { categoryRole, type Role } from '../colours';
import type { Figure, Trace } from '../figure';
import { fromTop, scaleAxis, type ChartScale } from './chart-scale';

/** One colour of a chart: a measured number for each bin, `null` where there is none. */
export interface ChartSeries {
  name: string;
  values: readonly (number | null)[];
  /** Bins that a click on each point chooses. */
  bins: readonly (readonly number[])[];
}

export interface SeriesWords {
  title: string;
  measure: string;
  isLog: boolean;
}

const rowHeightPx = 22;

/** Bars: lying where they stand for values with names, upright along a scale. */
export function drawBars(
  scale: ChartScale,
  series: readonly ChartSeries[],
  words: SeriesWords,
  barmode: 'stack' | 'group',
): Figure {
  const isLying = scale.kind === 'values';
  const measured = measureAxis(words);
  const data = series.map((each, index): Trace => {
    const [places, values] = [[...scale.centres], [...each.values]];
    return {
      type: 'bar',
      name: each.name,
      ...(isLying
        ? { orientation: 'h', x: values, y: places }
        : { x: places, y: values, width: [...scale.widths] }),
      customdata: scale.names.map((name) => (series.length > 1 ? `${name}, ${each.name}` : name)),
      hovertemplate: `%{customdata}<br>${words.measure} %{${isLying ? 'x' : 'y'}:,}<extra></extra>`,
      meta: { role: roleOf(index, series.length), bins: each.bins },
    };
  });
  const along = scaleAxis(scale);
  return {
    title: words.title,
    alt: describeSeries('Bars', scale, series, words),
    data,
    layout: {
      barmode,
      bargap: isLying ? 0.12 : 0,
      showlegend: series.length > 1,
      ...(isLying
        ? { xaxis: measured, yaxis: { ...fromTop(along), title: {} } }
        : { xaxis: along, yaxis: measured }),
    },
    heightPx: isLying
      ? Math.max(
          160,
          90 +
            rowHeightPx *
              scale.centres.length *
              (barmode === 'group' ? Math.max(1, series.length / 2) : 1),
        )
      : 320,
  };
}

/** Lines along a scale; a gap stands where there is nothing to measure. */
export function drawLines(
  scale: ChartScale,
  series: readonly ChartSeries[],
  words: SeriesWords,
  isFilled = false,
): Figure {
  const data = series.map((each, index): Trace => ({
    type: 'scatter',
    mode: scale.centres.length <= 60 && !isFilled ? 'lines+markers' : 'lines',
    name: each.name,
    x: [...scale.centres],
    y: [...each.values],
    ...(isFilled ? { fill: 'tozeroy' } : {}),
    customdata: scale.names.map((name) => (series.length > 1 ? `${name}, ${each.name}` : name)),
    hovertemplate: `%{customdata}<br>${words.measure} %{y:,.4~g}<extra></extra>`,
    meta: { role: roleOf(index, series.length), bins: each.bins },
  }));
  return {
    title: words.title,
    alt: describeSeries(isFilled ? 'Curves' : 'Lines', scale, series, words),
    data,
    layout: {
      showlegend: series.length > 1,
      xaxis: scaleAxis(scale),
      yaxis: { ...measureAxis(words), ...(isFilled ? { rangemode: 'tozero' } : {}) },
    },
    heightPx: 340,
  };
}

function roleOf(index: number, count: number): Role {
  return count > 1 ? categoryRole(index) : 'primary';
}

function measureAxis({ measure, isLog }: SeriesWords): Figure['layout']['xaxis'] {
  return isLog
    ? { type: 'log', title: { text: `${measure}, by powers of ten` } }
    : { title: { text: measure } };
}

function describeSeries(
  what: string,
  { names, title }: ChartScale,
  series: readonly ChartSeries[],
  { measure }: SeriesWords,
): string {
  const all = series.flatMap(({ values, name }) =>
    values.flatMap((value, bin) =>
      value === null
        ? []
        : [{ value, at: series.length > 1 ? `${names[bin]!} (${name})` : names[bin]! }],
    ),
  );
  if (all.length === 0) return `${what} of ${measure} by ${title}: nothing to draw.`;
  const sorted = [...all].sort((one, other) => one.value - other.value);
  const [least, most] = [sorted[0]!, sorted.at(-1)!];
  return `${what} of ${measure} by ${title}: most at ${most.at} (${formatNumber(most.value)}), least at ${least.at} (${formatNumber(least.value)}).`;
}
