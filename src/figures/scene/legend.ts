import type { Layout } from 'plotly.js';
import type { Trace } from '../figure';
import { fitText } from './fit-text';
import { rectanglePath, type Mark, type MeasureText } from './scene';
import { dashOf } from './trace-scatter';
import { symbolPath } from './symbols';

interface Entry {
  trace: Trace;
  label: string;
  x: number;
  row: number;
}

export interface Legend {
  widthPx: number;
  heightPx: number;
  draw: (left: number, top: number) => Mark[];
}

const rowPx = 20;
const signPx = 20;
const gapPx = 16;

/** Names of traces in rows above the plot; nothing where one trace needs no name. */
export function planLegend(
  data: readonly Trace[],
  layout: Partial<Layout>,
  width: number,
  measure: MeasureText,
): Legend {
  const named = data.filter((trace) => trace.name !== undefined && trace.showlegend !== false);
  const isShown = layout.showlegend ?? data.length > 1;
  if (!isShown || named.length === 0) return { widthPx: 0, heightPx: 0, draw: () => [] };
  const sizePx = layout.legend?.font?.size ?? 12;
  const entries: Entry[] = [];
  let [x, row, widthPx] = [0, 0, 0];
  for (const trace of named) {
    const label = fitText(trace.name!, sizePx, width - signPx, measure);
    const wide = signPx + measure(label, sizePx) + gapPx;
    if (x > 0 && x + wide - gapPx > width) [x, row] = [0, row + 1];
    entries.push({ trace, label, x, row });
    x += wide;
    widthPx = Math.max(widthPx, x - gapPx);
  }
  const fill = String(layout.legend?.font?.color ?? '#666666');
  const draw: Legend['draw'] = (left, top) =>
    entries.flatMap((entry) => {
      const middle = top + entry.row * rowPx + rowPx / 2;
      return [
        ...signOf(entry.trace, left + entry.x, middle),
        {
          kind: 'text',
          x: left + entry.x + signPx,
          y: middle,
          text: entry.label,
          sizePx,
          fill,
          align: 'start',
          baseline: 'middle',
        } as const,
      ];
    });
  return { widthPx, heightPx: (row + 1) * rowPx + 4, draw };
}

function signOf(trace: Trace, left: number, middle: number): Mark[] {
  const colour = firstColour(trace);
  if (trace.type === 'scatter' || trace.type === undefined)
    return lineSign(trace, left, middle, colour);
  const d = rectanglePath({ left: left + 2, top: middle - 5, width: 11, height: 10 });
  return [{ kind: 'path', d, fill: colour }];
}

function lineSign(trace: Trace, left: number, middle: number, colour: string): Mark[] {
  const mode = trace.mode ?? 'lines';
  const { symbol = 'circle' } = (trace.marker ?? {}) as { symbol?: string };
  const line: Mark = {
    kind: 'path',
    d: `M${left} ${middle}h14`,
    stroke: String(trace.line?.color ?? colour),
    strokeWidth: Number(trace.line?.width ?? 2),
    ...dashOf(trace.line?.dash),
  };
  const dot: Mark =
    symbol === 'circle'
      ? {
          kind: 'points',
          x: Float64Array.of(left + 7),
          y: Float64Array.of(middle),
          radius: 3.5,
          fill: colour,
          opacity: 1,
        }
      : {
          kind: 'path',
          d: symbolPath(symbol, left + 7, middle, 5),
          ...(symbol.endsWith('-open') ? { stroke: colour, strokeWidth: 1.5 } : { fill: colour }),
        };
  return [...(mode.includes('lines') ? [line] : []), ...(mode.includes('markers') ? [dot] : [])];
}

function firstColour(trace: Trace): string {
  const colour: unknown = trace.marker?.color ?? trace.line?.color;
  return Array.isArray(colour) ? String(colour[0]) : String(colour ?? '#888888');
}
