/** Items made in one task. */
const itemsAtOnce = 6;

/**
 * How many items of a list are drawn: none at first, then some more in each task until all are, so that a long list
 * never holds up the page while it is made.
 */
export class GradualList {
  #made = $state(0);

  /** Call it while a component is made. */
  constructor(wanted: () => number) {
    $effect(() => {
      if (this.#made >= wanted()) return;
      const timer = setTimeout(() => (this.#made += itemsAtOnce));
      return () => clearTimeout(timer);
    });
  }

  get made(): number {
    return this.#made;
  }
}
