import { AppError } from '../../app-error';
import type { RecordScanner } from './record-scanner';

/**
 * Called for each record: `bytes[start, end)` with its line end, which hold until it returns; `offset` is where it
 * begins in the file.
 */
export type VisitRecord = (bytes: Uint8Array, start: number, end: number, offset: number) => void;

const longestLineBytes = 256 * 2 ** 20;
/** A record that has not ended is read again from its beginning when it has doubled, or grown by so much. */
const nextLookBytes = 32 * 2 ** 20;

/**
 * Feeds a scanner with the pieces of a file, carrying over what a piece begins and does not end. Only records that
 * begin before `endOffset` are visited. Memory: one piece and the longest record.
 */
export class RecordStream {
  #bytes = new Uint8Array(0);
  #restStart = 0;
  #restEnd = 0;
  #offset: number;
  /** A record that is not whole is looked at again when there are so many bytes of it. */
  #enough = 0;

  constructor(
    private readonly scanner: RecordScanner,
    private readonly visit: VisitRecord,
    startOffset = 0,
    private readonly endOffset = Infinity,
  ) {
    this.#offset = startOffset;
  }

  /** Where the next record begins in the file.
   */
  get offset(): number {
    return this.#offset;
  }

  /** Whether all records that begin before `endOffset` have been visited. */
  get isDone(): boolean {
    return this.#offset >= this.endOffset;
  }

  /** @throws AppError `unreadable_file` at a line of more than 256 MiB. */
  push(piece: Uint8Array, isLast: boolean): void {
    const end = this.#append(piece);
    if (end < this.#enough && !isLast) {
      this.#restStart = 0;
      this.#restEnd = end;
      return;
    }
    const bytes = this.#bytes;
    this.scanner.setBytes(bytes, end, isLast);
    const limit = Math.min(end, this.endOffset - this.#offset);
    let at = 0;
    while (at < limit) {
      const next = this.scanner.next(at);
      if (next < 0) break;
      this.visit(bytes, at, next, this.#offset + at);
      at = next;
    }
    this.#restStart = at;
    this.#restEnd = end;
    this.#offset += at;
    this.#enough = end - at + Math.min(end - at, nextLookBytes);
    if (end - at > longestLineBytes) throw tooLong(this.#offset);
  }

  /** Puts the piece behind what is left of the one before; the end of both. */
  #append(piece: Uint8Array): number {
    const rest = this.#bytes.subarray(this.#restStart, this.#restEnd);
    const end = rest.length + piece.length;
    // The same memory for every piece: to allocate some megabytes each time costs more than to scan them.
    if (end + 1 > this.#bytes.length) this.#bytes = new Uint8Array(Math.ceil(1.25 * end) + 1);
    if (rest.byteOffset > 0 || rest.buffer !== this.#bytes.buffer) this.#bytes.set(rest);
    this.#bytes.set(piece, rest.length);
    return end;
  }
}

function tooLong(offset: number): AppError {
  return new AppError(
    'unreadable_file',
    `A line of more than 256 MiB begins at byte ${offset.toLocaleString('en')}. Is this a table of text lines?`,
    { offset },
  );
}
