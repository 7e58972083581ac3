import type { Figure, Trace } from '../figure';

/** Pairs of numbers by row, or how many rows fall in each cell of a grid. */
export type ScatterData =
  | { kind: 'points'; x: Float64Array; y: Float64Array }
  | {
      kind: 'density';
      density: { x: Range; y: Range; counts: readonly (readonly number[])[] };
    };

interface Range {
  from: number;
  to: number;
}

/** Predicted against actual: on the diagonal a prediction is right. */
export function drawPredictedActual(data: ScatterData, name: string, target: string): Figure {
  const { from, to } = unite(rangeOf(data, 'x'), rangeOf(data, 'y'));
  return {
    title: `Predicted and actual: ${name}`,
    alt: `Predicted against actual ${target} by ${name}: the nearer to the diagonal, the better.`,
    data: [
      cloud(data, 'predicted %{x:.4~g}<br>actual %{y:.4~g}'),
      line([from, to], [from, to], 'right'),
    ],
    layout: {
      showlegend: false,
      xaxis: { title: { text: `predicted ${target}` } },
      yaxis: { title: { text: `actual ${target}` } },
    },
    heightPx: 360,
    holdsRows: data.kind === 'points',
  };
}

/** Residuals against predictions: a slope or a funnel shows what the model has not learned. */
export function drawResiduals(data: ScatterData, name: string, target: string): Figure {
  const { from, to } = rangeOf(data, 'x');
  return {
    title: `Errors: ${name}`,
    alt: `Actual minus predicted ${target} against the prediction of ${name}: without a pattern around zero is best.`,
    data: [
      cloud(data, 'predicted %{x:.4~g}<br>error %{y:.4~g}'),
      line([from, to], [0, 0], 'no error'),
    ],
    layout: {
      showlegend: false,
      xaxis: { title: { text: `predicted ${target}` } },
      yaxis: { title: { text: 'actual − predicted' } },
    },
    heightPx: 320,
    holdsRows: data.kind === 'points',
  };
}

function cloud(data: ScatterData, hover: string): Trace {
  if (data.kind === 'points') {
    return {
      type: 'scatter',
      mode: 'markers',
      x: data.x,
      y: data.y,
      marker: { size: 5, opacity: data.x.length > 500 ? 0.35 : 0.6 },
      hovertemplate: `${hover}<extra></extra>`,
      meta: { role: 'primary' },
    };
  }
  const { x, y, counts } = data.density;
  return {
    type: 'heatmap',
    x: centres(x, counts[0]!.length),
    y: centres(y, counts.length),
    z: counts.map((row) => row.map((count) => (count > 0 ? Math.log10(count) : null))),
    text: counts.map((row) => row.map((count) => count.toLocaleString('en-US'))) as never,
    hovertemplate: `%{text} rows<br>${hover}<extra></extra>`,
    showscale: false,
    meta: { role: 'sequential' },
  };
}

function line(x: number[], y: number[], name: string): Trace {
  return {
    type: 'scatter',
    mode: 'lines',
    name,
    x,
    y,
    line: { dash: 'dot', width: 1.5 },
    hoverinfo: 'skip',
    meta: { role: 'neutral' },
  };
}

function rangeOf(data: ScatterData, axis: 'x' | 'y'): Range {
  if (data.kind === 'density') return data.density[axis];
  return data[axis].reduce<Range>(
    ({ from, to }, value) => ({ from: Math.min(from, value), to: Math.max(to, value) }),
    { from: Infinity, to: -Infinity },
  );
}

function unite(a: Range, b: Range): Range {
  return { from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) };
}

function centres({ from, to }: Range, count: number): number[] {
  const width = (to - from) / count;
  return Array.from({ length: count }, (_, index) => from + (index + 0.5) * width);
}
