import type { LineageState, ShownNode } from '../../state/lineage/lineage.svelte';

/** Of the box of a node, in pixels. */
export const nodeSize = { width: 190, height: 60 };

const gap = { x: 64, y: 20 };
const margin = 24;

export interface Point {
  x: number;
  y: number;
}

/** Upper left corner of a node; short layers stand in the middle. */
export function placeNode(
  { layer, row }: Pick<ShownNode, 'layer' | 'row'>,
  layerLength: number,
  rowCount: number,
): Point {
  const shift = (rowCount - layerLength) / 2;
  return {
    x: margin + layer * (nodeSize.width + gap.x),
    y: margin + (row + shift) * (nodeSize.height + gap.y),
  };
}

export function pictureSize({ layerCount, rowCount }: LineageState['layout']): {
  width: number;
  height: number;
} {
  return {
    width: 2 * margin + layerCount * (nodeSize.width + gap.x) - gap.x,
    height: 2 * margin + rowCount * (nodeSize.height + gap.y) - gap.y,
  };
}

/** A line from the right side of one node to the left side of another. */
export function edgePath(from: Point, to: Point): string {
  const [x1, y1] = [from.x + nodeSize.width, from.y + nodeSize.height / 2];
  const [x2, y2] = [to.x, to.y + nodeSize.height / 2];
  const bend = gap.x / 2;
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
}
