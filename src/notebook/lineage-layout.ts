import type { LineageEdge, LineageGraph } from './lineage';

/** Where a node is drawn: its layer from the left, and its place in it from the top, both from 0. */
export interface LineagePlace {
  layer: number;
  row: number;
}

export interface LineageLayout {
  places: ReadonlyMap<string, LineagePlace>;
  layerCount: number;
  rowCount: number;
}

/** How often layers are put in order, back and forth. */
const sweeps = 6;

/**
 * Layers by the longest way from a source, so that every edge goes right; within a layer by the mean place of the
 * neighbours, which keeps crossings few (Sugiyama, Tagawa and Toda, 1981).
 */
export function layOutLineage(graph: LineageGraph): LineageLayout {
  const layers = findLayers(graph);
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    const isForward = sweep % 2 === 0;
    const order = isForward ? layers.slice(1) : layers.slice(0, -1).reverse();
    for (const layer of order) sortLayer(layer, layers, graph.edges, isForward);
  }
  const places = new Map<string, LineagePlace>();
  layers.forEach((layer, index) =>
    layer.forEach((id, row) => places.set(id, { layer: index, row })),
  );
  return {
    places,
    layerCount: layers.length,
    rowCount: Math.max(0, ...layers.map((layer) => layer.length)),
  };
}

function findLayers({ nodes, edges }: LineageGraph): string[][] {
  const depth = new Map<string, number>();
  const depthOf = (id: string): number => {
    const known = depth.get(id);
    if (known !== undefined) return known;
    depth.set(id, 0);
    const sources = edges.filter(({ to }) => to === id).map(({ from }) => depthOf(from) + 1);
    const found = Math.max(0, ...sources);
    depth.set(id, found);
    return found;
  };
  const layers: string[][] = [];
  for (const id of nodes.keys()) (layers[depthOf(id)] ??= []).push(id);
  return layers;
}

function sortLayer(
  layer: string[],
  layers: readonly string[][],
  edges: readonly LineageEdge[],
  isForward: boolean,
): void {
  const rows = new Map(layers.flatMap((ids) => ids.map((id, row) => [id, row] as const)));
  const weight = new Map(
    layer.map((id, row) => {
      const near = edges.flatMap(({ from, to }) =>
        isForward ? (to === id ? [from] : []) : from === id ? [to] : [],
      );
      const sum = near.reduce((total, other) => total + rows.get(other)!, 0);
      return [id, near.length === 0 ? row : sum / near.length];
    }),
  );
  layer.sort((a, b) => weight.get(a)! - weight.get(b)!);
}
