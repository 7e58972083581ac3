import type { RejectedLine } from '../../table';

/** As many rejected lines are kept with their text; all are counted. */
export const keptLines = 1_000;

const keptTextBytes = 500;

/** A line that makes no row, with the first 500 bytes of its text. */
export function rejectedLine(
  bytes: Uint8Array,
  start: number,
  end: number,
  place: { line: number; column?: string; reason: string },
): RejectedLine {
  const isCut = end - start > keptTextBytes;
  const text = new TextDecoder().decode(bytes.subarray(start, isCut ? start + keptTextBytes : end));
  return { ...place, text: isCut ? `${text}…` : text.replace(/[\r\n]+$/, '') };
}
