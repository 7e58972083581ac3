import type { Annotations, Layout, Shape } from 'plotly.js';
import { breakLines } from './hover-words';
import { place, round, rectanglePath, type Box, type Mark, type Plot, type Scale } from './scene';
import { dashOf } from './trace-scatter';

/** Lines and areas that a layout draws over a plot. */
export function shapeMarks({ shapes = [] }: Partial<Layout>, plot: Plot): Mark[] {
  return shapes.flatMap((shape): Mark[] => {
    const [x0, x1] = [shape.x0, shape.x1].map((value) =>
      at(value, shape.xref, plot.x, plot.box, 'x'),
    );
    const [y0, y1] = [shape.y0, shape.y1].map((value) =>
      at(value, shape.yref, plot.y, plot.box, 'y'),
    );
    const stroke = lineOf(shape);
    if (!Number.isFinite(x0! + x1! + y0! + y1!)) return [];
    if (shape.type === 'line')
      return [
        { kind: 'path', d: `M${round(x0!)} ${round(y0!)}L${round(x1!)} ${round(y1!)}`, ...stroke },
      ];
    const box = {
      left: Math.min(x0!, x1!),
      top: Math.min(y0!, y1!),
      width: Math.abs(x1! - x0!),
      height: Math.abs(y1! - y0!),
    };
    const opacity = shape.opacity === undefined ? {} : { opacity: shape.opacity };
    return [
      {
        kind: 'path',
        d: rectanglePath(box),
        fill: shape.fillcolor as string | undefined,
        ...opacity,
        clip: plot.box,
      },
    ];
  });
}

function lineOf({
  line,
}: Partial<Shape>): Pick<Extract<Mark, { kind: 'path' }>, 'stroke' | 'strokeWidth' | 'dash'> {
  return {
    stroke: String(line?.color ?? '#888888'),
    strokeWidth: line?.width ?? 1,
    ...dashOf(line?.dash),
  };
}

/** Words that a layout puts onto a plot, without arrows. */
export function annotationMarks({ annotations = [] }: Partial<Layout>, plot: Plot): Mark[] {
  return annotations.flatMap((note) => {
    const x = at(note.x, note.xref, plot.x, plot.box, 'x') + Number(note.xshift ?? 0);
    const y = at(note.y, note.yref, plot.y, plot.box, 'y') - Number(note.yshift ?? 0);
    if (!Number.isFinite(x + y)) return [];
    const lines = breakLines(note.text ?? '');
    return lines.map((text, line): Mark => ({
      kind: 'text',
      x,
      y: y + 14 * (line - lastOf(note, lines.length)),
      text,
      sizePx: note.font?.size ?? 11,
      fill: String(note.font?.color ?? '#666666'),
      align: alignOf(note, x, plot.box),
      baseline: note.yanchor === 'bottom' ? 'bottom' : note.yanchor === 'top' ? 'top' : 'middle',
    }));
  });
}

function lastOf({ yanchor }: Partial<Annotations>, lines: number): number {
  if (yanchor === 'top') return 0;
  return yanchor === 'bottom' ? lines - 1 : (lines - 1) / 2;
}

/** Centred on its place, but never out of the figure. */
function alignOf(
  { xanchor }: Partial<Annotations>,
  x: number,
  { left, width }: Box,
): 'start' | 'middle' | 'end' {
  if (xanchor === 'left') return 'start';
  if (xanchor === 'right') return 'end';
  if (xanchor === 'center') return 'middle';
  if (x > left + width - 50) return 'end';
  return x < left + 50 ? 'start' : 'middle';
}

function at(
  value: unknown,
  reference: string | undefined,
  scale: Scale,
  box: Box,
  direction: 'x' | 'y',
): number {
  if (reference !== 'paper' && !reference?.endsWith('domain')) {
    return place(scale, scale.kind === 'log' ? 10 ** Number(value) : value);
  }
  const share = Number(value);
  return direction === 'x' ? box.left + share * box.width : box.top + (1 - share) * box.height;
}
