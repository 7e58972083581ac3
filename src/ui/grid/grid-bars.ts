import type { CellPlace } from '../../state/grid/grid-selection.svelte';
import type { GridWindow } from '../../state/grid/grid-window.svelte';

/** Scrolling counts as at rest after this long. */
const restMs = 160;

/** The scroll bars of the element in which a grid is seen, kept in step with the part that is shown. */
export class GridBars {
  element: HTMLElement | undefined;
  /** Where the bars were seen last. Asking the element after rows were drawn would lay the page out once more. */
  #seen: { top: number; left: number } | undefined;
  #resting: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly view: GridWindow) {}

  /** The bars were moved by a person: the view follows. */
  scrolled(): void {
    if (!this.element) return;
    const { scrollTop: top, scrollLeft: left } = this.element;
    this.#seen = { top, left };
    this.view.scrollTo(top, left);
    this.follow();
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => {
      if (this.isAhead) return;
      this.view.settle();
      this.follow();
    }, restMs);
  }

  /** A person has moved the bars since, and the view is about to hear of it: nothing else may move them now. */
  get isAhead(): boolean {
    if (!this.element || !this.#seen) return false;
    const { scrollTop, scrollLeft } = this.element;
    return scrollTop !== this.#seen.top || scrollLeft !== this.#seen.left;
  }

  /** Shows a cell, moved as little as needed. */
  reveal(cell: CellPlace): void {
    this.view.reveal(cell);
    this.follow();
  }

  /** Puts the bars where the view is; touches neither when they are there already. */
  follow(): void {
    if (!this.element) return;
    const { barPx, leftPx } = this.view;
    if (this.#seen?.top === barPx && this.#seen.left === leftPx) return;
    this.#seen = undefined;
    if (Math.abs(this.element.scrollTop - barPx) >= 1) this.element.scrollTop = barPx;
    if (Math.abs(this.element.scrollLeft - leftPx) >= 1) this.element.scrollLeft = leftPx;
  }
}
