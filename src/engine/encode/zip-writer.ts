import { AppError } from '../../data/app-error';
import { crc32 } from '../../math/crc32';

interface Entry {
  name: Uint8Array;
  offset: number;
  crc: number;
  packedBytes: number;
  sizeBytes: number;
  /** Its sizes are written as 64 bits, which must be known when it begins. */
  isWide: boolean;
}

type Bytes = Uint8Array<ArrayBuffer>;

/** Sizes in a zip without its 64-bit extension; there it stands for a number that the extension holds. */
const largestBytes = 2 ** 32 - 1;
const mostEntries = 2 ** 16 - 1;
/** From here on an entry is written wide: packed it may come out a little larger than it is. */
const wideBytes = 2 ** 32 - 2 ** 24;
/** Names are UTF-8, and sizes stand behind the data. */
const flags = 0x0808;
const deflated = 8;
/** 1 January 1980, the first day that a zip knows: the same table gives the same bytes. */
const day = 0x0021;

/**
 * Writes a zip from front to end, each entry compressed as it comes (APPNOTE 6.3). Beyond 4 GB it is a zip64, unless
 * `isNarrow`, for readers that know none; an entry of such a size must be announced.
 */
export class ZipWriter {
  readonly #entries: Entry[] = [];
  readonly #out: Bytes[] = [];
  #offset = 0;
  #entry: Entry | undefined;
  #compressor: CompressionStream | undefined;
  #compressed: Promise<void> = Promise.resolve();

  constructor(private readonly isNarrow = false) {}

  /** Begins an entry of about so many bytes; the one before must be ended. */
  begin(name: string, expectedBytes = 0): void {
    const isWide = !this.isNarrow && expectedBytes >= wideBytes;
    const start = { name: new TextEncoder().encode(name), offset: this.#offset, isWide };
    this.#entry = { ...start, crc: 0, packedBytes: 0, sizeBytes: 0 };
    this.#push(localHeader(this.#entry));
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
    const { crc, packedBytes, sizeBytes, isWide } = entry;
    const largest = Math.max(sizeBytes, packedBytes, this.isNarrow ? this.#offset : 0);
    if (!isWide && largest > largestBytes) throw tooLarge();
    const sizes = isWide ? wide(packedBytes, sizeBytes) : long(packedBytes, sizeBytes);
    this.#push(Uint8Array.from([0x50, 0x4b, 7, 8, ...long(crc), ...sizes]));
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
    const directoryBytes = this.#offset - start;
    const count = this.#entries.length;
    const isFull = Math.max(start, directoryBytes) >= largestBytes || count >= mostEntries;
    // Some readers look for 64-bit sizes only where the end has them too.
    if (isFull || this.#entries.some(({ isWide }) => isWide))
      this.#push(wideEnd(count, directoryBytes, start));
    const counts = short(0, 0, Math.min(count, mostEntries), Math.min(count, mostEntries));
    const sizes = long(Math.min(directoryBytes, largestBytes), Math.min(start, largestBytes));
    this.#push(Uint8Array.from([0x50, 0x4b, 5, 6, ...counts, ...sizes, ...short(0)]));
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

function localHeader({ name, isWide }: Entry): Bytes {
  const version = isWide ? 45 : 20;
  const sizes = isWide ? long(0, largestBytes, largestBytes) : long(0, 0, 0);
  const extra = isWide ? [...short(1, 16), ...wide(0, 0)] : [];
  const fields = [
    ...short(version, flags, deflated, 0, day),
    ...sizes,
    ...short(name.length, extra.length),
  ];
  return Uint8Array.from([0x50, 0x4b, 3, 4, ...fields, ...name, ...extra]);
}

function directoryEntry({ name, offset, crc, packedBytes, sizeBytes, isWide }: Entry): Bytes {
  const isFar = isWide || offset >= largestBytes;
  const version = isFar ? 45 : 20;
  const extra = isFar ? [...short(1, 24), ...wide(sizeBytes, packedBytes, offset)] : [];
  const sizes = isFar ? [largestBytes, largestBytes] : [packedBytes, sizeBytes];
  return Uint8Array.from([
    ...[0x50, 0x4b, 1, 2],
    ...short(version, version, flags, deflated, 0, day),
    ...long(crc, ...sizes),
    ...short(name.length, extra.length, 0, 0, 0),
    ...long(0, isFar ? largestBytes : offset),
    ...name,
    ...extra,
  ]);
}

/** The end record of zip64 and what points to it. */
function wideEnd(count: number, directoryBytes: number, start: number): Bytes {
  return Uint8Array.from([
    ...[0x50, 0x4b, 6, 6],
    ...wide(44),
    ...short(45, 45),
    ...long(0, 0),
    ...wide(count, count, directoryBytes, start),
    ...[0x50, 0x4b, 6, 7],
    ...long(0),
    ...wide(start + directoryBytes),
    ...long(1),
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

function wide(...values: number[]): number[] {
  return values.flatMap((value) => long(value % 2 ** 32, Math.floor(value / 2 ** 32)));
}

function tooLarge(): AppError {
  return new AppError(
    'out_of_memory',
    'The workbook would be larger than the 4 GB that Excel opens. Choose fewer columns or rows, or export as Parquet.',
  );
}
