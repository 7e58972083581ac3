import { palettes, type Theme } from '../../figures/palette';
import { colourSteps } from '../../figures/scene/colour-scale';

const steps = 64;
const scales = new Map<Theme, Uint32Array>();

/** Paints one pixel a cell, row by row from the bottom left: darker for more rows, by the square root. */
export function paintCells(
  canvas: HTMLCanvasElement,
  counts: ArrayLike<number>,
  columns: number,
  most: number,
  theme: Theme,
): void {
  const rows = counts.length / columns;
  if (canvas.width !== columns || canvas.height !== rows) {
    canvas.width = columns;
    canvas.height = rows;
  }
  const context = canvas.getContext('2d');
  if (!context || columns === 0 || rows === 0) return;
  const image = context.createImageData(columns, rows);
  const pixels = new Uint32Array(image.data.buffer);
  const scale = scaleOf(theme);
  for (let at = 0; at < counts.length; at += 1) {
    const count = counts[at]!;
    if (count === 0) continue;
    const [row, column] = [Math.floor(at / columns), at % columns];
    const step = Math.max(1, Math.round((steps - 1) * Math.sqrt(count / most)));
    pixels[(rows - 1 - row) * columns + column] = scale[Math.min(steps - 1, step)]!;
  }
  context.putImageData(image, 0, 0);
}

/** Colours as a canvas keeps them: alpha, blue, green, red from the highest byte down. */
function scaleOf(theme: Theme): Uint32Array {
  const known = scales.get(theme);
  if (known) return known;
  const made = Uint32Array.from(colourSteps(palettes[theme].sequential, steps), (colour) => {
    const [red, green, blue] = [1, 3, 5].map((start) =>
      Number.parseInt(colour.slice(start, start + 2), 16),
    );
    return ((255 << 24) | (blue! << 16) | (green! << 8) | red!) >>> 0;
  });
  scales.set(theme, made);
  return made;
}
