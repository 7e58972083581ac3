import type { StoredRecord } from '../records/record';
import type { ReadSegment } from './read-segments';

/** The payloads of a journal that count. */
export interface AcceptedRecords {
  /** By number, behind `after`, in order. */
  records: StoredRecord[];
  /** Numbers that must have been there and are not, first and last of each run. */
  gaps: [first: number, last: number][];
  /** The last number that was given out, `after` where none was. */
  lastSeq: number;
}

/**
 * Takes from all segments what counts behind payload `after`. A segment says up to where it knew those before it; what
 * they were given later, by a writer that had lost the project without knowing, does not count. All up to `noted` was
 * safe at some time, as another file says: what lacks of that at the end is a gap too.
 */
export function acceptRecords(
  segments: readonly ReadSegment[],
  after: number,
  noted = 0,
): AcceptedRecords {
  const accepted = new Map<number, StoredRecord>();
  let cutoff = Infinity;
  let known = Math.max(after, noted);
  for (const segment of [...segments].reverse()) {
    for (const [seq, record] of segment.records) {
      if (seq <= cutoff && seq > after && !accepted.has(seq)) accepted.set(seq, record);
    }
    cutoff = Math.min(cutoff, baseOf(segment) ?? Infinity);
    if (cutoff < Infinity) known = Math.max(known, cutoff);
  }
  const numbers = [...accepted.keys()].sort((a, b) => a - b);
  const lastSeq = Math.max(known, numbers.at(-1) ?? 0);
  return {
    records: numbers.map((seq) => accepted.get(seq)!),
    gaps: findGaps(numbers, after, lastSeq),
    lastSeq,
  };
}

/** The last payload that counts of an epoch, by what later ones say. */
export function cutoffOf(segments: readonly ReadSegment[], epoch: number): number {
  const later = segments.filter((segment) => segment.epoch > epoch);
  return Math.min(Infinity, ...later.map((segment) => baseOf(segment) ?? Infinity));
}

/** Where both heads are lost, the first payload tells. */
function baseOf({ head, records }: ReadSegment): number | undefined {
  if (head) return head.base;
  return records.size > 0 ? Math.min(...records.keys()) - 1 : undefined;
}

function findGaps(
  numbers: readonly number[],
  after: number,
  last: number,
): [first: number, last: number][] {
  const gaps: [number, number][] = [];
  let previous = after;
  for (const seq of [...numbers, last + 1]) {
    if (seq > previous + 1) gaps.push([previous + 1, seq - 1]);
    previous = Math.max(previous, seq);
  }
  return gaps;
}
