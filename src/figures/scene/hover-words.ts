import { formatTime } from '../profile/labels';
import type { Trace } from '../figure';
import { formatBy } from './format-number';
import type { Scale } from './scene';

/** What a template may name, of one point. */
export interface PointValues {
  x?: unknown;
  y?: unknown;
  z?: unknown;
  text?: unknown;
  customdata?: unknown;
}

const place = /%\{(\w+)(?:\[(\d+)\])?(?::([^}]+))?\}/g;

/** Lines that a point says when it is pointed at, by the trace's template; none where it is to stay silent. */
export function hoverWords(trace: Trace, point: PointValues, x: Scale, y: Scale): string[] {
  const { hovertemplate, hoverinfo, name } = trace;
  if (hoverinfo === 'skip' || hoverinfo === 'none') return [];
  const template = typeof hovertemplate === 'string' ? hovertemplate : defaultTemplate(point, name);
  const [, main, extra] = /^(.*?)(?:<extra>(.*)<\/extra>)?$/s.exec(template)!;
  const lines = `${main}${extra ? `<br>${extra}` : ''}`.split(/<br>/i);
  return lines.flatMap((line) => breakLines(fill(line, point, x, y)));
}

/** Text of a figure as lines: `<br>` breaks, an escaped `<` is one again, all else stays as it is. */
export function breakLines(text: string): string[] {
  return text.split(/<br\s*\/?>/i).map((line) => line.replaceAll('&lt;', '<'));
}

function defaultTemplate({ z, text }: PointValues, name: string | undefined): string {
  const value = z === undefined ? '' : '<br>%{z}';
  const words = text === undefined || text === '' ? '' : '<br>%{text}';
  return `%{x}, %{y}${value}${words}${name ? `<br>${name}` : ''}`;
}

function fill(line: string, point: PointValues, x: Scale, y: Scale): string {
  return line.replace(place, (_, name: keyof PointValues, index?: string, format?: string) => {
    const whole = point[name];
    const value = index === undefined ? whole : (whole as unknown[] | undefined)?.[Number(index)];
    const scale = name === 'x' ? x : name === 'y' ? y : undefined;
    return valueWords(value, format, scale);
  });
}

function valueWords(value: unknown, format: string | undefined, scale: Scale | undefined): string {
  if (value === null || value === undefined) return '–';
  if (scale?.kind === 'date') return formatTime(scale.coordinate(value));
  return typeof value === 'number' ? formatBy(value, format) : String(value as string);
}
