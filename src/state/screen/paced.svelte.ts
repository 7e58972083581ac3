/** A value that changes often, let through to the screen at most once in `intervalMs`; the last one always arrives. */
export class Paced<T> {
  #current: T | undefined = $state.raw();
  #next: T | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly intervalMs: number) {}

  get current(): T | undefined {
    return this.#current;
  }

  offer(value: T): void {
    this.#next = value;
    if (this.#timer === undefined) this.#show();
  }

  /** Back to the start: shows nothing and waits for nothing. */
  clear(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#next = undefined;
    this.#current = undefined;
  }

  #show(): void {
    this.#current = this.#next;
    this.#next = undefined;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#next !== undefined) this.#show();
    }, this.intervalMs);
  }
}
