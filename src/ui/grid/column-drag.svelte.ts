import type { GridColumns } from '../../state/grid/grid-columns.svelte';

/** Further than this the pointer has been dragged, not just pressed. */
const leastPx = 6;

/** Near an edge the columns move on by themselves. */
const edgePx = 40;
const stepPx = 24;

/** A column that is dragged by its name to another place. */
export class ColumnDrag {
  /** Name of the column that is under way. */
  moving: string | undefined = $state();
  /** Position among the visible columns that it would take. */
  target: number | undefined = $state();
  /** A drag has just ended: the click that follows it means nothing. */
  #swallowsClick = false;
  #start: { name: string; x: number } | undefined;
  #scrolling: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly columns: GridColumns,
    private readonly moved: (name: string, position: number) => void,
    private readonly scrollBy: (px: number) => void,
  ) {}

  start(event: PointerEvent, name: string): void {
    this.#swallowsClick = false;
    if (event.button !== 0 || event.pointerType === 'touch') return;
    this.#start = { name, x: event.clientX };
  }

  move(event: PointerEvent): void {
    if (!this.#start) return;
    if ((event.buttons & 1) === 0) return this.cancel();
    if (Math.abs(event.clientX - this.#start.x) > leastPx) this.moving = this.#start.name;
    if (this.moving === undefined) return;
    this.target = positionUnder(event) ?? this.target;
    this.#scrollNear(event);
  }

  end(): void {
    const { moving, target } = this;
    this.#swallowsClick = moving !== undefined;
    this.cancel();
    if (moving === undefined || target === undefined) return;
    this.moved(moving, this.columns.move(moving, target));
  }

  cancel(): void {
    clearInterval(this.#scrolling);
    this.#scrolling = undefined;
    this.#start = undefined;
    this.moving = undefined;
    this.target = undefined;
  }

  /** Whether a click belongs to the drag before it. */
  takesClick(): boolean {
    const taken = this.#swallowsClick;
    this.#swallowsClick = false;
    return taken;
  }

  #scrollNear(event: PointerEvent): void {
    clearInterval(this.#scrolling);
    this.#scrolling = undefined;
    const box = document
      .elementFromPoint(event.clientX, event.clientY)
      ?.closest('[role=grid]')
      ?.getBoundingClientRect();
    if (!box) return;
    const step =
      event.clientX > box.right - edgePx ? stepPx : event.clientX < box.left + edgePx ? -stepPx : 0;
    if (step !== 0) this.#scrolling = setInterval(() => this.scrollBy(step), 40);
  }
}

/** The position of the header under the pointer. */
function positionUnder({ clientX, clientY }: PointerEvent): number | undefined {
  const under = document.elementFromPoint(clientX, clientY);
  const position = under?.closest<HTMLElement>('[role=columnheader]')?.dataset.position;
  return position === undefined ? undefined : Number(position);
}
