import { countWords, formatCount, formatShare } from '../../data/format';
import type { Figure } from '../figure';
import { shortLabel } from './labels';

export interface LabelledCount {
  value: string;
  count: number;
}

const rowHeightPx = 22;
const mostBars = 12;

/** The most frequent values as bars, the first on top; all others together as one pale bar, missing as another. */
export function drawTopValues(
  name: string,
  top: readonly LabelledCount[],
  present: number,
  missing: number,
): Figure {
  const bars = top.slice(0, mostBars);
  const others = present - bars.reduce((sum, { count }) => sum + count, 0);
  const rows = [
    ...bars.map(({ value, count }) => ({ label: shortLabel(value), value, count, isRest: false })),
    ...(others > 0
      ? [{ label: 'all others', value: 'all others', count: others, isRest: true }]
      : []),
    ...(missing > 0 ? [{ label: 'missing', value: 'missing', count: missing, isRest: true }] : []),
  ];
  const total = present + missing;
  const first = bars[0];
  return {
    title: name,
    alt: first
      ? `Bars of the ${bars.length === 1 ? 'only value' : `${bars.length} most frequent values`} of ${name}: ${shortLabel(first.value)} in ${countWords(first.count, 'row')} (${formatShare(first.count / total)})${others > 0 ? `; ${formatCount(others)} rows hold others` : ''}${missing > 0 ? `; ${formatCount(missing)} have none` : ''}.`
      : `${name}: no values to draw.`,
    data: [
      {
        type: 'bar',
        orientation: 'h',
        x: rows.map(({ count }) => count),
        y: rows.map((_, place) => place),
        customdata: rows.map(({ value, count }) => `${value}: ${formatShare(count / total)}`),
        hovertemplate: '%{customdata}<br>%{x:,} rows<extra></extra>',
        meta: { roles: rows.map(({ isRest }) => (isRest ? 'neutral' : 'primary')) },
      },
    ],
    layout: {
      xaxis: { title: { text: 'rows' }, rangemode: 'tozero' },
      yaxis: {
        tickmode: 'array',
        tickvals: rows.map((_, place) => place),
        ticktext: rows.map(({ label }) => label),
        range: [rows.length - 0.5, -0.5],
        showgrid: false,
      },
      showlegend: false,
    },
    heightPx: Math.max(140, 70 + rowHeightPx * rows.length),
  };
}
