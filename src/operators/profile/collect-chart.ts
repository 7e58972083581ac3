import type { Columns } from '../../data/columns';
import { allOf } from '../../data/sql';
import type { ColumnInfo, TableInfo } from '../../data/table';
import { boxQuery, readBoxes, type ChartBox } from '../../methods/profile/chart-box';
import { chartRole, type ChartKind } from '../../methods/profile/chart-choice';
import {
  farCountsQuery,
  quartilesQuery,
  readFarCounts,
  readFences,
  withinFences,
  type FarValues,
} from '../../methods/profile/far-values';
import {
  leftOutCountsQuery,
  pointsQuery,
  readLeftOut,
  readPoints,
  type ChartPoints,
  type LeftOut,
} from '../../methods/profile/chart-rows';
import {
  binnedQuery,
  fineRangesQuery,
  fineValuesQuery,
  isScaled,
  planCalendar,
  readFineScale,
  readFineValues,
  type Aggregate,
  type FineAxis,
  type FineValues,
} from '../../methods/profile/fine-bins';
import { isDate } from '../../methods/profile/column-source';
import type { RunContext } from '../contract';

/** Rows by bins: `bins[axis][cell]`, -1 where a row has none; `value` is the aggregate where one was asked for. */
export interface ChartCells {
  bins: Int32Array[];
  rows: Float64Array;
  value: Float64Array | undefined;
}

export interface ChartReport {
  kind: ChartKind;
  /** Columns that are drawn, in order. */
  columns: string[];
  axes: FineAxis[];
  colour: FineValues | undefined;
  aggregate: Aggregate;
  /** The column that is aggregated. */
  value: string | undefined;
  isLog: boolean;
  /** One for all axes and the colour, or one for each pair of axes. */
  cells: ChartCells[];
  pairs: [first: number, second: number][];
  boxes: ChartBox[];
  points: ChartPoints | undefined;
  /** Rows looked at, of so many in the table. */
  rows: number;
  tableRows: number;
  where: string;
  leftOut: LeftOut[];
  /** What lies far out and was left out, where that was asked for. */
  far: FarValues[] | undefined;
  /** Columns without any value to draw. */
  empty: string[];
}

export interface ChartOrder {
  kind: ChartKind;
  columns: ColumnInfo[];
  colour: ColumnInfo | undefined;
  aggregate: Aggregate;
  isLog: boolean;
  /** Whether numbers on axes are left out that lie far from the others. */
  isWithoutFar: boolean;
  where: string;
}

/** Up to so many rows are drawn as points of their own. */
export const mostPoints = 4000;
const mostColours = 6;

/** What is drawn of which columns: `drawn` become axes, `value` is aggregated. */
interface Roles {
  drawn: ColumnInfo[];
  value?: ColumnInfo;
  /** Bins an axis: of a scale, and of values. */
  bins: [scale: number, values: number];
}

export async function collectChart(
  table: TableInfo,
  asked: ChartOrder,
  context: RunContext,
): Promise<ChartReport> {
  const roles = rolesOf(asked);
  const { kept, far } = await findFar(table, asked, roles, context);
  const order = { ...asked, where: allOf(asked.where, kept) };
  const { kind, where, aggregate } = order;
  const looked = [
    ...new Set([
      ...roles.drawn,
      ...(roles.value ? [roles.value] : []),
      ...(order.colour ? [order.colour] : []),
    ]),
  ];
  const counted = await context.query(leftOutCountsQuery(table.relation, where, looked));
  const { rows, leftOut } = readLeftOut(counted, looked);
  const planned = await planAxes(table, roles, kept, context);
  const axes = planned.filter((axis) => axis !== undefined);
  const colour =
    order.colour &&
    readFineValues(
      await context.query(fineValuesQuery(table.relation, order.colour, mostColours)),
      order.colour,
    );
  const report: ChartReport = {
    kind,
    columns: looked.map(({ name }) => name),
    axes,
    colour,
    aggregate: roles.value ? aggregate : 'count',
    value: roles.value?.name,
    isLog: order.isLog,
    cells: [],
    pairs: [],
    boxes: [],
    points: undefined,
    rows,
    tableRows: table.rowCount,
    where: asked.where,
    leftOut,
    far,
    empty: roles.drawn.filter((_, index) => planned[index] === undefined).map(({ name }) => name),
  };
  if (report.empty.length > 0) return report;
  return { ...report, ...(await fillChart(table, order, roles, report, context)) };
}

/** The condition that leaves out what lies far out, and what that is: by fences of the whole table, as its axes are. */
async function findFar(
  { relation }: TableInfo,
  { kind, isWithoutFar, where }: ChartOrder,
  { drawn, value }: Roles,
  context: RunContext,
): Promise<{ kept: string; far: FarValues[] | undefined }> {
  if (!isWithoutFar) return { kept: '', far: undefined };
  const onAxes = kind === 'box' && value ? [value] : drawn;
  const numbers = onAxes.filter((column) => chartRole(column) === 'number');
  if (numbers.length === 0) return { kept: '', far: [] };
  const fences = readFences(await context.query(quartilesQuery(relation, numbers)), numbers);
  if (fences.length === 0) return { kept: '', far: [] };
  const counts = await context.query(farCountsQuery(relation, where, fences));
  return { kept: withinFences(fences), far: readFarCounts(counts, fences) };
}

