import { scanRecords, type JournalRecord } from './journal-records';
import type { Directory } from './storage-ports';

/** Both files of a segment hold the same, so that what is damaged in one is read from the other. */
export const mirrors = ['a', 'b'] as const;

/** What one writer wrote between opening the project and closing it, or between two failures to write. */
export interface Segment {
  epoch: number;
  /** Number of the last record before it. */
  base: number;
  records: Map<number, Uint8Array<ArrayBuffer>>;
}

export function segmentName(epoch: number, mirror: (typeof mirrors)[number]): string {
  return `journal-${String(epoch).padStart(8, '0')}-${mirror}`;
}

/** All segments of a project, the oldest first. */
export async function readSegments(directory: Directory): Promise<Segment[]> {
  const segments: Segment[] = [];
  for (const epoch of await listEpochs(directory)) {
    const found: JournalRecord[] = [];
    for (const mirror of mirrors) {
      const file = await directory.file(segmentName(epoch, mirror));
      if (file) found.push(...scanRecords(new Uint8Array(await file.arrayBuffer())));
    }
    segments.push(toSegment(epoch, found));
  }
  return segments;
}

export async function listEpochs(directory: Directory): Promise<number[]> {
  const names = (await directory.list()).map(({ name }) => name);
  const epochs = names.flatMap((name) => /^journal-(\d+)-[ab]$/.exec(name)?.[1] ?? []);
  return [...new Set(epochs.map(Number))].sort((a, b) => a - b);
}

/**
 * The records that hold, in order: where a segment began, what an older one has beyond that point was never
 * acknowledged, since its writing failed or its writer had lost the project.
 */
export function joinSegments(segments: readonly Segment[]): JournalRecord[] {
  const joined = new Map<number, Uint8Array<ArrayBuffer>>();
  for (const { base, records } of segments) {
    for (const number of [...joined.keys()]) if (number > base) joined.delete(number);
    for (const [number, payload] of records) joined.set(number, payload);
  }
  return [...joined]
    .map(([number, payload]) => ({ number, payload }))
    .sort((a, b) => a.number - b.number);
}

/** The record without a payload says where the segment began; where it is damaged, the first one does. */
function toSegment(epoch: number, found: readonly JournalRecord[]): Segment {
  const records = new Map(
    found
      .filter(({ payload }) => payload.length > 0)
      .map(({ number, payload }) => [number, payload]),
  );
  const opening = found.find(({ payload }) => payload.length === 0);
  let base = opening?.number ?? Infinity;
  if (!opening) for (const number of records.keys()) base = Math.min(base, number - 1);
  return { epoch, base, records };
}
