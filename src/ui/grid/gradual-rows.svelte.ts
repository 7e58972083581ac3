/** Rows made in one task. */
const rowsAtOnce = 6;

/**
 * How many rows are drawn: none at first, then some more in each task until all are, so that a grid never holds up
 * the page while it is made.
 */
export class GradualRows {
  #made = $state(0);

  /** Call it while a component is made. */
  constructor(wanted: () => number) {
    $effect(() => {
      if (this.#made >= wanted()) return;
      const timer = setTimeout(() => (this.#made += rowsAtOnce));
      return () => clearTimeout(timer);
    });
  }

  get made(): number {
    return this.#made;
  }
}
