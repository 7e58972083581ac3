import { countWords, formatCount } from '../../data/format';
import type { Figure } from '../figure';

export const weekdayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

export const hourNames: readonly string[] = Array.from({ length: 24 }, (_, hour) =>
  String(hour).padStart(2, '0'),
);

/** Rows by a part of time (`weekday`, `hour, UTC`): upright bars in the order of the parts. */
export function drawCountsByPart(
  name: string,
  part: string,
  labels: readonly string[],
  counts: readonly number[],
): Figure {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const most = counts.indexOf(Math.max(...counts));
  const least = counts.indexOf(Math.min(...counts));
  return {
    title: `${name} by ${part}`,
    alt: `Bars of ${countWords(total, 'row')} of ${name} by ${part}: most at ${labels[most]} (${formatCount(counts[most] ?? 0)}), least at ${labels[least]} (${formatCount(counts[least] ?? 0)}).`,
    data: [
      {
        type: 'bar',
        x: labels.map((_, place) => place),
        y: [...counts],
        customdata: [...labels],
        hovertemplate: '%{customdata}: %{y:,} rows<extra></extra>',
        meta: { role: 'primary' },
      },
    ],
    layout: {
      xaxis: {
        title: { text: part },
        tickmode: 'array',
        tickvals: labels.map((_, place) => place),
        ticktext: [...labels],
        showgrid: false,
      },
      yaxis: { title: { text: 'rows' }, rangemode: 'tozero' },
      showlegend: false,
    },
    heightPx: 200,
  };
}
