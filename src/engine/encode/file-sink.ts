import type { FilePart, FileSink } from '../../data/export';

/** So many bytes are handed to the browser at a time: it copies them in one go, and keeps large blobs on disk. */
const pieceBytes = 4 * 2 ** 20;

/** Gathers a file as a blob, outside of the page's own memory. */
export class BlobSink implements FileSink {
  #pieces: Blob[] = [];
  #parts: FilePart[] = [];
  #size = 0;

  constructor(private readonly mime: string) {}

  async write(parts: FilePart[]): Promise<void> {
    this.#parts.push(...parts);
    this.#size += parts.reduce((sum, part) => sum + sizeOf(part), 0);
    if (this.#size >= pieceBytes) this.#flush();
  }

  async end(): Promise<void> {
    this.#flush();
  }

  async abort(): Promise<void> {
    this.#pieces = [];
    this.#parts = [];
  }

  get blob(): Blob {
    return new Blob(this.#pieces, { type: this.mime });
  }

  #flush(): void {
    this.#pieces.push(new Blob(this.#parts));
    this.#parts = [];
    this.#size = 0;
  }
}

function sizeOf(part: FilePart): number {
  return part instanceof Blob ? part.size : part.length;
}
