/** A rectangle in px, measured from the top left. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** An outline in the path language of SVG, which a canvas takes as well. */
export interface PathMark {
  kind: 'path';
  d: string;
  fill?: string;
  stroke?: string;
  strokeWidth?: number;
  dash?: readonly number[];
  opacity?: number;
  /** Only what lies inside is drawn. */
  clip?: Box;
  /** Edges on whole pixels, so that neighbouring cells leave no seam. */
  isCrisp?: boolean;
}

/** Many equal circles, each drawn by itself so that overlaps add up. */
export interface PointsMark {
  kind: 'points';
  x: Float64Array;
  y: Float64Array;
  /** One radius, or one a point. */
  radius: number | readonly number[];
  /** One colour, or one a point. */
  fill: string | readonly string[];
  opacity: number;
  clip?: Box;
}

/** One line of text; never markup. */
export interface TextMark {
  kind: 'text';
  x: number;
  y: number;
  text: string;
  sizePx: number;
  fill: string;
  align: 'start' | 'middle' | 'end';
  baseline: 'top' | 'middle' | 'bottom';
  /** Degrees clockwise around (x, y). */
  angle?: number;
  weight?: number;
}

export type Mark = PathMark | PointsMark | TextMark;

/** A point, bar or cell that can be pointed at. */
export interface Hit {
  box: Box;
  trace: number;
  /** Index of the point; of a heat map's cell, row × columns + column. */
  point: number;
  colour: string;
  /** What it says, line by line; made when asked for. */
  words: () => string[];
}

/** Where values stand along one direction. */
export interface Scale {
  kind: 'linear' | 'log' | 'date' | 'category';
  /** Ends in coordinates: powers of ten on a log scale, ms since 1970 on a date scale, places on a category scale. */
  from: number;
  to: number;
  /** Their pixels. */
  start: number;
  end: number;
  /** The coordinate of a value; NaN where it has none. */
  coordinate: (value: unknown) => number;
}

/** A pair of axes and the area between them. */
export interface Plot {
  box: Box;
  x: Scale;
  y: Scale;
}

/** A figure laid out in px: what a canvas paints, an SVG holds and the pointer meets. */
export interface Scene {
  width: number;
  height: number;
  marks: Mark[];
  hits: Hit[];
  plots: Plot[];
}

/** Width in px of one line of text. */
export type MeasureText = (text: string, sizePx: number) => number;

/** Pixel of a coordinate. */
export function pixelOf({ from, to, start, end }: Scale, coordinate: number): number {
  return start + ((coordinate - from) / (to - from)) * (end - start);
}

/** Pixel of a value; NaN where it has none. */
export function place(scale: Scale, value: unknown): number {
  return pixelOf(scale, scale.coordinate(value));
}

/** The value at a pixel: a number, ms since 1970, or a place among categories. */
export function valueAt(scale: Scale, pixel: number): number {
  const coordinate =
    scale.from + ((pixel - scale.start) / (scale.end - scale.start)) * (scale.to - scale.from);
  return scale.kind === 'log' ? 10 ** coordinate : coordinate;
}

/** A rectangle as an outline. */
export function rectanglePath({ left, top, width, height }: Box): string {
  return `M${round(left)} ${round(top)}h${round(width)}v${round(height)}h${round(-width)}z`;
}

/** A hundredth of a pixel is enough. */
export function round(pixels: number): number {
  return Math.round(pixels * 100) / 100;
}
