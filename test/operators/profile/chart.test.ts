import { beforeAll, describe, expect, it } from 'vitest';
import type { TableInfo } from '../../../src/data/table';
import { fineEdge } from '../../../src/methods/profile/fine-bins';
import { getOperator } from '../../../src/operators/operator-list';
import type { ChartReport } from '../../../src/operators/profile/chart';
import { drawChart } from '../../../src/operators/profile/chart-figures';
import { describeChart } from '../../../src/operators/profile/describe-chart';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';

interface Row {
  x: number | null;
  y: number;
  g: string | null;
  day: number;
}

const rowCount = 6000;
const rows: Row[] = Array.from({ length: rowCount }, (_, i) => ({
  x: i % 13 === 0 ? null : i % 14 === 0 ? NaN : ((i * 37) % 1009) / 10,
  y: ((i * 53) % 701) + (i % 500 === 0 ? 5000 : 0),
  g: i % 17 === 0 ? null : `g${(i * i) % 45}`,
  day: (i * 7) % 800,
}));

let engine: NodeEngine;
let table: TableInfo;

beforeAll(async () => {
  engine = await createNodeEngine();
  table = await engine.table(
    `SELECT CASE WHEN i % 13 = 0 THEN NULL WHEN i % 14 = 0 THEN 'NaN'::DOUBLE ELSE ((i * 37) % 1009)::DOUBLE / 10 END AS x,
      ((i * 53) % 701 + CASE WHEN i % 500 = 0 THEN 5000 ELSE 0 END)::DOUBLE AS y,
      CASE WHEN i % 17 = 0 THEN NULL ELSE 'g' || (i * i) % 45 END AS g,
      DATE '2020-01-01' + ((i * 7) % 800)::INTEGER AS day FROM range(${rowCount}) r(i)`,
  );
});

const chart = (params: object): Promise<ChartReport> =>
  engine.run<ChartReport>(getOperator('profile.chart'), { table }, params);

const finite = (value: number | null): value is number => value !== null && Number.isFinite(value);

/** Quantile by linear interpolation, as NumPy has it by default. */
const quantile = (sorted: number[], share: number): number => {
  const at = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(at)]!, sorted[Math.ceil(at)]!];
  return low + (high - low) * (at - Math.floor(at));
};

describe('the chart that fits', () => {
  it.each([
    [['x'], 'histogram'],
    [['g'], 'bar'],
    [['day'], 'line'],
    [['x', 'y'], 'scatter'],
    [['g', 'x'], 'box'],
    [['g', 'day'], 'heatmap'],
    [['x', 'y', 'g'], 'parallel'],
  ])('of %s is %s', async (columns, kind) => {
    expect((await chart({ columns })).kind).toBe(kind);
  });
});

