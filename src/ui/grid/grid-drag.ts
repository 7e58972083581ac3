import type { CellPlace } from '../../state/grid/grid-selection.svelte';
import { placeUnder } from './grid-pointer';

interface DragTargets {
  /** Where rows are seen on the screen. */
  box: () => DOMRect;
  /** The pointer is over this cell. */
  reach: (cell: CellPlace) => void;
  /** The pointer is beyond an edge: one step that way, again and again. */
  beyond: (key: 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight') => void;
}

const stepMs = 40;

/** A selection that is drawn with the mouse; beyond the edge of the rows it scrolls on. */
export class GridDrag {
  #isOn = false;
  #pointer = { x: 0, y: 0 };
  #stepping: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly targets: DragTargets) {}

  start(): void {
    this.#isOn = true;
  }

  move(event: PointerEvent): void {
    if (!this.#isOn) return;
    if ((event.buttons & 1) === 0) return this.end();
    this.#pointer = { x: event.clientX, y: event.clientY };
    const place = placeUnder(document.elementFromPoint(event.clientX, event.clientY));
    if (place && !this.#edge()) this.targets.reach(place.cell);
    if (this.#edge()) this.#stepping ??= setInterval(() => this.#step(), stepMs);
    else this.#rest();
  }

  end(): void {
    this.#isOn = false;
    this.#rest();
  }

  #step(): void {
    const key = this.#edge();
    if (key) this.targets.beyond(key);
  }

  #rest(): void {
    clearInterval(this.#stepping);
    this.#stepping = undefined;
  }

  #edge(): 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight' | undefined {
    const { x, y } = this.#pointer;
    const box = this.targets.box();
    if (y < box.top) return 'ArrowUp';
    if (y > box.bottom) return 'ArrowDown';
    if (x < box.left) return 'ArrowLeft';
    return x > box.right ? 'ArrowRight' : undefined;
  }
}
