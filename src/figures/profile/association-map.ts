import type { Figure } from '../figure';
import { shortLabel } from './labels';

/** One cell of the map: strength 0..1 (NaN: none), and what the hover says about the pair. */
export interface AssociationCell {
  strength: number;
  words: string;
}

export interface AssociationMapData {
  /** Columns in the order to draw. */
  names: readonly string[];
  cell: (row: number, column: number) => AssociationCell;
  /** The strongest pair in words, for those who cannot see it. */
  strongest: string;
}

/** From so many columns on the numbers would not fit into the cells. */
const mostLabelled = 16;

/** A square map of all pairs: darker means that two columns say more about each other. */
export function drawAssociationMap({ names, cell, strongest }: AssociationMapData): Figure {
  const places = names.map((_, place) => place);
  const cells = places.map((row) =>
    places.map((column) => (row === column ? undefined : cell(row, column))),
  );
  const z = cells.map((row) => row.map((each) => shownStrength(each)));
  const labels = places.map((place) => shortLabel(names[place]!, 24));
  const axis = { tickmode: 'array', tickvals: places, ticktext: labels, showgrid: false } as const;
  const text = z.map((row) => row.map((strength) => strength?.toFixed(2) ?? ''));
  return {
    title: 'How columns go together',
    alt: `A map of the association of ${names.length} columns, 0 none to 1 one decides the other. ${strongest}`,
    data: [
      {
        type: 'heatmap',
        z,
        x: places,
        y: places,
        zmin: 0,
        zmax: 1,
        ...(names.length <= mostLabelled ? { text, texttemplate: '%{text}' } : {}),
        customdata: cells.map((row, at) => row.map((each) => each?.words ?? names[at]!)),
        hovertemplate: '%{customdata}<extra></extra>',
        hoverongaps: false,
        meta: { role: 'sequential' },
      } as Figure['data'][number],
    ],
    layout: {
      xaxis: { ...axis, tickangle: -45, side: 'bottom' },
      yaxis: { ...axis, autorange: 'reversed' },
      margin: { l: 120, b: 110 },
    },
    heightPx: Math.min(900, 220 + 24 * names.length),
  };
}

function shownStrength(cell: AssociationCell | undefined): number | null {
  return cell === undefined || Number.isNaN(cell.strength) ? null : cell.strength;
}
