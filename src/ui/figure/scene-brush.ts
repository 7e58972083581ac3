import { valueAt, type Plot } from '../../figures/scene/scene';

/** A drag in px from where it began to where it is. */
export interface DragBox {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/** An area of a plot: values of both axes, or places among categories. */
export interface BrushedArea {
  x: [from: number, to: number];
  y: [from: number, to: number];
}

/** Whether a pointer has gone far enough to mean more than a click. */
export function isDragged({ x0, y0, x1, y1 }: DragBox): boolean {
  return Math.hypot(x1 - x0, y1 - y0) > 5;
}

export function areaOf({ x0, y0, x1, y1 }: DragBox, { x, y }: Plot): BrushedArea {
  const sorted = (one: number, other: number): [number, number] =>
    one <= other ? [one, other] : [other, one];
  return { x: sorted(valueAt(x, x0), valueAt(x, x1)), y: sorted(valueAt(y, y0), valueAt(y, y1)) };
}

/** Where a key leads among `count` marks; `undefined` for other keys. */
export function nextMark(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return Math.min(count - 1, at + 1);
    case 'ArrowLeft':
    case 'ArrowUp':
      return Math.max(0, at - 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
