import { formatNumber } from '../../data/format';
import type { Figure, Trace } from '../figure';
import { fromTop, scaleAxis, type ChartScale } from './chart-scale';

/** What stands in each cell of two scales, `null` where nothing does: `values[up][across]`. */
export interface ChartGrid {
  across: ChartScale;
  up: ChartScale;
  values: readonly (readonly (number | null)[])[];
}

/** `log`: stronger by powers of ten; `root`: by the square root. */
export type Shade = 'plain' | 'log' | 'root';

const shades: Readonly<Record<Shade, (value: number) => number>> = {
  plain: (value) => value,
  log: (value) => Math.log10(Math.max(value, 1)),
  root: Math.sqrt,
};

/** A heat map of a measure. Names of values go from the top down, scales upwards. */
export function drawCells(grid: ChartGrid, title: string, measure: string, shade: Shade): Figure {
  const { across, up } = grid;
  const rows = up.centres.length;
  return {
    title,
    alt: describeCells(grid, measure),
    data: [cellTrace(grid, measure, shade)],
    layout: {
      xaxis: scaleAxis(across),
      yaxis: up.kind === 'values' ? fromTop(scaleAxis(up)) : scaleAxis(up),
      showlegend: false,
    },
    heightPx: up.kind === 'values' ? Math.max(220, 130 + 24 * rows) : 420,
  };
}

/** All pairs of columns as small heat maps; on the diagonal the rows of each column's own bins. */
export function drawMatrix(
  scales: readonly ChartScale[],
  gridOf: (first: number, second: number) => ChartGrid,
  ownCounts: readonly (readonly number[])[],
): Figure {
  const count = scales.length;
  const layout: Record<string, object> = {};
  const data: Trace[] = [];
  scales.forEach((scale, row) =>
    scales.forEach((_, column) => {
      const id = row * count + column + 1;
      const axis = { xaxis: `x${id}`, yaxis: `y${id}` };
      layout[`xaxis${id}`] = side(scales[column]!, column, count, row === count - 1);
      layout[`yaxis${id}`] =
        row === column
          ? { ...side(scale, count - 1 - row, count, column === 0), ...bare }
          : side(scale, count - 1 - row, count, column === 0);
      data.push(
        row === column
          ? {
              type: 'bar',
              x: [...scale.centres],
              y: [...ownCounts[row]!],
              width: [...scale.widths],
              customdata: [...scale.names],
              hovertemplate: `${scale.title} %{customdata}<br>%{y:,} rows<extra></extra>`,
              showlegend: false,
              meta: { role: 'primary', bins: scale.centres.map((__, bin) => [bin]) },
              ...axis,
            }
          : { ...cellTrace(gridOf(column, row), 'rows', 'root'), showscale: false, ...axis },
      );
    }),
  );
  return {
    title: scales.map(({ title }) => title).join(', '),
    alt: `A matrix of ${count} × ${count} small pictures: how many rows stand at each pair of ${scales.map(({ title }) => title).join(', ')}; the diagonal shows each by itself.`,
    data,
    layout: { ...layout, bargap: 0, showlegend: false },
    heightPx: Math.min(820, 120 + 150 * count),
  };
}

const bare = {
  type: 'linear',
  showticklabels: false,
  tickvals: [],
  ticktext: [],
  showgrid: false,
  range: undefined,
} as const;

/** An axis of one small picture: labels only at the edge of the matrix. */
function side(scale: ChartScale, place: number, count: number, isEdge: boolean): object {
  const gap = 0.02;
  const size = (1 - gap * (count - 1)) / count;
  const from = place * (size + gap);
  return {
    ...scaleAxis(scale),
    domain: [from, Math.min(1, from + size)],
    title: isEdge ? { text: scale.title } : {},
    showticklabels: isEdge,
  };
}

function cellTrace({ across, up, values }: ChartGrid, measure: string, shade: Shade): Trace {
  const shaded = values.map((row) =>
    row.map((value) => (value === null ? null : shades[shade](value))),
  );
  const words = values.map((row, y) =>
    row.map(
      (value, x) =>
        `${across.title} ${across.names[x]!}<br>${up.title} ${up.names[y]!}<br>${value === null ? 'no rows' : `${formatNumber(value, 6)} ${measure}`}`,
    ),
  );
  return {
    type: 'heatmap',
    x: edgesOf(across),
    y: edgesOf(up),
    z: shaded as number[][],
    customdata: words as unknown as string[],
    hovertemplate: '%{customdata}<extra></extra>',
    ...(shade === 'plain' ? {} : { colorbar: barOf(shade, shaded) as never }),
    meta: { role: 'sequential', bins: values.flatMap((row, y) => row.map((_, x) => [x, y])) },
  };
}

/** Labels of the colours are the numbers themselves, not their roots or logarithms. */
function barOf(
  shade: Exclude<Shade, 'plain'>,
  shaded: readonly (readonly (number | null)[])[],
): object {
  const most = Math.max(0, ...shaded.flatMap((row) => row.map((value) => value ?? 0)));
  const count = shade === 'log' ? Math.floor(most) + 1 : 5;
  const tickvals = Array.from({ length: count }, (_, tick) =>
    shade === 'log' ? tick : (most * tick) / 4,
  );
  const ticktext = tickvals.map((value) =>
    formatNumber(shade === 'log' ? 10 ** value : Math.round(value ** 2)),
  );
  return { tickvals, ticktext };
}

function edgesOf({ centres, widths }: ChartScale): number[] {
  const last = centres.length - 1;
  return last < 0
    ? []
    : [
        ...centres.map((centre, bin) => centre - widths[bin]! / 2),
        centres[last]! + widths[last]! / 2,
      ];
}

function describeCells({ across, up, values }: ChartGrid, measure: string): string {
  let best: { x: number; y: number; value: number } | undefined;
  values.forEach((row, y) =>
    row.forEach((value, x) => {
      if (value !== null && (best === undefined || value > best.value)) best = { x, y, value };
    }),
  );
  const most = best
    ? ` Most at ${across.names[best.x]!} and ${up.names[best.y]!}: ${formatNumber(best.value)} ${measure}.`
    : ' Nothing to draw.';
  return `A heat map of ${measure} by ${across.title} and ${up.title}.${most}`;
}
