import { formatCount } from '../../data/format';
import type { Figure, Trace } from '../figure';
import { shortLabel } from '../profile/labels';
import type { ChartScale } from './chart-scale';

/** Rows that stand in one bin of an axis and one of the next. */
export interface ParallelLine {
  axis: number;
  from: number;
  to: number;
  rows: number;
}

/** Strengths of lines: from few rows to many. */
const levels = 6;

/** Upright axes beside each other; lines between neighbours, the stronger the more rows. */
export function drawParallel(
  scales: readonly ChartScale[],
  lines: readonly ParallelLine[],
): Figure {
  const most = Math.max(1, ...lines.map(({ rows }) => rows));
  const heightOf = (axis: number, bin: number): number => (bin + 0.5) / scales[axis]!.names.length;
  const byLevel = Array.from({ length: levels }, (): ParallelLine[] => []);
  for (const line of lines)
    byLevel[Math.min(levels - 1, Math.floor(levels * Math.sqrt(line.rows / most)))]!.push(line);
  const busiest = lines.find(({ rows }) => rows === most);
  const lineWords = ({ axis, from, to, rows }: ParallelLine): string =>
    `${scales[axis]!.title} ${scales[axis]!.names[from]!} and ${scales[axis + 1]!.title} ${scales[axis + 1]!.names[to]!}: ${formatCount(rows)} rows`;
  return {
    title: scales.map(({ title }) => title).join(', '),
    alt: `Parallel coordinates of ${scales.map(({ title }) => title).join(', ')}.${busiest ? ` The strongest line: ${lineWords(busiest)}.` : ''}`,
    data: byLevel.flatMap((some, level): Trace[] =>
      some.length === 0
        ? []
        : [
            {
              type: 'scatter',
              mode: 'lines',
              name: 'rows',
              x: some.flatMap(({ axis }) => [axis, axis + 1, null]),
              y: some.flatMap(({ axis, from, to }) => [
                heightOf(axis, from),
                heightOf(axis + 1, to),
                null,
              ]),
              customdata: some.flatMap((line) => [lineWords(line), lineWords(line), '']),
              hovertemplate: '%{customdata}<extra></extra>',
              line: { width: 0.75 + level * 0.9 },
              opacity: 0.1 + (0.7 * level) / (levels - 1),
              showlegend: false,
              meta: { role: 'primary' },
            },
          ],
    ),
    layout: {
      xaxis: {
        tickmode: 'array',
        tickvals: scales.map((_, axis) => axis),
        ticktext: scales.map(({ title }) => shortLabel(title, 20)),
        range: [-0.15, scales.length - 0.85],
      },
      yaxis: { range: [-0.06, 1.06], showticklabels: false, showgrid: false },
      shapes: scales.map((_, axis) => ({
        type: 'line' as const,
        x0: axis,
        x1: axis,
        y0: 0,
        y1: 1,
      })),
      annotations: scales.flatMap(({ names }, axis) => [
        {
          x: axis,
          y: 1,
          text: shortLabel(names.at(-1) ?? '', 18),
          yanchor: 'bottom' as const,
          yshift: 4,
        },
        {
          x: axis,
          y: 0,
          text: shortLabel(names[0] ?? '', 18),
          yanchor: 'top' as const,
          yshift: -2,
        },
      ]),
      showlegend: false,
    },
    heightPx: 380,
  };
}
