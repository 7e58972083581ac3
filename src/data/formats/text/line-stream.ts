/** Called for each line: `bytes[start, end)` without its line end; `line` counts from 1. */
export type VisitLine = (bytes: Uint8Array, start: number, end: number, line: number) => void;

/** Cuts the pieces of a file into lines, carrying over what a piece does not end. Memory: one piece and the longest line. */
export class LineStream {
  #rest: Uint8Array = new Uint8Array(0);
  #line = 0;

  constructor(private readonly visit: VisitLine) {}

  push(piece: Uint8Array, isLast: boolean): void {
    const bytes = new Uint8Array(this.#rest.length + piece.length);
    bytes.set(this.#rest);
    bytes.set(piece, this.#rest.length);
    let start = 0;
    for (;;) {
      const found = bytes.indexOf(0x0a, start);
      if (found < 0) break;
      this.#emit(bytes, start, found);
      start = found + 1;
    }
    this.#rest = bytes.subarray(start);
    if (!isLast || this.#rest.length === 0) return;
    this.#emit(bytes, start, bytes.length);
    this.#rest = new Uint8Array(0);
  }

  #emit(bytes: Uint8Array, start: number, end: number): void {
    this.#line += 1;
    const isPair = end > start && bytes[end - 1] === 0x0d;
    this.visit(bytes, start, isPair ? end - 1 : end, this.#line);
  }
}
