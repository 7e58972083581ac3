import { AppError } from '../../data/app-error';
import { crc32 } from './crc32';

interface Entry {
  name: Uint8Array;
  offset: number;
  crc: number;
  packedBytes: number;
  sizeBytes: number;
}

type Bytes = Uint8Array<ArrayBuffer>;

/** Sizes in a zip without its 64-bit extension. */
const largestBytes = 2 ** 32 - 1;
/** Names are UTF-8, and sizes stand behind the data. */
const flags = 0x0808;
const deflated = 8;
/** 1 January 1980, the first day that a zip knows: the same table gives the same bytes. */
const day = 0x0021;

/** Writes a zip from front to end, each entry compressed as it comes (APPNOTE 6.3); no size has to be known before. */
export class ZipWriter {
  readonly #entries: Entry[] = [];
  readonly #out: Bytes[] = [];
  #offset = 0;
  #entry: Entry | undefined;
  #compressor: CompressionStream | undefined;
  #compressed: Promise<void> = Promise.resolve();

  /** Begins an entry; the one before must be ended. */
  begin(name: string): void {
    const bytes = new TextEncoder().encode(name);
    this.#entry = { name: bytes, offset: this.#offset, crc: 0, packedBytes: 0, sizeBytes: 0 };
    const fields = [
      ...short(20, flags, deflated, 0, day),
      ...long(0, 0, 0),
      ...short(bytes.length, 0),
    ];
    this.#push(Uint8Array.from([0x50, 0x4b, 3, 4, ...fields, ...bytes]));
    this.#compressor = new CompressionStream('deflate-raw');
    this.#compressed = this.#collect(this.#compressor, this.#entry);
  }

  /** Uncompressed bytes of the entry so far. */
  get entryBytes(): number {
    return this.#entry!.sizeBytes;
  }

  async write(bytes: Bytes): Promise<void> {
    const entry = this.#entry!;
    entry.crc = crc32(bytes, entry.crc);
    entry.sizeBytes += bytes.length;
    const writer = this.#compressor!.writable.getWriter();
    await writer.write(bytes);
    writer.releaseLock();
  }

  async endEntry(): Promise<void> {
    const entry = this.#entry!;
    await this.#compressor!.writable.close();
    await this.#compressed;
    if (Math.max(entry.sizeBytes, this.#offset) > largestBytes) throw tooLarge();
    const sizes = long(entry.crc, entry.packedBytes, entry.sizeBytes);
    this.#push(Uint8Array.from([0x50, 0x4b, 7, 8, ...sizes]));
    this.#entries.push(entry);
  }

  async add(name: string, text: string): Promise<void> {
    this.begin(name);
    await this.write(new TextEncoder().encode(text));
    await this.endEntry();
  }

  /** The list of entries, which makes the file whole. */
  end(): void {
    const start = this.#offset;
    for (const entry of this.#entries) this.#push(directoryEntry(entry));
    const count = this.#entries.length;
    const fields = [
      ...short(0, 0, count, count),
      ...long(this.#offset - start, start),
      ...short(0),
    ];
    this.#push(Uint8Array.from([0x50, 0x4b, 5, 6, ...fields]));
  }

  /** The bytes that are ready. */
  take(): Bytes[] {
    return this.#out.splice(0);
  }

  async #collect(compressor: CompressionStream, entry: Entry): Promise<void> {
    const reader = compressor.readable.getReader();
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      entry.packedBytes += value.length;
      this.#push(value as Bytes);
    }
  }

  #push(bytes: Bytes): void {
    this.#out.push(bytes);
    this.#offset += bytes.length;
  }
}

function directoryEntry({ name, offset, crc, packedBytes, sizeBytes }: Entry): Bytes {
  return Uint8Array.from([
    ...[0x50, 0x4b, 1, 2],
    ...short(20, 20, flags, deflated, 0, day),
    ...long(crc, packedBytes, sizeBytes),
    ...short(name.length, 0, 0, 0, 0),
    ...long(0, offset),
    ...name,
  ]);
}

function short(...values: number[]): number[] {
  return values.flatMap((value) => [value & 255, (value >> 8) & 255]);
}

function long(...values: number[]): number[] {
  return values.flatMap((value) => [
    value & 255,
    (value >>> 8) & 255,
    (value >>> 16) & 255,
    (value >>> 24) & 255,
  ]);
}

function tooLarge(): AppError {
  return new AppError(
    'out_of_memory',
    'The workbook would be larger than the 4 GB that Excel opens. Choose fewer columns or rows, or export as Parquet.',
  );
}
