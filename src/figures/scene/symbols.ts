import { round } from './scene';

/** Outline of a marker around a point, by Plotly's name; `half` is half its size. Unknown names are squares. */
export function symbolPath(name: string, x: number, y: number, half: number): string {
  if (!Number.isFinite(x + y)) return '';
  const [left, right, top, bottom] = [x - half, x + half, y - half, y + half].map(round);
  const [midX, midY] = [round(x), round(y)];
  switch (name.replace(/-open$/, '')) {
    case 'diamond':
      return `M${midX} ${top}L${right} ${midY}L${midX} ${bottom}L${left} ${midY}z`;
    case 'line-ns':
      return `M${midX} ${top}V${bottom}`;
    case 'line-ew':
      return `M${left} ${midY}H${right}`;
    case 'x':
      return `M${left} ${top}L${right} ${bottom}M${left} ${bottom}L${right} ${top}`;
    case 'triangle-up':
      return `M${midX} ${top}L${right} ${bottom}H${left}z`;
    default:
      return `M${left} ${top}H${right}V${bottom}H${left}z`;
  }
}
