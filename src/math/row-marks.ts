import { markRows } from './cube-kernels';
import type { CubeView } from './cube-view';

/** What a view lets through: per axis 1 for each fine bin that is chosen. `undefined` where it asks nothing. */
export type Selection = readonly Uint8Array[] | undefined;

/** Most views: the selection of each needs a bit of one byte, and one is for rows that are left out. */
export const mostViews = 7;

const leftOut = 128;

/** What the bit of a view stands for. */
interface Marked {
  dimensions: readonly number[];
  selection: readonly Uint8Array[];
}

/**
 * A byte a row: a bit for each view whose selection the row does not pass, and one for rows that are left out of
 * everything. Bits are kept from count to count, so that only selections that have changed cost a pass.
 */
export class RowMarks {
  readonly bits: Uint8Array;
  readonly #marked: (Marked | undefined)[] = [];
  #isLeft = false;

  constructor(rowCount: number) {
    this.bits = new Uint8Array(rowCount);
  }

  /** Leaves out rows from `at` on for which `left` is 1, and no others of that piece. */
  leave(left: Uint8Array, at: number): void {
    this.#isLeft = true;
    for (let row = 0; row < left.length; row += 1)
      this.bits[at + row] = (this.bits[at + row]! & ~leftOut) | (left[row]! * leftOut);
  }

  /** Leaves no row out any more. */
  keepAll(): void {
    this.#isLeft = false;
  }

  /**
   * Marks the rows that the selections of all views but the active one turn down. Answers the bits that count; others
   * may be set from earlier. O(rows) for each selection that is not marked yet.
   */
  mark(
    dimensions: readonly Uint8Array[],
    views: readonly CubeView[],
    active: number,
    selections: readonly Selection[],
  ): number {
    if (views.length > mostViews)
      throw new RangeError(`${views.length} views; at most ${mostViews}`);
    let used = this.#isLeft ? leftOut : 0;
    views.forEach(({ axes }, index) => {
      const selection = selections[index];
      if (index === active || !selection) return;
      used |= 1 << index;
      this.#markView(
        dimensions,
        axes.map((axis) => axis.dimension),
        index,
        selection,
      );
    });
    return used;
  }

  #markView(
    dimensions: readonly Uint8Array[],
    along: readonly number[],
    index: number,
    selection: readonly Uint8Array[],
  ): void {
    const wanted: Marked = { dimensions: along, selection };
    if (isSame(this.#marked[index], wanted)) return;
    const bit = 1 << index;
    along.forEach((dimension, axis) => {
      const chosen = selection[axis]!;
      const fails = Uint8Array.from({ length: 256 }, (_, bin) => (chosen[bin] === 1 ? 0 : bit));
      markRows(dimensions[dimension]!, fails, axis === 0 ? 255 & ~bit : 255, this.bits);
    });
    this.#marked[index] = wanted;
  }
}

function isSame(one: Marked | undefined, other: Marked): boolean {
  return (
    one !== undefined &&
    one.dimensions.every((dimension, axis) => dimension === other.dimensions[axis]) &&
    one.selection.every((chosen, axis) => isEqual(chosen, other.selection[axis]!))
  );
}

function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((value, at) => value === other[at]);
}
