import { recordFaults, type RecordScanner } from './record-scanner';
import { trimEnd, trimStart } from './trimmed-value';

/** A record of fewer places between values tells nothing by itself. */
const leastPlaces = 2;

/** Where blanks stand in the records of a file: around values as a habit, or here and there inside them. */
export class SpaceCounts {
  #records = 0;
  /** Places between two values, and those with a blank on either side. */
  #places = 0;
  #spaced = 0;
  /** Records with a blank at either end of the line. */
  #edged = 0;
  /** Records with blanks at all places between values, and with blanks at some of them. */
  #full = 0;
  #partly = 0;

  add(scanner: RecordScanner, bytes: Uint8Array): void {
    const { valueCount, starts, ends, quoted } = scanner;
    if (scanner.fault !== recordFaults.none || valueCount < 2) return;
    // A quote stands between a quoted value and the blanks beside it.
    const isLed = (value: number): boolean => {
      const [start, end] = [starts[value]!, ends[value]!];
      if (quoted[value] === 0) return trimStart(bytes, start, end) > start;
      return start > 1 && trimEnd(bytes, start - 2, start - 1) < start - 1;
    };
    const isFollowed = (value: number): boolean => {
      const [start, end] = [starts[value]!, ends[value]!];
      if (quoted[value] === 0) return trimEnd(bytes, start, end) < end;
      return trimStart(bytes, end + 1, end + 2) > end + 1;
    };
    let [places, spaced] = [0, 0];
    for (let value = 1; value < valueCount; value += 1) {
      const isEmpty = starts[value] === ends[value] && starts[value - 1] === ends[value - 1];
      if (isEmpty) continue;
      places += 1;
      if (isLed(value) || isFollowed(value - 1)) spaced += 1;
    }
    this.#records += 1;
    this.#places += places;
    this.#spaced += spaced;
    if (isLed(0) || isFollowed(valueCount - 1)) this.#edged += 1;
    if (spaced === places && places >= leastPlaces) this.#full += 1;
    else if (spaced > 0) this.#partly += 1;
  }

  /** Blanks stand at nearly all places, at the ends of nearly all lines, or everywhere in some lines and nowhere else. */
  get areOutside(): boolean {
    if (this.#places >= 3 && this.#spaced >= 0.9 * this.#places) return true;
    if (this.#records >= 3 && this.#edged >= 0.9 * this.#records) return true;
    return this.#full > 1 && this.#full >= 0.01 * this.#records && this.#partly <= this.#full / 10;
  }
}
