import { estimateWidth } from '../../figures/scene/fit-text';
import type { MeasureText } from '../../figures/scene/scene';
import { fontFamily } from '../../figures/theme-layout';

let context: CanvasRenderingContext2D | null | undefined;
const widths = new Map<string, number>();
const mostKept = 20_000;

/** Width of one line in the page's type, as the browser sets it. */
export const measureText: MeasureText = (text, sizePx) => {
  const key = `${sizePx} ${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  const width = measure(text, sizePx);
  if (widths.size >= mostKept) widths.clear();
  widths.set(key, width);
  return width;
};

/** Widths change once the font has come. */
document.fonts.addEventListener('loadingdone', () => widths.clear());

function measure(text: string, sizePx: number): number {
  context ??= document.createElement('canvas').getContext('2d');
  if (!context) return estimateWidth(text, sizePx);
  context.font = `${sizePx}px ${fontFamily}`;
  return context.measureText(text).width;
}
