import type * as Plotly from 'plotly.js';

export type Trace = Partial<Plotly.PlotData> & { meta?: { role?: string } };

/**
 * A figure as plain data: what `figures/` draws and the screen shows with Plotly.
 * Traces and layout carry no colours, fonts or sizes of the page: the theme adds those.
 */
export interface Figure {
  title: string;
  /** One sentence that says what is to be seen, for those who cannot see it. */
  alt: string;
  /** Plotly traces. Give `meta.role` (see `figures/palette.ts`) where a colour carries meaning. */
  data: Trace[];
  layout: Partial<Plotly.Layout>;
  /** Height in px at full width; the screen's default is 280. */
  heightPx?: number;
}
