import { describe, expect, it } from 'vitest';
import { brushCounts, sumPlaces, type Brush } from '../../src/math/cube-sums';
import { barCount, noBin, slotCount, slotOf, type CubeView } from '../../src/math/cube-view';
import { countPlaces, type BinnedRows } from '../../src/math/data-cube';
import { createRandom } from '../../src/math/random';
import { RowMarks, type Selection } from '../../src/math/row-marks';

const counts = [240, 100, 7, 31];

interface TestRows extends BinnedRows {
  left?: Uint8Array;
}

const makeRows = (rowCount: number, isLeft: boolean): TestRows => {
  const random = createRandom(7);
  const dimensions = counts.map((count) =>
    Uint8Array.from({ length: rowCount }, () =>
      random.below(20) === 0 ? noBin : random.below(count),
    ),
  );
  const left = Uint8Array.from({ length: rowCount }, () => (random.below(5) === 0 ? 1 : 0));
  const marks = new RowMarks(rowCount);
  if (!isLeft) return { rowCount, dimensions, marks };
  marks.leave(left, 0);
  return { rowCount, dimensions, marks, left };
};

const axis = (dimension: number, shift: number): CubeView['axes'][0] => ({
  dimension,
  count: counts[dimension]!,
  shift,
});

const views: CubeView[] = [
  { axes: [axis(0, 2)] },
  { axes: [axis(1, 1)] },
  { axes: [axis(2, 0)] },
  { axes: [axis(0, 3), axis(3, 0)] },
];

const range = (count: number, from: number, to: number): Uint8Array =>
  Uint8Array.from({ length: count }, (_, bin) => (bin >= from && bin < to ? 1 : 0));

/** Whether a row's bins on a view are chosen. */
const passes = (rows: TestRows, row: number, view: CubeView, selection: Selection): boolean =>
  selection === undefined ||
  view.axes.every(({ dimension }, at) => selection[at]![rows.dimensions[dimension]![row]!] === 1);

const slotOfRow = (rows: TestRows, row: number, { axes }: CubeView): number => {
  const bars = axes.map((each) => {
    const bin = rows.dimensions[each.dimension]![row]!;
    return bin === noBin ? -1 : bin >> each.shift;
  });
  return bars.includes(-1) ? -1 : slotOf(bars[0]!, bars[1] ?? 0);
};

/** Counts row by row, without any of the tricks. */
const countDirectly = (
  rows: TestRows,
  target: number,
  selections: readonly Selection[],
): number[] => {
  const found = new Array<number>(slotCount(views[target]!)).fill(0);
  for (let row = 0; row < rows.rowCount; row += 1) {
    if (rows.left?.[row] === 1) continue;
    if (
      !views.every((view, index) => index === target || passes(rows, row, view, selections[index]))
    )
      continue;
    const slot = slotOfRow(rows, row, views[target]!);
    if (slot >= 0) found[slot]! += 1;
  }
  return found;
};

/** Only slots of bars: the last number of an axis is for rows without one. */
const barsOf = (view: CubeView, slots: ArrayLike<number>): number[] => {
  const [across, up] = view.axes;
  const [columns, rows] = [barCount(across), up ? barCount(up) : 1];
  return Array.from(
    { length: columns * rows },
    (_, at) => slots[slotOf(at % columns, Math.floor(at / columns))]!,
  );
};

const brushes: { active: number; brush: Brush | undefined; selection: Selection }[] = [
  { active: 0, brush: undefined, selection: undefined },
  { active: 0, brush: { kind: 'range', from: 13, to: 171 }, selection: [range(240, 13, 171)] },
  { active: 1, brush: { kind: 'range', from: 0, to: 1 }, selection: [range(100, 0, 1)] },
  {
    active: 2,
    brush: { kind: 'choice', chosen: Uint8Array.of(1, 0, 1, 0, 0, 1, 0) },
    selection: [Uint8Array.of(1, 0, 1, 0, 0, 1, 0)],
  },
  {
    active: 3,
    brush: { kind: 'area', left: 2, right: 20, bottom: 5, top: 31 },
    selection: [range(240, 16, 160), range(31, 5, 31)],
  },
  { active: 3, brush: undefined, selection: undefined },
];

describe.each([false, true])('a data cube, with rows left out: %s', (isLeft) => {
  const rows = makeRows(40_000, isLeft);
  const others: Selection[][] = [
    [undefined, undefined, undefined, undefined],
    [[range(240, 40, 200)], undefined, [range(7, 1, 6)], undefined],
    [undefined, [range(100, 10, 90)], undefined, [range(240, 0, 120), range(31, 3, 30)]],
  ];

  it.each(brushes)(
    'counts under a brush of view $active as row by row',
    ({ active, brush, selection }) => {
      for (const chosen of others) {
        const selections = chosen.map((each, index) => (index === active ? selection : each));
        const { views: places, own } = countPlaces(rows, views, active, selections);
        views.forEach((view, index) => {
          const expected = barsOf(view, countDirectly(rows, index, selections));
          if (index === active) {
            expect(barsOf(view, own)).toEqual(expected);
            return;
          }
          const sums = sumPlaces(places[index]!, views[active]!, view);
          const into = new Uint32Array(slotCount(view));
          brushCounts(sums, brush, into);
          expect(barsOf(view, into)).toEqual(expected);
        });
      }
    },
  );

  it('counts the same whatever was counted before', () => {
    for (const { active, selection } of brushes) {
      const selections = others[2]!.map((each, index) => (index === active ? selection : each));
      const fresh = { ...rows, marks: new RowMarks(rows.rowCount) };
      if (rows.left) fresh.marks.leave(rows.left, 0);
      const [found, expected] = [rows, fresh].map((each) =>
        countPlaces(each, views, active, selections),
      );
      expect([...found!.own]).toEqual([...expected!.own]);
      found!.views.forEach((each, index) =>
        expect(each?.every((count, at) => count === expected!.views[index]![at])).not.toBe(false),
      );
    }
  });

  it('leaves the rows as they are', () => {
    const before = rows.dimensions.map((bins) => bins.slice());
    countPlaces(rows, views, 0, []);
    expect(rows.dimensions).toEqual(before);
  });
});

it('counts nothing of no rows', () => {
  const none: BinnedRows = {
    rowCount: 0,
    dimensions: counts.map(() => new Uint8Array(0)),
    marks: new RowMarks(0),
  };
  const { own } = countPlaces(none, views, 0, []);
  expect(Math.max(...own)).toBe(0);
});

it('refuses more views than a byte has bits for', () => {
  const many = Array.from({ length: 8 }, () => views[0]!);
  expect(() => countPlaces(makeRows(1, false), many, 0, [])).toThrow('8 views; at most 7');
});

it('counts rows again that were left out', () => {
  const rows = makeRows(5000, true);
  const some = countPlaces(rows, views, 0, []).own.reduce((sum, count) => sum + count, 0);
  rows.marks.keepAll();
  const all = countPlaces(rows, views, 0, []).own.reduce((sum, count) => sum + count, 0);
  expect([some < 4500, all]).toEqual([true, 5000]);
});
