import { brushCounts, sumPlaces, type Brush, type ViewSums } from '../../math/cube-sums';
import { barCount, slotCount, slotOf, type CubeView } from '../../math/cube-view';
import type { Selection } from '../../math/row-marks';
import type { RowCube } from './row-cube';

export type { Brush } from '../../math/cube-sums';
export { barCount } from '../../math/cube-view';

/** The cube of one active view under the brushes of the others. */
interface ActiveCube {
  active: number;
  sums: (ViewSums | undefined)[];
  own: Uint32Array;
  /** Of a view that asks nothing: its total is the number of rows that are chosen. */
  free: ViewSums;
}

/** A cube, or one that is being counted, with the brushes that it stands under. */
interface KeptCube {
  brushes: readonly (Brush | undefined)[];
  cube: Promise<ActiveCube>;
}

/**
 * Pictures of the same rows that filter each other: each shows the rows that all others have chosen. Making a view
 * active costs a pass over the rows, unless that was done ahead; every brush on it is then a difference of sums.
 */
export class LinkedCounts {
  /** Bars of each view in order; cells row by row from the bottom left. */
  readonly bars: Uint32Array[];
  /** Rows that all brushes have chosen. */
  chosenRows = 0;
  readonly #slots: Uint32Array[];
  readonly #kept = new Map<number, KeptCube>();
  #cube: ActiveCube | undefined;

  constructor(
    private readonly rows: RowCube,
    private readonly views: readonly CubeView[],
  ) {
    this.bars = views.map((view) => new Uint32Array(cellCount(view)));
    this.#slots = views.map((view) => new Uint32Array(slotCount(view)));
  }

  /** The view whose brush can be moved at once. */
  get active(): number | undefined {
    return this.#cube?.active;
  }

  /** Counts for brushes of the view `active`, where that was not done ahead; resolves once `step` may be called for it. */
  async activate(
    active: number,
    brushes: readonly (Brush | undefined)[],
    signal?: AbortSignal,
  ): Promise<void> {
    await this.countAhead(active, brushes, signal);
    this.#cube = await this.#kept.get(active)?.cube;
  }

  /** Counts what making a view active would need, under brushes as they are. One view is counted at a time. */
  async countAhead(
    view: number,
    brushes: readonly (Brush | undefined)[],
    signal?: AbortSignal,
  ): Promise<void> {
    const kept = this.#kept.get(view);
    const holds = kept?.brushes.every((brush, index) => index === view || brush === brushes[index]);
    if (kept && holds) return void (await kept.cube);
    const counted: KeptCube = { brushes, cube: this.#count(view, brushes, signal) };
    this.#kept.set(view, counted);
    try {
      await counted.cube;
    } catch (thrown) {
      if (this.#kept.get(view) === counted) this.#kept.delete(view);
      throw thrown;
    }
  }

  /** All counts under a brush of the active view, the brushes of the others as they were. */
  step(brush: Brush | undefined): void {
    if (!this.#cube) return;
    const { active, sums, own, free } = this.#cube;
    this.views.forEach((view, index) => {
      const slots = this.#slots[index]!;
      if (index === active) slots.set(own);
      else brushCounts(sums[index]!, brush, slots);
      readBars(view, slots, this.bars[index]!);
    });
    const total = new Uint32Array(free.slots);
    brushCounts(free, brush, total);
    this.chosenRows = total.reduce((sum, count) => sum + count, 0);
  }

  /** The rows looked at have changed, or the brushes of others. */
  forget(): void {
    this.#cube = undefined;
    this.#kept.clear();
  }

  async #count(
    active: number,
    brushes: readonly (Brush | undefined)[],
    signal?: AbortSignal,
  ): Promise<ActiveCube> {
    const selections = this.views.map((view, index) => selectionOf(view, brushes[index]));
    const [views, free] = this.#withFree(active, selections);
    const counts = await this.rows.count(views, active, selections, { signal });
    const sums = counts.views.map(
      (each, index) => each && sumPlaces(each, views[active]!, views[index]!),
    );
    return {
      active,
      sums: sums.slice(0, this.views.length),
      own: counts.own,
      free: sums[free]!,
    };
  }

  /** A view without a brush of its own counts the chosen rows; where all have one, another is added. */
  #withFree(active: number, selections: readonly Selection[]): [views: CubeView[], free: number] {
    const free = this.views.findIndex((_, index) => index !== active && !selections[index]);
    if (free >= 0) return [[...this.views], free];
    const [{ dimension }] = this.views[active]!.axes;
    const plain: CubeView = { axes: [{ dimension, count: 1, shift: 2 }] };
    return [[...this.views, plain], this.views.length];
  }
}

/** Bars or cells of a view. */
export function cellCount({ axes }: CubeView): number {
  const [across, up] = axes;
  return barCount(across) * (up ? barCount(up) : 1);
}

function readBars({ axes }: CubeView, slots: Uint32Array, bars: Uint32Array): void {
  const columns = barCount(axes[0]);
  for (let at = 0; at < bars.length; at += 1)
    bars[at] = slots[slotOf(at % columns, Math.floor(at / columns))]!;
}

function selectionOf({ axes }: CubeView, brush: Brush | undefined): Selection {
  const table = (test: (bin: number) => boolean, count: number): Uint8Array =>
    Uint8Array.from({ length: 256 }, (_, bin) => (bin < count && test(bin) ? 1 : 0));
  switch (brush?.kind) {
    case undefined:
      return undefined;
    case 'range':
      return [table((bin) => bin >= brush.from && bin < brush.to, axes[0].count)];
    case 'choice':
      return [table((bin) => brush.chosen[bin] === 1, axes[0].count)];
    case 'area': {
      const [across, up] = axes;
      const { left, right, bottom, top } = brush;
      return [
        table((bin) => bin >> across.shift >= left && bin >> across.shift < right, across.count),
        table((bin) => bin >> up!.shift >= bottom && bin >> up!.shift < top, up!.count),
      ];
    }
  }
}
