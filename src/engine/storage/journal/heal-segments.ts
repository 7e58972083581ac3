import type { Directory } from '../ports';
import { encodeRecords, type StoredRecord } from '../records/record';
import { writeWhole } from '../write-whole';
import { mirrors, segmentName } from './segment';
import type { ReadMirror, ReadSegment } from './read-segments';

/** Mirrors that lack a record which the other one has, or hold bytes that are none. */
export function findWounded(segment: ReadSegment): ReadMirror[] {
  const whole = wholeRecords(segment);
  return segment.mirrors.filter(
    ({ records, strayBytes, tailBytes }) =>
      strayBytes + tailBytes > 0 || records.length < whole.length,
  );
}

/** Whether a mirror was damaged. That its end is missing may be all that a crash did, and then nothing was lost. */
export function isDamaged({ mirrors }: ReadSegment): boolean {
  return mirrors.some(({ strayBytes }) => strayBytes > 0);
}

/**
 * The number of the payload at the end of the newest segment that was safe, as its begun second mirror says, and that
 * neither mirror can read now; 0 where there is none. What a crash leaves is begun in the first mirror only. Up to its
 * base a segment repeats what others hold, and says itself what must be there.
 */
export function findLostEnd(segments: readonly ReadSegment[]): number {
  const segment = segments.at(-1);
  const [first, second] = mirrors.map((name) =>
    segment?.mirrors.find(({ mirror }) => mirror === name),
  );
  if (!segment?.head || !first || !second || second.tailBytes === 0) return 0;
  const [known, begun] = [first, second].map(({ records }) =>
    Math.max(0, ...records.map(({ seq }) => seq)),
  ) as [number, number];
  return known > begun || begun < segment.head.base ? 0 : begun + 1;
}

/** Writes wounded mirrors anew from both, each at one stroke, so that every record is there twice again. */
export async function healSegment(journal: Directory, segment: ReadSegment): Promise<void> {
  const bytes = encodeRecords(wholeRecords(segment));
  for (const { mirror } of findWounded(segment))
    await writeWhole(journal, segmentName(segment.epoch, mirror), bytes);
}

function wholeRecords({ epoch, mirrors }: ReadSegment): StoredRecord[] {
  const own = mirrors.flatMap(({ records }) => records).filter((record) => record.epoch === epoch);
  const byKey = new Map(own.map((record) => [`${record.kind} ${record.seq}`, record]));
  return [...byKey.values()].sort((a, b) => a.kind - b.kind || a.seq - b.seq);
}
