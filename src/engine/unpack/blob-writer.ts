const partBytes = 8 * 2 ** 20;

/** Bytes in order as one blob, of parts that the browser may keep on disk. Memory: one part of 8 MiB. */
export class BlobWriter {
  readonly #parts: Blob[] = [];
  #pending: Uint8Array<ArrayBuffer>[] = [];
  #size = 0;

  add(piece: Uint8Array): void {
    if (piece.length === 0) return;
    this.#pending.push(piece as Uint8Array<ArrayBuffer>);
    this.#size += piece.length;
    if (this.#size >= partBytes) this.#flush();
  }

  finish(): Blob {
    this.#flush();
    return new Blob(this.#parts);
  }

  #flush(): void {
    this.#parts.push(new Blob(this.#pending));
    this.#pending = [];
    this.#size = 0;
  }
}

/** All pieces as one blob. */
export async function collectPieces(pieces: AsyncIterable<Uint8Array>): Promise<Blob> {
  const writer = new BlobWriter();
  for await (const piece of pieces) writer.add(piece);
  return writer.finish();
}
