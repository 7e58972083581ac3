import { formatNumber } from '../../data/format';
import type { Figure } from '../figure';

/** How much a score falls without a column, with its spread over repeats. */
export interface ImportanceBar {
  label: string;
  mean: number;
  std: number;
  /** Several columns shuffled together. */
  isGroup: boolean;
}

const rowHeightPx = 24;
const mostBars = 40;

/** Ranked bars with the standard deviation over repeats; groups in a second colour. */
export function drawImportance(bars: readonly ImportanceBar[], score: string): Figure {
  const ranked = [...bars].sort((one, other) => other.mean - one.mean).slice(0, mostBars);
  const places = ranked.map((_, place) => place);
  const trace = (isGroup: boolean): Figure['data'][number] => {
    const own = ranked.map((bar) => (bar.isGroup === isGroup ? bar : undefined));
    return {
      type: 'bar',
      orientation: 'h',
      name: isGroup ? 'shuffled together' : 'shuffled alone',
      x: own.map((bar) => bar?.mean ?? null),
      y: places,
      error_x: { type: 'data', array: own.map((bar) => bar?.std ?? 0), visible: true },
      customdata: ranked.map(({ label }) => label),
      hovertemplate: '%{customdata}: %{x:.4f}<extra></extra>',
      meta: { role: isGroup ? 'secondary' : 'primary' },
      marker: isGroup ? ({ pattern: { shape: '/', size: 6 } } as never) : undefined,
    };
  };
  const hasGroups = ranked.some(({ isGroup }) => isGroup);
  const cut = bars.length > mostBars ? ` The first ${mostBars} of ${bars.length} are drawn.` : '';
  return {
    title: `What the model loses without a column (${score})`,
    alt: `Bars of the fall of ${score}; the largest is ${ranked[0]?.label ?? 'none'} with ${formatNumber(ranked[0]?.mean ?? 0, 3)}.${cut}`,
    data: hasGroups ? [trace(false), trace(true)] : [trace(false)],
    layout: {
      barmode: 'overlay',
      xaxis: { title: { text: `fall of ${score}, ± 1 standard deviation` } },
      yaxis: {
        tickmode: 'array',
        tickvals: places,
        ticktext: ranked.map(({ label }) => (label.length > 40 ? `${label.slice(0, 39)}…` : label)),
        range: [ranked.length - 0.5, -0.5],
        showgrid: false,
      },
      showlegend: hasGroups,
    },
    heightPx: 90 + rowHeightPx * Math.max(1, ranked.length),
  };
}
