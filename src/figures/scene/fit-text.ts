import type { MeasureText } from './scene';

/** The text, or as much of its start as fits into a width, with an ellipsis. */
export function fitText(text: string, sizePx: number, width: number, measure: MeasureText): string {
  if (measure(text, sizePx) <= width) return text;
  const characters = [...text];
  let [low, high] = [0, characters.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(`${characters.slice(0, middle).join('')}…`, sizePx) <= width) low = middle;
    else high = middle - 1;
  }
  return low === 0 ? '…' : `${characters.slice(0, low).join('').trimEnd()}…`;
}

/** A width by the mean of Inter's letters, where nothing measures them: off by some 15 %. */
export function estimateWidth(text: string, sizePx: number): number {
  return [...text].length * sizePx * 0.56;
}
