import { countWords, formatCount, formatNumber, formatShare } from '../../data/format';
import type { Figure, Trace } from '../figure';
import { formatTime, shortLabel } from './labels';

/** Counts of two sides over the same bins (one edge more than counts) or the same labelled values. */
export interface ComparedCounts {
  name: string;
  scale: 'number' | 'time' | 'length' | 'values';
  edges: readonly number[];
  labels: readonly string[];
  counts: readonly [one: readonly number[], other: readonly number[]];
  /** Rows with a value on each side: what shares are of. */
  present: readonly [one: number, other: number];
}

/** Both sides of a column over the same bins, as shares of their rows with a value, so that sizes do not matter. */
export function drawComparedCounts(
  column: ComparedCounts,
  names: readonly [string, string],
): Figure {
  const labels = binLabels(column);
  const traces = column.counts.map((counts, side): Trace => {
    const shares = counts.map((count) => count / Math.max(1, column.present[side]!));
    const customdata = counts.map(
      (count, bin) => `${names[side]}, ${labels[bin]}: ${countWords(count, 'row')}`,
    );
    return { ...trace(column, shares), customdata, name: names[side], meta: { role: roles[side] } };
  });
  return {
    title: column.name,
    alt: describe(column, labels, names),
    data: traces,
    layout: column.scale === 'values' ? valuesLayout(labels) : binsLayout(column),
    heightPx: column.scale === 'values' ? Math.max(180, 90 + 26 * labels.length) : 240,
  };
}

const roles = ['primary', 'secondary'] as const;

function trace({ scale, edges }: ComparedCounts, shares: number[]): Trace {
  const hovertemplate =
    scale === 'values'
      ? '%{customdata}<br>%{x:.1%}<extra></extra>'
      : '%{customdata}<br>%{y:.1%}<extra></extra>';
  if (scale === 'values') {
    return {
      type: 'bar',
      orientation: 'h',
      x: shares,
      y: shares.map((_, bar) => bar),
      hovertemplate,
    };
  }
  const x = shares.map((_, bin) => (edges[bin]! + edges[bin + 1]!) / 2);
  return { type: 'bar', x, y: shares, hovertemplate };
}

function binsLayout({ scale }: ComparedCounts): Figure['layout'] {
  return {
    barmode: 'group',
    bargap: 0.1,
    xaxis: {
      type: scale === 'time' ? 'date' : 'linear',
      ...(scale === 'length' ? { title: { text: 'characters' } } : {}),
    },
    yaxis: { title: { text: 'share of rows' }, tickformat: '.0%', rangemode: 'tozero' },
    showlegend: true,
  };
}

function valuesLayout(labels: readonly string[]): Figure['layout'] {
  return {
    barmode: 'group',
    xaxis: { title: { text: 'share of rows' }, tickformat: '.0%', rangemode: 'tozero' },
    yaxis: {
      tickmode: 'array',
      tickvals: labels.map((_, bar) => bar),
      ticktext: labels.map((label) => shortLabel(label)),
      range: [labels.length - 0.5, -0.5],
      showgrid: false,
    },
    showlegend: true,
  };
}

function binLabels({ scale, edges, labels }: ComparedCounts): string[] {
  if (scale === 'values') return labels.map((label) => shortLabel(label, 60));
  const format = scale === 'time' ? formatTime : formatNumber;
  return edges.slice(1).map((edge, bin) => `${format(edges[bin]!)} to ${format(edge)}`);
}

function describe(
  { name, counts, present }: ComparedCounts,
  labels: readonly string[],
  names: readonly [string, string],
): string {
  if (labels.length === 0) return `${name}: no values to draw.`;
  const shares = counts.map((side, at) => side.map((count) => count / Math.max(1, present[at]!)));
  const apart = labels.map((_, bin) => Math.abs(shares[0]![bin]! - shares[1]![bin]!));
  const widest = apart.indexOf(Math.max(...apart));
  const [one, other] = shares.map((side) => formatShare(side[widest]!));
  return `Bars of ${name} on both sides (${names.map((side, at) => `${side}: ${formatCount(present[at]!)} rows`).join(', ')}). They differ most at ${labels[widest]}: ${one} against ${other}.`;
}
