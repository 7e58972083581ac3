import { countWords, formatShare } from '../../data/format';
import type { Figure } from '../figure';
import { shortLabel } from './labels';

export interface MissingShare {
  column: string;
  share: number;
}

const rowHeightPx = 22;
const mostBars = 40;

/** Columns with missing values, the emptiest first, as the share of their rows. */
export function drawMissingShares(shares: readonly MissingShare[], columnCount: number): Figure {
  const ranked = [...shares].sort((one, other) => other.share - one.share);
  const bars = ranked.slice(0, mostBars);
  const cut = ranked.length > bars.length ? ` The ${bars.length} emptiest are drawn.` : '';
  return {
    title: 'Missing values',
    alt: `Bars of the share of missing values in ${countWords(ranked.length, 'column')} of ${columnCount}; the emptiest is ${ranked[0]?.column ?? 'none'} with ${formatShare(ranked[0]?.share ?? 0)}.${cut}`,
    data: [
      {
        type: 'bar',
        orientation: 'h',
        x: bars.map(({ share }) => share),
        y: bars.map((_, place) => place),
        customdata: bars.map(({ column, share }) => `${column}: ${formatShare(share)}`),
        hovertemplate: '%{customdata}<extra></extra>',
        meta: { role: 'primary' },
      },
    ],
    layout: {
      xaxis: { title: { text: 'share of rows' }, tickformat: '.0%', rangemode: 'tozero' },
      yaxis: {
        tickmode: 'array',
        tickvals: bars.map((_, place) => place),
        ticktext: bars.map(({ column }) => shortLabel(column)),
        range: [bars.length - 0.5, -0.5],
        showgrid: false,
      },
      showlegend: false,
    },
    heightPx: Math.max(140, 70 + rowHeightPx * bars.length),
  };
}
