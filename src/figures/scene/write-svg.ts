import type { Mark, PathMark, PointsMark, Scene, TextMark } from './scene';
import { rectanglePath, round } from './scene';

interface SvgOptions {
  /** Colour behind the figure. */
  background: string;
  fontFamily: string;
  title: string;
  /** What is to be seen, for those who cannot see it. */
  description: string;
  /** Before the ids of this figure, where several stand in one document. */
  idPrefix?: string;
}

/** Rectangles that marks are cut to, by their path, with the ids they have in the document. */
interface Clips {
  ids: Map<string, string>;
  prefix: string;
}

/** A scene as the text of an SVG file: no script, no link, nothing from elsewhere. */
export function writeSvg({ width, height, marks }: Scene, options: SvgOptions): string {
  const clips: Clips = { ids: new Map(), prefix: options.idPrefix ?? '' };
  const body = marks.map((mark) => writeMark(mark, clips)).join('\n');
  const defs = [...clips.ids]
    .map(([d, id]) => `<clipPath id="${id}"><path d="${d}"/></clipPath>`)
    .join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escapeXml(options.fontFamily)}" role="img">
<title>${escapeXml(options.title)}</title>
<desc>${escapeXml(options.description)}</desc>
<defs>${defs}</defs>
<rect width="100%" height="100%" fill="${escapeXml(options.background)}"/>
${body}
</svg>
`;
}

/** Text and values of attributes; characters that XML cannot hold become the replacement character. */
export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(forbidden, '\uFFFD');
}

/** Control characters, lone halves of pairs, and the two code points that are none. */

const forbidden =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function writeMark(mark: Mark, clips: Clips): string {
  switch (mark.kind) {
    case 'path':
      return writePath(mark, clips);
    case 'points':
      return writePoints(mark, clips);
    case 'text':
      return writeText(mark);
  }
}

function writePath(
  { d, fill, stroke, strokeWidth, dash, opacity, clip, isCrisp }: PathMark,
  clips: Clips,
): string {
  return `<path${attributes({
    d,
    fill: fill ?? 'none',
    stroke,
    'stroke-width': stroke === undefined ? undefined : strokeWidth,
    'stroke-dasharray': dash?.join(' '),
    opacity,
    'shape-rendering': isCrisp ? 'crispEdges' : undefined,
    'clip-path': clip && clipName(clip, clips),
  })}/>`;
}

function writePoints({ x, y, radius, fill, opacity, clip }: PointsMark, clips: Clips): string {
  const circles = Array.from(x, (left, point) => {
    if (!Number.isFinite(left + y[point]!)) return '';
    const r = typeof radius === 'number' ? radius : radius[point];
    const own = typeof fill === 'string' ? undefined : fill[point];
    return `<circle${attributes({ cx: round(left), cy: round(y[point]!), r, fill: own })}/>`;
  });
  const shared = {
    fill: typeof fill === 'string' ? fill : undefined,
    'fill-opacity': opacity,
    'clip-path': clip && clipName(clip, clips),
  };
  return `<g${attributes(shared)}>${circles.join('')}</g>`;
}

function writeText({ x, y, text, sizePx, fill, align, baseline, angle, weight }: TextMark): string {
  return `<text${attributes({
    x: round(x),
    y: round(y),
    fill,
    'font-size': sizePx,
    'font-weight': weight,
    'text-anchor': align,
    'dominant-baseline': svgBaseline[baseline],
    transform: angle ? `rotate(${angle} ${round(x)} ${round(y)})` : undefined,
  })} xml:space="preserve">${escapeXml(text)}</text>`;
}

/** How SVG calls the line that a text stands at. */
export const svgBaseline = { top: 'hanging', middle: 'central', bottom: 'auto' } as const;

function clipName(clip: NonNullable<PathMark['clip']>, clips: Clips): string {
  const d = rectanglePath(clip);
  const id = clips.ids.get(d) ?? `${clips.prefix}clip${clips.ids.size}`;
  clips.ids.set(d, id);
  return `url(#${id})`;
}

function attributes(values: Record<string, string | number | undefined>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join('');
}
