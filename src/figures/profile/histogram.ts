import { countWords, formatCount, formatNumber, formatShare } from '../../data/format';
import type { Figure } from '../figure';
import { formatTime } from './labels';

/** Counts between ascending edges, one more edge than counts. */
export interface Bins {
  edges: readonly number[];
  counts: readonly number[];
}

export interface HistogramWords {
  /** What the axis measures: `number`, or `time` for milliseconds since 1970 UTC. */
  scale: 'number' | 'time';
  /** Bins whose edges lie halfway between whole numbers are named by the whole numbers in them. */
  whole: boolean;
  /** Smallest and largest value, where the outer edges lie beyond them. */
  range?: readonly [min: number, max: number];
  /** A line stands at the median, where it is known. */
  median?: number;
}

/** From this share of the rows in one bin on the others would not be seen: their counts go by powers of ten. */
const dominantShare = 0.8;

/** The distribution of a column as bars that touch; a dashed line marks the median. */
export function drawHistogram(name: string, bins: Bins, words: HistogramWords): Figure {
  const { edges, counts } = bins;
  const total = counts.reduce((sum, count) => sum + count, 0);
  const highest = Math.max(...counts);
  const isLog = counts.filter((count) => count > 0).length > 1 && highest > dominantShare * total;
  const width = counts.map((_, bin) => edges[bin + 1]! - edges[bin]! || 1);
  return {
    title: name,
    alt: describeBins(name, bins, words),
    data: [
      {
        type: 'bar',
        x: counts.map((_, bin) => (edges[bin]! + edges[bin + 1]!) / 2),
        y: [...counts],
        width,
        customdata: counts.map((_, bin) => rangeWords(bins, bin, words)),
        hovertemplate: '%{customdata}<br>%{y:,} rows<extra></extra>',
        meta: { role: 'primary' },
      },
    ],
    layout: {
      bargap: 0,
      xaxis: { type: words.scale === 'time' ? 'date' : 'linear' },
      yaxis: isLog
        ? { type: 'log', title: { text: 'rows, by powers of ten' }, dtick: 1 }
        : { title: { text: 'rows' }, rangemode: 'tozero' },
      ...(words.median === undefined || Number.isNaN(words.median)
        ? {}
        : medianMark(words.median, words)),
      showlegend: false,
    },
    heightPx: 220,
  };
}

function medianMark(median: number, words: HistogramWords): Figure['layout'] {
  return {
    shapes: [
      { type: 'line', x0: median, x1: median, y0: 0, y1: 1, yref: 'paper', line: { dash: 'dot' } },
    ],
    annotations: [
      {
        x: median,
        y: 1,
        yref: 'paper',
        yanchor: 'bottom',
        text: `median ${formatAt(median, words)}`,
        showarrow: false,
      },
    ],
    margin: { t: 28 },
  };
}

function describeBins(name: string, bins: Bins, words: HistogramWords): string {
  const { edges, counts } = bins;
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return `${name}: no values to draw.`;
  const fullest = counts.indexOf(Math.max(...counts));
  const median = words.median === undefined ? '' : `, median ${formatAt(words.median, words)}`;
  const range = words.range ?? [edges[0]!, edges[edges.length - 1]!];
  return `Histogram of ${name}: ${countWords(total, 'value')} between ${range.map((end) => formatAt(end, words)).join(' and ')}${median}. Most stand at ${rangeWords(bins, fullest, words)}: ${formatCount(counts[fullest]!)}, ${formatShare(counts[fullest]! / total)}.`;
}

function rangeWords({ edges }: Bins, bin: number, words: HistogramWords): string {
  const [from, to] = [edges[bin]!, edges[bin + 1]!];
  if (words.whole) {
    const [first, last] = [from + 0.5, to - 0.5];
    return first === last
      ? formatAt(first, words)
      : `${formatAt(first, words)} to ${formatAt(last, words)}`;
  }
  return from === to ? formatAt(from, words) : `${formatAt(from, words)} to ${formatAt(to, words)}`;
}

function formatAt(value: number, { scale }: HistogramWords): string {
  return scale === 'time' ? formatTime(value) : formatNumber(value);
}
