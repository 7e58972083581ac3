import type { Directory } from '../ports';
import { encodeRecords, type StoredRecord } from '../records/record';
import { writeWhole } from '../write-whole';
import { segmentName } from './segment';
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
