import { formatNumber, formatShare } from '../../data/format';
import type { Figure } from '../figure';

/** Most bars of one figure. */
const mostBars = 20;

export interface WeightBar {
  name: string;
  value: number;
}

/** Shares of what the splits of all trees gained, by column. */
export function drawGains(bars: WeightBar[]): Figure {
  const shown = bars.slice(0, mostBars).filter(({ value }) => value > 0);
  return drawBars(shown, {
    title: 'What the trees split on',
    alt: `Shares of the gain of all splits; most comes from ${shown[0]?.name ?? 'no column'}${shown[0] ? ` with ${formatShare(shown[0].value)}` : ''}.${cut(bars.length)}`,
    axis: 'share of the gain of all splits',
    format: '%{x:.1%}',
    roles: shown.map(() => 'primary' as const),
  });
}

/** Weights of a linear model by prepared column, the largest in size first; towards and against in two colours. */
export function drawCoefficients(bars: WeightBar[], axis: string): Figure {
  const shown = bars.slice(0, mostBars);
  return drawBars(shown, {
    title: 'What weighs most',
    alt: `Weights of the model; the largest is ${shown[0]?.name ?? 'none'}${shown[0] ? ` with ${formatNumber(shown[0].value, 3)}` : ''}.${cut(bars.length)}`,
    axis,
    format: '%{x:.3g}',
    roles: shown.map(({ value }) => (value < 0 ? ('negative' as const) : ('positive' as const))),
  });
}

interface BarWords {
  title: string;
  alt: string;
  axis: string;
  format: string;
  roles: ('primary' | 'positive' | 'negative')[];
}

function drawBars(shown: WeightBar[], { title, alt, axis, format, roles }: BarWords): Figure {
  const labels = shown.map(({ name }) => shorten(name));
  return {
    title,
    alt,
    data: [
      {
        type: 'bar',
        orientation: 'h',
        x: shown.map(({ value }) => value),
        y: shown.map((_, place) => place),
        customdata: shown.map(({ name }) => name),
        hovertemplate: `%{customdata}: ${format}<extra></extra>`,
        meta: { roles },
        showlegend: false,
      },
    ],
    layout: {
      xaxis: { title: { text: axis } },
      yaxis: {
        tickvals: labels.map((_, place) => place),
        ticktext: labels,
        autorange: 'reversed',
        automargin: true,
      },
    },
    heightPx: 90 + 24 * Math.max(shown.length, 2),
  };
}

function shorten(name: string): string {
  return name.length > 36 ? `${name.slice(0, 35)}…` : name;
}

function cut(count: number): string {
  return count > mostBars ? ` The ${mostBars} largest of ${count} are shown.` : '';
}