async function fillChart(
  { relation }: TableInfo,
  order: ChartOrder,
  { drawn, value }: Roles,
  report: ChartReport,
  context: RunContext,
): Promise<Partial<ChartReport>> {
  const { where } = order;
  const { axes, colour, rows, kind } = report;
  const bin = async (some: FineAxis[]): Promise<ChartCells> =>
    readCells(
      await context.query(
        binnedQuery(relation, where, some, value && { aggregate: report.aggregate, column: value }),
      ),
      some.length,
      value !== undefined,
    );
  if (kind === 'box') {
    const groups = axes[0]?.kind === 'values' ? axes[0] : undefined;
    return {
      boxes: readBoxes(
        await context.query(boxQuery(relation, where, value!, groups)),
        groups !== undefined,
      ),
    };
  }
  if (kind === 'scatter' && (rows <= mostPoints || colour)) {
    const answer = await context.query(
      pointsQuery(relation, where, [drawn[0]!, drawn[1]!], colour, mostPoints),
    );
    return { points: readPoints(answer, colour !== undefined) };
  }
  if (kind !== 'parallel' && kind !== 'matrix') {
    const isGrid =
      kind === 'heatmap' || kind === 'scatter' || (kind === 'density' && axes.length === 2);
    return { cells: [await bin(colour && !isGrid ? [...axes, colour] : axes)] };
  }
  const pairs = pairsOf(kind, axes.length);
  const cells: ChartCells[] = [];
  for (const [index, [first, second]] of pairs.entries()) {
    context.progress(index / pairs.length, `${axes[first]!.column} and ${axes[second]!.column}`);
    cells.push(await bin([axes[first]!, axes[second]!]));
  }
  return { pairs, cells };
}

/** Neighbours of parallel axes; every two of a matrix. */
function pairsOf(kind: 'parallel' | 'matrix', count: number): [number, number][] {
  const all = Array.from({ length: count }, (_, first) => first);
  return kind === 'parallel'
    ? all.slice(1).map((second): [number, number] => [second - 1, second])
    : all.flatMap((first) =>
        all.slice(first + 1).map((second): [number, number] => [first, second]),
      );
}

function rolesOf({ kind, columns, aggregate, colour }: ChartOrder): Roles {
  const groups = columns.filter((column) => chartRole(column) === 'group');
  const scaled = columns.filter((column) => chartRole(column) !== 'group');
  const numbers = columns.filter((column) => chartRole(column) === 'number');
  const valueBeside = (...taken: (ColumnInfo | undefined)[]): Pick<Roles, 'value'> => {
    const value =
      aggregate === 'count' ? undefined : numbers.find((column) => !taken.includes(column));
    return value ? { value } : {};
  };
  switch (kind) {
    case 'bar': {
      const x = groups[0] ?? columns[0]!;
      return { drawn: [x], ...valueBeside(x), bins: [40, 30] };
    }
    case 'line': {
      const x = columns.find((column) => chartRole(column) === 'time') ?? scaled[0] ?? columns[0]!;
      return { drawn: [x], ...valueBeside(x), bins: [200, 30] };
    }
    case 'histogram':
      return { drawn: [scaled[0]!], bins: [50, 30] };
    case 'box': {
      const group = groups[0] ?? colour;
      return { drawn: group ? [group] : [], value: numbers[0]!, bins: [40, 20] };
    }
    case 'scatter':
      return { drawn: scaled.slice(0, 2), bins: [80, 30] };
    case 'density':
      return { drawn: scaled.slice(0, 2), bins: scaled.length > 1 ? [60, 30] : [220, 30] };
    case 'heatmap': {
      const drawn = columns.slice(0, 2);
      return { drawn, ...valueBeside(...drawn), bins: [40, 25] };
    }
    case 'parallel':
      return { drawn: columns.slice(0, 8), bins: [20, 12] };
    case 'matrix':
      return { drawn: columns.slice(0, 5), bins: [24, 12] };
  }
}

async function planAxes(
  { relation }: TableInfo,
  { drawn, bins: [most, values] }: Roles,
  kept: string,
  context: RunContext,
): Promise<(FineAxis | undefined)[]> {
  const ranges = await context.query(fineRangesQuery(relation, drawn, kept || undefined));
  const axes: (FineAxis | undefined)[] = [];
  for (const [index, column] of drawn.entries()) {
    if (isScaled(column)) axes.push(scaleAxis(ranges, column, index, most));
    else {
      const axis = readFineValues(
        await context.query(fineValuesQuery(relation, column, values)),
        column,
      );
      axes.push(axis.values.length > 0 ? axis : undefined);
    }
  }
  return axes;
}

/** Times longer than their bins are days go by weeks, months, quarters or years. */
function scaleAxis(
  ranges: Columns,
  column: ColumnInfo,
  index: number,
  most: number,
): FineAxis | undefined {
  const [min, max] = [ranges.numbers(`min${index}`)[0]!, ranges.numbers(`max${index}`)[0]!];
  if (Number.isNaN(min)) return undefined;
  const calendar = isDate(column.type) ? planCalendar(column, min, max, most) : undefined;
  return calendar ?? readFineScale(ranges, column, index, most);
}

function readCells(answer: Columns, axes: number, hasValue: boolean): ChartCells {
  const bins = Array.from({ length: axes }, (_, axis) =>
    Int32Array.from(answer.numbers(`b${axis}`), (bin) => (Number.isNaN(bin) ? -1 : bin)),
  );
  return {
    bins,
    rows: answer.numbers('rows'),
    value: hasValue ? answer.numbers('value') : undefined,
  };
}
