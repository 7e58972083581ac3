import type { Figure } from '../../figures/figure';
import { palettes, themeFigure, type Theme } from '../../figures/palette';
import { drawScene } from '../../figures/scene/draw-scene';
import type { Scene, TextMark } from '../../figures/scene/scene';
import { writeSvg } from '../../figures/scene/write-svg';
import { fontFamily } from '../../figures/theme-layout';
import { fitText } from '../../figures/scene/fit-text';
import { measureText } from './measure-text';
import { paintScene } from './paint-scene';

const titlePx = 34;
const pngScale = 2;

/** A file's name after a title: letters and digits of any language, all else as one hyphen. */
export function fileName(title: string, ending: string): string {
  const words = title
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return `${[...words].slice(0, 80).join('') || 'figure'}.${ending}`;
}

/** The figure with its title as the text of an SVG file, in the colours of the theme. */
export function exportSvg(figure: Figure, theme: Theme, widthPx: number): Blob {
  const svg = writeSvg(titledScene(figure, theme, widthPx), {
    background: palettes[theme].background,
    fontFamily,
    title: figure.title,
    description: figure.alt,
  });
  return new Blob([svg], { type: 'image/svg+xml' });
}

/** The figure with its title as a PNG at twice its size on the screen. */
export async function exportPng(figure: Figure, theme: Theme, widthPx: number): Promise<Blob> {
  const canvas = document.createElement('canvas');
  const scene = titledScene(figure, theme, widthPx);
  paintScene(canvas, scene, pngScale, palettes[theme].background);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new RangeError('The browser could not make a PNG of this figure.');
  return blob;
}

function titledScene(figure: Figure, theme: Theme, width: number): Scene {
  const themed = themeFigure(figure, theme);
  const height = figure.heightPx ?? 280;
  const base = Number(themed.layout.margin?.t ?? 12);
  const layout = { ...themed.layout, margin: { ...themed.layout.margin, t: base + titlePx } };
  const scene = drawScene({ ...themed, layout }, { width, height: height + titlePx }, measureText);
  const title: TextMark = {
    kind: 'text',
    x: 14,
    y: 12,
    text: fitText(figure.title, 15, width - 28, measureText),
    sizePx: 15,
    weight: 600,
    fill: palettes[theme].text,
    align: 'start',
    baseline: 'top',
  };
  return { ...scene, marks: [...scene.marks, title] };
}
