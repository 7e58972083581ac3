import type { WrittenValue } from '../arrow/column-builder';

const quote = 0x22;
const backslash = 0x5c;

/** A JSON value without the white space between its parts, so that equal values read alike. O(length). */
export function compactJson({ bytes, start, end, ...rest }: WrittenValue): WrittenValue {
  const compact = new Uint8Array(end - start);
  let size = 0;
  let isInside = false;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at]!;
    if (!isInside && byte <= 0x20) continue;
    compact[size++] = byte;
    if (byte === quote) isInside = !isInside;
    else if (byte === backslash) compact[size++] = bytes[(at += 1)]!;
  }
  return { ...rest, kind: 'text', bytes: compact, start: 0, end: size, hasEscapes: false };
}