describe('numbers of charts', () => {
  it('count every row of a histogram, but those without a place', async () => {
    const report = await chart({ columns: ['x'] });
    const [bar] = drawChart(report)[0]!.data;
    const drawn = (bar!.y as number[]).reduce((sum, count) => sum + count, 0);
    expect(drawn).toBe(rows.filter(({ x }) => finite(x)).length);
    const places = bar!.x as number[];
    const widths = bar!.width as unknown as number[];
    places.forEach((centre, bin) => {
      const [from, to] = [centre - widths[bin]! / 2, centre + widths[bin]! / 2];
      const inside = rows.filter(({ x }) => finite(x) && x >= from - 1e-9 && x < to - 1e-9).length;
      expect((bar!.y as number[])[bin]).toBe(inside);
    });
  });

  it.each(['sum', 'mean', 'median', 'min', 'max'])(
    'are the %s of the finite values of each group',
    async (aggregate) => {
      const report = await chart({ columns: ['g', 'x'], kind: 'bar', aggregate });
      const [axis] = report.axes;
      const values = axis!.kind === 'values' ? axis!.values : [];
      const { bins, value } = report.cells[0]!;
      values.forEach((name, bin) => {
        const found = rows
          .filter(({ g }) => g === name)
          .map(({ x }) => x)
          .filter(finite)
          .sort((a, b) => a - b);
        const sum = found.reduce((total, each) => total + each, 0);
        const expected = {
          sum,
          mean: sum / found.length,
          median: quantile(found, 0.5),
          min: found[0]!,
          max: found.at(-1)!,
        }[aggregate]!;
        expect(value![bins[0]!.indexOf(bin)]).toBeCloseTo(expected, 8);
      });
    },
  );

  it('keep the most frequent values, and put the rest together', async () => {
    const report = await chart({ columns: ['g'] });
    const counts = new Map<string, number>();
    for (const { g } of rows) if (g !== null) counts.set(g, (counts.get(g) ?? 0) + 1);
    const [axis] = report.axes;
    const { bins, rows: drawn } = report.cells[0]!;
    if (axis!.kind !== 'values') throw new Error('not values');
    axis!.values.forEach((name, bin) =>
      expect(drawn[bins[0]!.indexOf(bin)]).toBe(counts.get(name)),
    );
    const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const placed = drawn.reduce((sum, count, cell) => sum + (bins[0]![cell]! >= 0 ? count : 0), 0);
    expect(placed).toBe(all);
  });

  it('are quartiles and whiskers of a box, with its outliers counted', async () => {
    const { boxes } = await chart({ columns: ['y'], kind: 'box' });
    const sorted = rows.map(({ y }) => y).sort((a, b) => a - b);
    const [q1, median, q3] = [0.25, 0.5, 0.75].map((share) => quantile(sorted, share)) as [
      number,
      number,
      number,
    ];
    const [low, high] = [q1 - 1.5 * (q3 - q1), q3 + 1.5 * (q3 - q1)];
    const inside = sorted.filter((y) => y >= low && y <= high);
    expect(boxes[0]).toMatchObject({
      rows: rowCount,
      q1,
      median,
      q3,
      low: inside[0],
      high: inside.at(-1),
    });
    expect(boxes[0]!.outliers).toBe(sorted.length - inside.length);
    expect([...boxes[0]!.extremes].sort((a, b) => b - a)).toEqual(sorted.slice(-10).reverse());
  });

  it('go by calendar months, weeks or quarters where days are too many', async () => {
    const report = await chart({ columns: ['day'] });
    const [axis] = report.axes;
    expect(axis).toMatchObject({ kind: 'calendar', unit: 'week' });
    const { bins, rows: drawn } = report.cells[0]!;
    // 2020-01-01 was a Wednesday: its week began two days before.
    const first = rows.filter(({ day }) => day < 5).length;
    expect(drawn[bins[0]!.indexOf(0)]).toBe(first);
  });

  it('are all rows of two bins of a heat map and of a matrix', async () => {
    const present = rows.filter(({ x, y }) => finite(x) && finite(y)).length;
    for (const params of [
      { columns: ['x', 'y'], kind: 'heatmap' },
      { columns: ['x', 'y', 'day'], kind: 'matrix' },
    ]) {
      const { cells } = await chart(params);
      const { bins, rows: drawn } = cells[0]!;
      const placed = drawn.reduce(
        (sum, count, cell) => sum + (bins[0]![cell]! >= 0 && bins[1]![cell]! >= 0 ? count : 0),
        0,
      );
      expect(placed).toBe(present);
    }
  });

  it('have an area of one under each density', async () => {
    const report = await chart({ columns: ['x'], kind: 'density' });
    const [line] = drawChart(report)[0]!.data;
    const xs = line!.x as number[];
    const area = (line!.y as number[]).reduce((sum, y) => sum + y * (xs[1]! - xs[0]!), 0);
    expect(area).toBeGreaterThan(0.95);
    expect(area).toBeLessThanOrEqual(1.001);
  });

  it('rest on the rows of a condition, and say so', async () => {
    const report = await chart({ columns: ['x'], where: 'y > 100' });
    expect(report.rows).toBe(rows.filter(({ y }) => y > 100).length);
    const words = describeChart(report)
      .map(({ text }) => text)
      .join(' ');
    expect(words).toContain(`of 6,000 rows`);
    expect(words).toMatch(/missing \(\d/);
    expect(words).toContain('NaN');
  });

  it('draw a stated sample of points where colours ask for rows', async () => {
    const report = await chart({ columns: ['x', 'y'], colour: 'g' });
    expect(report.points!.x.length).toBe(4000);
    expect(describeChart(report)[0]!.text).toContain('a seeded sample of 4,000');
  });
});

describe('far values', () => {
  const wordsOf = (report: ChartReport): string =>
    describeChart(report)
      .map(({ text }) => text)
      .join(' ');

  it.each([
    ['a histogram', { columns: ['y'] }],
    ['a density', { columns: ['y'], kind: 'density', colour: 'g' }],
    ['boxes', { columns: ['g', 'y'] }],
    ['cells', { columns: ['x', 'y'], kind: 'heatmap' }],
    ['points', { columns: ['x', 'y'], where: 'x < 50' }],
    ['a matrix', { columns: ['x', 'y', 'day'], kind: 'matrix' }],
    ['parallel coordinates', { columns: ['x', 'y', 'g'] }],
  ])('that press the others together in %s are named', async (_what, params) => {
    const report = await chart(params);
    expect(report.far).toBeUndefined();
    expect(wordsOf(report)).toMatch(/A few far values of y press/);
  });

  it('are left out by the outer fences of all values, counted, and give the axis to the others', async () => {
    const sorted = rows.map(({ y }) => y).sort((a, b) => a - b);
    const [q1, q3] = [quantile(sorted, 0.25), quantile(sorted, 0.75)];
    const [low, high] = [q1 - 3 * (q3 - q1), q3 + 3 * (q3 - q1)];
    const beyond = sorted.filter((y) => y < low || y > high).length;
    expect(beyond).toBe(12);
    const report = await chart({ columns: ['y'], isWithoutFar: true });
    expect(report.far).toEqual([{ column: 'y', low, high, rows: beyond }]);
    expect(report.rows).toBe(rowCount - beyond);
    const [axis] = report.axes;
    expect(axis!.kind === 'number' && fineEdge(axis!, axis!.count)).toBeLessThan(800);
    expect(wordsOf(report)).toContain('y: 12 rows below');
    expect(wordsOf(report)).not.toContain('press');
    const some = await chart({ columns: ['y'], isWithoutFar: true, where: 'y > 600' });
    expect(some.far).toEqual([{ column: 'y', low, high, rows: beyond }]);
    expect(some.rows).toBe(sorted.filter((y) => y > 600).length - beyond);
  });

  it('are none where the middle half is one value, nor among dates and categories', async () => {
    const flat = await engine.table(
      'SELECT CASE WHEN i < 10 THEN i * 1000 ELSE 5 END AS n FROM range(200) r(i)',
    );
    const report = await engine.run<ChartReport>(
      getOperator('profile.chart'),
      { table: flat },
      { columns: ['n'], kind: 'histogram', isWithoutFar: true },
    );
    expect([report.far, report.rows]).toEqual([[], 200]);
    expect(wordsOf(report)).toContain('No value lies far out');
    expect((await chart({ columns: ['g', 'day'], isWithoutFar: true })).far).toEqual([]);
  });
});
