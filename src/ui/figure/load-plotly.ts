import type * as Plotly from 'plotly.js-cartesian-dist-min';

/** Plotly, which is large and loaded when the first figure is near, or when nothing else is to be done. */
export function loadPlotly(): Promise<typeof Plotly> {
  return import('plotly.js-cartesian-dist-min');
}
