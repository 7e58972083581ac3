import type * as Plotly from 'plotly.js';
import type { Role } from './colours';

export interface TraceMeta {
  /** What the trace's colour means. Without it: `primary` for a lone trace, else categories in order. */
  role?: Role;
  /** One role a point (bars, markers), where points of one trace differ. */
  roles?: Role[];
  /** Values beyond the whiskers, for each box of the trace. */
  outliers?: readonly (readonly number[])[];
  /** For each point the bins that it stands for, one an axis of the chart: what a click on it chooses. */
  bins?: readonly (readonly number[])[];
}

export type Trace = Partial<Plotly.PlotData> & { meta?: TraceMeta };

/**
 * A figure as plain data, in the words of Plotly: what `figures/` draws and the screen shows.
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
  /** Of a form that our own scene does not draw: Plotly does. */
  renderer?: 'plotly';
  /** It shows single rows, not what many have in common: it leaves the page in a report only when asked for. */
  holdsRows?: boolean;
}
