import type { LayoutAxis } from 'plotly.js';
import { shortLabel } from '../profile/labels';

/** One direction of a chart: bins with their place, width and name. */
export interface ChartScale {
  title: string;
  kind: 'values' | 'number' | 'time';
  /** Centre of each bin: its number for values, ms since 1970 UTC for times. */
  centres: readonly number[];
  widths: readonly number[];
  /** Each bin in words. */
  names: readonly string[];
}

/** The axis of a scale. */
export function scaleAxis({ title, kind, names }: ChartScale): Partial<LayoutAxis> {
  if (kind !== 'values')
    return { title: { text: title }, type: kind === 'time' ? 'date' : 'linear' };
  return {
    title: { text: title },
    tickmode: 'array',
    tickvals: names.map((_, place) => place),
    ticktext: names.map((name) => shortLabel(name, 28)),
    range: [-0.5, names.length - 0.5],
    showgrid: false,
  };
}

/** The same scale from the top down. */
export function fromTop(axis: Partial<LayoutAxis>): Partial<LayoutAxis> {
  const [from, to] = (axis.range ?? []) as number[];
  return from === undefined ? { ...axis, autorange: 'reversed' } : { ...axis, range: [to, from] };
}
