import { leafOrder, type Merge } from '../../math/linkage';
import { formatNumber } from '../../data/format';
import type { Figure } from '../figure';

const rowHeightPx = 22;

/**
 * Columns as leaves of a tree that joins them where they are associated: the further right two lines meet, the more
 * the columns say the same. A dashed line stands where the tree is cut into clusters.
 */
export function drawDendrogram(
  names: readonly string[],
  merges: readonly Merge[],
  threshold: number,
): Figure {
  const { xs, ys } = traceTree(names.length, merges);
  const order = leafOrder(merges, names.length);
  const closest = merges[0];
  return {
    title: 'Columns that say the same',
    alt: closest
      ? `A tree of ${names.length} columns; the closest two or more meet at an association of ${formatNumber(1 - closest.distance, 3)}. It is cut at ${threshold}.`
      : 'A single column, with nothing to compare.',
    data: [
      {
        type: 'scatter',
        mode: 'lines',
        x: xs,
        y: ys,
        line: { shape: 'linear', width: 1.5 },
        hoverinfo: 'x',
        connectgaps: false,
        meta: { role: 'primary' },
        showlegend: false,
      },
    ],
    layout: {
      xaxis: { title: { text: 'mean association between the joined' }, range: [-0.02, 1.02] },
      yaxis: {
        tickmode: 'array',
        tickvals: Array.from(order, (_, place) => place),
        ticktext: Array.from(order, (leaf) => shorten(names[leaf])),
        range: [names.length - 0.5, -0.5],
        showgrid: false,
      },
      shapes: [
        {
          type: 'line',
          x0: threshold,
          x1: threshold,
          y0: 0,
          y1: 1,
          yref: 'paper',
          line: { dash: 'dash' },
        },
      ],
      showlegend: false,
    },
    heightPx: 90 + rowHeightPx * names.length,
  };
}

/** Brackets: from each child at its own association along to the association of the merge, and across. */
function traceTree(
  count: number,
  merges: readonly Merge[],
): { xs: (number | null)[]; ys: (number | null)[] } {
  const places: number[] = [];
  leafOrder(merges, count).forEach((leaf, place) => (places[leaf] = place));
  const heights = new Array<number>(count).fill(1);
  const xs: (number | null)[] = [];
  const ys: (number | null)[] = [];
  if (merges.length === 0) {
    xs.push(0, 1);
    ys.push(0, 0);
  }
  merges.forEach(({ left, right, distance }, step) => {
    const joined = 1 - distance;
    xs.push(heights[left], joined, joined, heights[right], null);
    ys.push(places[left], places[left], places[right], places[right], null);
    places[count + step] = (places[left] + places[right]) / 2;
    heights[count + step] = joined;
  });
  return { xs, ys };
}

function shorten(name: string): string {
  return name.length > 28 ? `${name.slice(0, 27)}…` : name;
}
