import { countWords } from '../../data/format';
import type { Figure, Trace } from '../figure';
import { themeFigure } from '../palette';
import { drawScene } from '../scene/draw-scene';
import { estimateWidth } from '../scene/fit-text';
import { checkPlain, refused } from './check-plain';

const types: readonly string[] = [
  ...['scatter', 'bar', 'box', 'heatmap', 'histogram', 'histogram2d', 'histogram2dcontour'],
  ...['contour', 'violin', 'pie'],
];

const mostTraces = 60;
const mostValues = 200_000;

/**
 * A figure in the words of Plotly that a script returned, checked: known types of traces, data and no more. What our
 * own scene cannot draw is marked for Plotly.
 * @param number Which one it is, from 1, where it has no title.
 * @throws AppError `script_failed`
 */
export function readFigure(value: unknown, number: number): Figure {
  const { data, layout = {} } = value as { data: unknown; layout?: unknown };
  if (!Array.isArray(data) || data.length === 0) throw refused('data', 'is no list of traces');
  if (data.length > mostTraces)
    throw refused('data', `has ${data.length} traces, and at most ${mostTraces} are drawn`);
  if (typeof layout !== 'object' || layout === null || Array.isArray(layout))
    throw refused('layout', 'is no object');
  data.forEach(checkType);
  const values = checkPlain(data, 'data') + checkPlain(layout, 'layout');
  if (values > mostValues) {
    throw refused(
      'data',
      `holds ${values} values, and at most ${mostValues} are drawn: add them up first, or take a sample`,
    );
  }
  const { title, height, ...rest } = layout as Record<string, unknown>;
  delete rest.width;
  const figure: Figure = {
    title: titleOf(title) ?? `Figure ${number}`,
    alt: altOf(data as Trace[]),
    data: data as Trace[],
    layout: rest as Figure['layout'],
  };
  if (typeof height === 'number') figure.heightPx = Math.min(1200, Math.max(120, height));
  return isDrawable(figure) ? figure : { ...figure, renderer: 'plotly' };
}

function checkType(trace: unknown, index: number): void {
  const place = `data[${index}]`;
  if (typeof trace !== 'object' || trace === null) throw refused(place, 'is no trace');
  const { type = 'scatter' } = trace as { type?: unknown };
  if (typeof type !== 'string' || !types.includes(type))
    throw refused(`${place}.type`, `is ${JSON.stringify(type)}: give one of ${types.join(', ')}`);
}

function titleOf(title: unknown): string | undefined {
  const text =
    typeof title === 'object' && title !== null ? (title as { text?: unknown }).text : title;
  return typeof text === 'string' && text.trim() !== '' ? text.slice(0, 200) : undefined;
}

function altOf(data: readonly Trace[]): string {
  const parts = data.slice(0, 4).map((trace) => {
    const length = Math.max(...[trace.x, trace.y, trace.values].map(lengthOf));
    const name = trace.name ? `${String(trace.name).slice(0, 60)}: ` : '';
    return `${name}${trace.type ?? 'scatter'} of ${countWords(length, 'value')}`;
  });
  const more = data.length > parts.length ? `, and ${data.length - parts.length} more` : '';
  return `${parts.join('; ')}${more}.`;
}

function lengthOf(list: unknown): number {
  return Array.isArray(list) ? list.length : 0;
}

/** Whether our own scene draws it: tried once, since what is given may be of any form. */
function isDrawable(figure: Figure): boolean {
  try {
    const themed = themeFigure(figure, 'light');
    const { marks } = drawScene(themed, { width: 480, height: 280 }, estimateWidth);
    const outlines = marks.flatMap((mark) => (mark.kind === 'path' ? [mark.d] : []));
    return marks.length > 0 && !/NaN|Infinity|undefined/.test(outlines.join());
  } catch {
    return false;
  }
}
