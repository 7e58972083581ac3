const magic = 0x184d2204;

/**
 * The bytes of an LZ4 frame (format version 1.6.1), of which `size` are known to be there: Feather files
 * are compressed so by default. Checksums are passed over.
 * @throws RangeError where the frame is cut off or malformed.
 */
export function decodeLz4Frame(frame: Uint8Array, size: number): Uint8Array {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  if (view.getUint32(0, true) !== magic) throw new RangeError('not an LZ4 frame');
  const flags = frame[4]!;
  const hasBlockChecksum = (flags & 0x10) !== 0;
  let at = 7 + ((flags & 0x08) !== 0 ? 8 : 0) + ((flags & 0x01) !== 0 ? 4 : 0);
  const bytes = new Uint8Array(size);
  let written = 0;
  for (;;) {
    const header = view.getUint32(at, true);
    at += 4;
    if (header === 0) break;
    const blockEnd = at + (header & 0x7fffffff);
    if (blockEnd > frame.length) throw new RangeError('the LZ4 frame is cut off');
    if (header >>> 31 === 1) {
      bytes.set(frame.subarray(at, blockEnd), written);
      written += blockEnd - at;
    } else written = decodeBlock(frame, at, blockEnd, bytes, written);
    at = blockEnd + (hasBlockChecksum ? 4 : 0);
  }
  if (written !== size) throw new RangeError('the LZ4 frame has another length than it says');
  return bytes;
}

/** Sequences of literals and of copies from what was written before; answers how much is written. */
function decodeBlock(
  block: Uint8Array,
  start: number,
  end: number,
  bytes: Uint8Array,
  offset: number,
): number {
  let at = start;
  let written = offset;
  const readLength = (first: number): number => {
    let length = first;
    if (first !== 15) return length;
    for (let more = 255; more === 255;) length += more = block[at++]!;
    return length;
  };
  while (at < end) {
    const token = block[at++]!;
    const literals = readLength(token >> 4);
    bytes.set(block.subarray(at, at + literals), written);
    at += literals;
    written += literals;
    if (at >= end) break;
    const distance = block[at]! | (block[at + 1]! << 8);
    at += 2;
    const length = readLength(token & 15) + 4;
    if (distance === 0 || distance > written)
      throw new RangeError('an LZ4 copy reaches too far back');
    if (written + length > bytes.length) throw new RangeError('an LZ4 copy is too long');
    for (const last = written + length; written < last; written += 1) {
      bytes[written] = bytes[written - distance]!;
    }
  }
  return written;
}
