import { formatNumber } from '../../data/format';
import type { Figure } from '../figure';

/** A bar: the signal of a column, and how far chance alone may reach. */
export interface SignalBar {
  column: string;
  /** Information beyond chance, nats. */
  score: number;
  /** 95 % point of the shuffles − their mean: a score below it may be chance. */
  chanceReach: number;
  isSuspect: boolean;
}

/** Most bars of one figure; the table has all. */
export const mostBars = 40;

const rowHeightPx = 24;

/**
 * Ranked bars of signal with a mark at what chance may reach. Suspect columns have another colour and a sign, which
 * `suspicion` puts into words.
 */
export function drawSignalBars(
  bars: readonly SignalBar[],
  target: string,
  suspicion = 'could fool you',
): Figure {
  const shown = bars.slice(0, mostBars);
  const labels = shown.map(({ column, isSuspect }) => `${isSuspect ? '⚠ ' : ''}${shorten(column)}`);
  const best = shown[0];
  return {
    title: `What each column tells about ${shorten(target)}`,
    alt: `Bars of information beyond chance; the longest is ${best?.column ?? 'none'} with ${formatNumber(best?.score ?? 0, 3)} nats.${cut(bars.length)}`,
    data: [
      {
        type: 'bar',
        orientation: 'h',
        name: 'signal',
        x: shown.map(({ score }) => score),
        y: shown.map((_, place) => place),
        customdata: labels,
        text: shown.map(({ isSuspect }) => (isSuspect ? suspicion : '')),
        textposition: 'auto',
        hovertemplate: '%{customdata}: %{x:.4f} nats<extra></extra>',
        meta: { roles: shown.map(({ isSuspect }) => (isSuspect ? 'negative' : 'primary')) },
        showlegend: false,
      },
      {
        type: 'scatter',
        mode: 'markers',
        name: '95 % of what chance gives',
        x: shown.map(({ chanceReach }) => chanceReach),
        y: shown.map((_, place) => place),
        marker: { symbol: 'line-ns-open', size: 13, line: { width: 2 } },
        hovertemplate: 'chance reaches %{x:.4f} nats<extra></extra>',
        meta: { role: 'neutral' },
      },
    ],
    layout: {
      xaxis: { title: { text: 'information beyond chance, nats' }, rangemode: 'tozero' },
      yaxis: categoryAxis(labels),
      showlegend: true,
    },
    heightPx: heightOf(shown.length),
  };
}

/** A bar of what a count value by value seems to show, and how much of it chance gives. */
export interface TrapBar {
  column: string;
  plugIn: number;
  baseline: number;
}

/** The same columns as a count without correction would rank them: what is chance is grey. */
export function drawTrapBars(bars: readonly TrapBar[], target: string): Figure {
  const shown = [...bars].sort((one, other) => other.plugIn - one.plugIn).slice(0, mostBars);
  const labels = shown.map(({ column }) => shorten(column));
  const places = shown.map((_, place) => place);
  const chance = shown.map(({ plugIn, baseline }) => Math.min(plugIn, baseline));
  return {
    title: 'The same without correction for chance',
    alt: `Counted value by value, ${shown[0]?.column ?? 'no column'} would seem to tell most about ${target}; the grey part of each bar is what shuffled targets give too.${cut(bars.length)}`,
    data: [
      {
        type: 'bar',
        orientation: 'h',
        name: 'chance gives this too',
        x: chance,
        y: places,
        customdata: labels,
        hovertemplate: '%{customdata}: %{x:.4f} nats by chance<extra></extra>',
        meta: { role: 'neutral' },
        marker: { pattern: { shape: '/', size: 5 } } as never,
      },
      {
        type: 'bar',
        orientation: 'h',
        name: 'beyond chance',
        x: shown.map(({ plugIn }, place) => plugIn - chance[place]),
        y: places,
        customdata: labels,
        hovertemplate: '%{customdata}: %{x:.4f} nats beyond<extra></extra>',
        meta: { role: 'primary' },
      },
    ],
    layout: {
      barmode: 'stack',
      xaxis: { title: { text: 'information counted value by value, nats' }, rangemode: 'tozero' },
      yaxis: categoryAxis(labels),
      showlegend: true,
    },
    heightPx: heightOf(shown.length),
  };
}

/** Places 0, 1, … from the top, with names beside them: names may be equal once shortened. */
function categoryAxis(labels: string[]): Figure['layout']['yaxis'] {
  return {
    tickmode: 'array',
    tickvals: labels.map((_, place) => place),
    ticktext: labels,
    range: [labels.length - 0.5, -0.5],
    showgrid: false,
  };
}

function heightOf(bars: number): number {
  return 90 + rowHeightPx * Math.max(1, bars);
}

function shorten(name: string): string {
  return name.length > 28 ? `${name.slice(0, 27)}…` : name;
}

function cut(bars: number): string {
  return bars > mostBars ? ` The first ${mostBars} of ${bars} columns are drawn.` : '';
}
