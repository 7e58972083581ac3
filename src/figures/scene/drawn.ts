import type { Trace } from '../figure';
import type { Hit, Mark, MeasureText, Plot } from './scene';

/** What a trace comes to on a plot. */
export interface Drawn {
  marks: Mark[];
  hits: Hit[];
}

/** A trace with its place in the figure and the area it stands in. */
export interface TraceOnPlot {
  trace: Trace;
  index: number;
  plot: Plot;
  measure: MeasureText;
  /** Colour of text that stands on the page. */
  textColour: string;
}
