import type { CsvDialect } from './csv-dialect';
import { recordFaults, RecordScanner } from './record-scanner';

/** A part of a file by its bytes, `[start, end)`. Its records are those that begin in it. */
export interface ByteRange {
  start: number;
  end: number;
}

/** The size decides what is found together, so it depends on nothing, not even on the number of workers. */
export const rangeBytes = 16 * 2 ** 20;

/** The bytes from `start` to `size` in ranges; one where there are none. */
export function splitRanges(start: number, size: number, mostBytes: number): ByteRange[] {
  const count = Math.max(1, Math.ceil((size - start) / mostBytes));
  return Array.from({ length: count }, (_, index) => ({
    start: start + index * mostBytes,
    end: index === count - 1 ? Math.max(start, size) : start + (index + 1) * mostBytes,
  }));
}

const lf = 0x0a;
const cr = 0x0d;
/** Lines tried as the beginning of a record, and records that must be whole from there on. */
const triedLines = 64;
const wholeRecords = 4;

/**
 * Where in `bytes[0, end)` a record seems to begin, when nothing is known of what stands before: behind the first
 * line end from which on records are as wide as they should be. A line end inside quotes can deceive it, so what
 * it finds must be checked against where the record before ends. -1 where there is no line end.
 */
export function guessRecordStart(
  bytes: Uint8Array,
  end: number,
  dialect: CsvDialect,
  columnCount: number,
): number {
  const text = new Uint8Array(end + 1);
  text.set(bytes.subarray(0, end));
  const scanner = new RecordScanner(dialect);
  scanner.setBytes(text, end, false);
  const first = nextLine(text, 0, end);
  let line = first;
  for (let tried = 0; tried < triedLines && line >= 0; tried += 1) {
    if (isTable(scanner, line, end, columnCount)) return line;
    line = nextLine(text, line, end);
  }
  return first;
}

function nextLine(bytes: Uint8Array, start: number, end: number): number {
  for (let at = start; at < end; at += 1) {
    if (bytes[at] === lf) return at + 1;
    if (bytes[at] === cr && at + 1 < end) return bytes[at + 1] === lf ? at + 2 : at + 1;
  }
  return -1;
}

function isTable(scanner: RecordScanner, start: number, end: number, columnCount: number): boolean {
  let at = start;
  for (let record = 0; record < wholeRecords && at < end; record += 1) {
    at = scanner.next(at);
    if (at < 0) return record > 0;
    const isWhole = scanner.fault === recordFaults.none && scanner.valueCount === columnCount;
    if (!isWhole) return false;
  }
  return true;
}
