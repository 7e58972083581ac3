import type { ColourScale } from '../colours';
import { cellEdges } from './cell-edges';
import { colourSteps, textOn } from './colour-scale';
import type { Drawn, TraceOnPlot } from './drawn';
import { breakLines, hoverWords } from './hover-words';
import { pixelOf, rectanglePath, type Box, type Hit, type Mark, type TextMark } from './scene';
import { listOf, type Values } from './values';
import type { Trace } from '../figure';

const steps = 64;
const labelPx = 11;

/** Least and largest value of a heat map's colours. */
export function valueRange(trace: Trace): [low: number, high: number] {
  let [low, high] = [Infinity, -Infinity];
  for (const row of Array.from(listOf(trace.z)))
    for (const value of Array.from(listOf(row))) {
      if (typeof value !== 'number' || !Number.isFinite(value)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  return [trace.zmin ?? (low > high ? 0 : low), trace.zmax ?? (low > high ? 1 : high)];
}

/** Cells as one outline a colour; values that are missing leave the page to be seen. */
export function drawHeatmap(on: TraceOnPlot): Drawn {
  const { trace, plot } = on;
  const rows = listOf(trace.z);
  const xEdges = cellEdges(trace, 'x', plot.x.coordinate).map((edge) => pixelOf(plot.x, edge));
  const yEdges = cellEdges(trace, 'y', plot.y.coordinate).map((edge) => pixelOf(plot.y, edge));
  const colours = colourSteps(trace.colorscale as ColourScale, steps);
  const [low, high] = valueRange(trace);
  const paths = new Map<number, string[]>();
  const found: Drawn = { marks: [], hits: [] };
  for (let row = 0; row < rows.length; row += 1) {
    const cells = listOf(rows[row]);
    for (let column = 0; column < cells.length; column += 1) {
      const value = cells[column];
      if (typeof value !== 'number' || !Number.isFinite(value)) continue;
      const box = cellBox(xEdges, yEdges, column, row, Number(trace.xgap ?? 0));
      const share = high > low ? (value - low) / (high - low) : 0;
      const step = Math.max(0, Math.min(steps - 1, Math.round(share * (steps - 1))));
      const parts = paths.get(step);
      if (parts) parts.push(rectanglePath(box));
      else paths.set(step, [rectanglePath(box)]);
      found.hits.push(hitOf(on, box, { row, column, columns: cells.length }, colours[step]!));
      found.marks.push(...cellText(on, box, row, column, colours[step]!));
    }
  }
  const fills = [...paths].map(([step, parts]): Mark => ({
    kind: 'path',
    d: parts.join(''),
    fill: colours[step],
    isCrisp: true,
    clip: plot.box,
  }));
  return { marks: [...fills, ...found.marks], hits: found.hits };
}

function cellBox(x: number[], y: number[], column: number, row: number, gap: number): Box {
  const [left, right] = ends(x[column]!, x[column + 1]!);
  const [top, bottom] = ends(y[row]!, y[row + 1]!);
  return {
    left,
    top,
    width: Math.max(0.5, right - left - gap),
    height: Math.max(0.5, bottom - top - gap),
  };
}

function ends(one: number, other: number): [number, number] {
  return [Math.round(Math.min(one, other)), Math.round(Math.max(one, other))];
}

interface Cell {
  row: number;
  column: number;
  columns: number;
}

function hitOf(
  { trace, index, plot }: TraceOnPlot,
  box: Box,
  { row, column, columns }: Cell,
  colour: string,
): Hit {
  const at = (list: unknown): unknown => listOf(listOf(list)[row])[column];
  const position = (list: Values, place: number): unknown => list[place] ?? place;
  return {
    box,
    trace: index,
    point: row * columns + column,
    colour,
    words: () =>
      hoverWords(
        trace,
        {
          x: position(listOf(trace.x), column),
          y: position(listOf(trace.y), row),
          z: at(trace.z),
          text: at(trace.text),
          customdata: at(trace.customdata),
        },
        plot.x,
        plot.y,
      ),
  };
}

/** The text of a cell, where the template asks for it and it fits. */
function cellText(
  { trace, measure }: TraceOnPlot,
  box: Box,
  row: number,
  column: number,
  colour: string,
): TextMark[] {
  if (trace.texttemplate !== '%{text}') return [];
  const text = listOf(listOf(trace.text)[row])[column];
  if (typeof text !== 'string' || text === '') return [];
  const lines = breakLines(text);
  const height = 14 * lines.length;
  const fits =
    height <= box.height + 4 && lines.every((line) => measure(line, labelPx) <= box.width + 2);
  if (!fits) return [];
  const middle = box.top + box.height / 2 - height / 2 + 7;
  return lines.map((line, place) => ({
    kind: 'text',
    x: box.left + box.width / 2,
    y: middle + 14 * place,
    text: line,
    sizePx: labelPx,
    fill: (trace.textfont?.color as string | undefined) ?? textOn(colour),
    align: 'middle',
    baseline: 'middle',
  }));
}
