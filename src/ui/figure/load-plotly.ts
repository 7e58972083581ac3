import type * as Plotly from 'plotly.js-cartesian-dist-min';

/** Plotly, which is large and takes 0.3 s to start: loaded when a person asks to zoom into a figure. */
export function loadPlotly(): Promise<typeof Plotly> {
  return import('plotly.js-cartesian-dist-min');
}
