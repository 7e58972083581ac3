import type { ResultTable, ResultValue } from '../../data/answer';
import type { Figure, Trace } from '../../figures/figure';

/** The numbers of a figure as a table: one row a point, cells of a heatmap one row each. */
export function figureRows(figure: Figure): ResultTable {
  const blocks = figure.data.map((trace, index) => traceRows(trace, index));
  const isNamed = figure.data.length > 1;
  const hasZ = figure.data.some((trace) => trace.z !== undefined);
  const rows = blocks
    .flat()
    .map((row) => [...(isNamed ? [row.name] : []), row.x, row.y, ...(hasZ ? [row.z] : [])]);
  const labels = [
    ...(isNamed ? ['series'] : []),
    axisTitle(figure, 'xaxis') ?? 'x',
    axisTitle(figure, 'yaxis') ?? 'y',
    ...(hasZ ? ['value'] : []),
  ];
  return {
    columns: labels.map((label, column) => ({
      label,
      format: rows.every((row) => typeof row[column] !== 'string') ? 'number' : 'text',
    })),
    rows,
  };
}

interface Point {
  name: string;
  x: ResultValue;
  y: ResultValue;
  z: ResultValue;
}

function traceRows(trace: Trace, index: number): Point[] {
  const name = trace.name ?? `series ${index + 1}`;
  const [x, y] = [toList(trace.x), toList(trace.y)];
  if (trace.z !== undefined) return gridRows(name, x, y, toList(trace.z).map(toList));
  const length = Math.max(x.length, y.length);
  return Array.from({ length }, (_, row) => ({
    name,
    x: toValue(x[row] ?? row),
    y: toValue(y[row] ?? null),
    z: null,
  }));
}

function gridRows(name: string, x: unknown[], y: unknown[], z: unknown[][]): Point[] {
  return z.flatMap((line, row) =>
    line.map((value, column) => ({
      name,
      x: toValue(x[column] ?? column),
      y: toValue(y[row] ?? row),
      z: toValue(value),
    })),
  );
}

function toList(values: unknown): unknown[] {
  if (Array.isArray(values)) return values;
  return ArrayBuffer.isView(values) ? Array.from(values as unknown as ArrayLike<unknown>) : [];
}

function toValue(value: unknown): ResultValue {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.join(', ');
  return ['number', 'bigint', 'boolean', 'string'].includes(typeof value)
    ? (value as ResultValue)
    : String(value);
}

function axisTitle(figure: Figure, axis: 'xaxis' | 'yaxis'): string | undefined {
  const title: unknown = figure.layout[axis]?.title;
  if (typeof title === 'string') return title;
  return (title as { text?: string } | undefined)?.text;
}
