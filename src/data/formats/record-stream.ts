import { AppError } from '../app-error';
import type { RecordScanner } from './record-scanner';

/** Called for each record: `bytes[start, end)` with its line end; `offset` is where it begins in the file. */
export type VisitRecord = (bytes: Uint8Array, start: number, end: number, offset: number) => void;

const longestLineBytes = 64 * 2 ** 20;

/**
 * Feeds a scanner with the pieces of a file, carrying over what a piece begins and does not end.
 * Memory: one piece and the longest record.
 */
export class RecordStream {
  #rest: Uint8Array = new Uint8Array(0);
  #offset: number;

  constructor(
    private readonly scanner: RecordScanner,
    private readonly visit: VisitRecord,
    startOffset = 0,
  ) {
    this.#offset = startOffset;
  }

  /** @throws AppError `unreadable_file` at a line of more than 64 MiB. */
  push(piece: Uint8Array, isLast: boolean): void {
    const end = this.#rest.length + piece.length;
    const bytes = new Uint8Array(end + 1);
    bytes.set(this.#rest);
    bytes.set(piece, this.#rest.length);
    this.scanner.setBytes(bytes, end, isLast);
    let at = 0;
    while (at < end) {
      const next = this.scanner.next(at);
      if (next < 0) break;
      this.visit(bytes, at, next, this.#offset + at);
      at = next;
    }
    this.#rest = bytes.subarray(at, end);
    this.#offset += at;
    if (this.#rest.length > longestLineBytes) throw tooLong(this.#offset);
  }
}

function tooLong(offset: number): AppError {
  return new AppError(
    'unreadable_file',
    `A line of more than 64 MiB begins at byte ${offset.toLocaleString('en')}. Is this a table of text lines?`,
    { offset },
  );
}
