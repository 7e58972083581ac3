import type { StoredFile } from '../ports';

/** The bytes of a file in memory, or a blob that was given. */
export class MemoryFile {
  #bytes = new Uint8Array();
  #sizeBytes = 0;
  #isOpen = false;

  constructor(private readonly blob?: Blob) {}

  async open(name: string): Promise<StoredFile> {
    this.checkClosed(name);
    if (this.blob) throw new DOMException(`kept as it was given: ${name}`, 'InvalidStateError');
    this.#isOpen = true;
    return {
      size: async () => this.#sizeBytes,
      write: async (bytes, at) => this.#write(bytes, at),
      truncate: async (sizeBytes) => this.#truncate(sizeBytes),
      flush: async () => undefined,
      close: async () => void (this.#isOpen = false),
    };
  }

  read(): Blob {
    return this.blob ?? new Blob([this.#bytes.subarray(0, this.#sizeBytes)]);
  }

  checkClosed(name: string): void {
    if (this.#isOpen) throw new DOMException(`open: ${name}`, 'NoModificationAllowedError');
  }

  #write(bytes: Uint8Array, at: number): void {
    const end = at + bytes.byteLength;
    if (end > this.#bytes.byteLength) {
      const larger = new Uint8Array(Math.max(end, 2 * this.#bytes.byteLength));
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes.set(bytes, at);
    this.#sizeBytes = Math.max(this.#sizeBytes, end);
  }

  #truncate(sizeBytes: number): void {
    this.#bytes.fill(0, sizeBytes);
    this.#sizeBytes = sizeBytes;
  }
}
