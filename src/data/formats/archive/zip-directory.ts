import { AppError } from '../../app-error';

/** A file in a zip, as the directory at the end of the archive lists it. */
export interface ZipMember {
  /** As written, with folders; never used as a path. */
  name: string;
  /** 0 stored, 8 deflated, 93 Zstandard; see APPNOTE 4.4.5. */
  method: number;
  isEncrypted: boolean;
  packedBytes: number;
  /** Bytes when unpacked, as the directory says. */
  sizeBytes: number;
  crc32: number;
  /** Where the member's own header stands in the archive. */
  offset: number;
}

/** Where the directory of a zip stands, and by how much all offsets in it are short. */
export interface ZipEnd {
  directoryStart: number;
  directoryBytes: number;
  shift: number;
}

/** As many bytes at the end of a zip hold the end record, whatever its comment, and that of zip64 before it. */
export const zipTailBytes = 22 + 0xffff + 20 + 56;

const endMark = 0x06054b50;
const locatorMark = 0x07064b50;
const wideEndMark = 0x06064b50;
const memberMark = 0x02014b50;

/**
 * Finds the directory from the last bytes of a zip (APPNOTE 6.3.10), also of zip64 and behind other bytes.
 * @throws AppError `unreadable_file` where the archive is cut off or split over several files.
 */
export function findZipEnd(tail: Uint8Array, fileBytes: number, name: string): ZipEnd {
  const view = viewOf(tail);
  const at = findEndRecord(view);
  if (at === undefined) throw damaged(name, 'it is cut off: the list of what is in it is missing');
  const wide = findWideEnd(view, at);
  const disk = wide ? view.getUint32(wide + 16, true) : view.getUint16(at + 4, true);
  if (disk !== 0) throw damaged(name, 'it is one piece of an archive that was split');
  const directoryBytes = wide ? readLong(view, wide + 40) : view.getUint32(at + 12, true);
  const stated = wide ? readLong(view, wide + 48) : view.getUint32(at + 16, true);
  const endStart = fileBytes - tail.length + (wide ?? at);
  const directoryStart = endStart - directoryBytes;
  if (directoryStart < 0) throw damaged(name, 'its list of members does not fit into it');
  return { directoryStart, directoryBytes, shift: directoryStart - stated };
}

/**
 * The members that a directory lists, folders left out.
 * @throws AppError `unreadable_file` where an entry is malformed.
 */
export function readZipDirectory(bytes: Uint8Array, shift: number, name: string): ZipMember[] {
  const view = viewOf(bytes);
  const members: ZipMember[] = [];
  for (let at = 0; at + 46 <= bytes.length;) {
    if (view.getUint32(at, true) !== memberMark) break;
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((field) =>
      view.getUint16(at + field, true),
    ) as [number, number, number];
    const next = at + 46 + nameBytes + extraBytes + commentBytes;
    if (next > bytes.length) throw damaged(name, 'its list of members is cut off');
    const member = readMember(view, bytes, at, nameBytes, extraBytes);
    if (!member.name.endsWith('/')) members.push({ ...member, offset: member.offset + shift });
    at = next;
  }
  return members;
}

function readMember(
  view: DataView,
  bytes: Uint8Array,
  at: number,
  nameBytes: number,
  extraBytes: number,
): ZipMember {
  const flags = view.getUint16(at + 8, true);
  const nameStart = at + 46;
  const wide = findWideSizes(view, nameStart + nameBytes, extraBytes);
  const size = (field: number): number => {
    const value = view.getUint32(field, true);
    return value === 0xffffffff ? wide() : value;
  };
  // The order in which zip64 gives what did not fit.
  const sizeBytes = size(at + 24);
  const packedBytes = size(at + 20);
  const offset = size(at + 42);
  return {
    name: decodeName(bytes.subarray(nameStart, nameStart + nameBytes)),
    method: view.getUint16(at + 10, true),
    isEncrypted: (flags & 1) !== 0,
    crc32: view.getUint32(at + 16, true),
    packedBytes,
    sizeBytes,
    offset,
  };
}

/** Hands out the 64-bit numbers of the zip64 field one after the other. */
function findWideSizes(view: DataView, start: number, length: number): () => number {
  for (let at = start; at + 4 <= start + length;) {
    const fieldBytes = view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === 1) {
      let next = at + 4;
      return () => {
        next += 8;
        return next <= start + length ? readLong(view, next - 8) : 0xffffffff;
      };
    }
    at += 4 + fieldBytes;
  }
  return () => 0xffffffff;
}

function decodeName(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The last end record whose comment reaches just to the end. */
function findEndRecord(view: DataView): number | undefined {
  for (let at = view.byteLength - 22; at >= 0; at -= 1) {
    const isEnd = view.getUint32(at, true) === endMark;
    if (isEnd && at + 22 + view.getUint16(at + 20, true) <= view.byteLength) return at;
  }
  return undefined;
}

/** The end record of zip64, which stands before its locator; found by its mark, since its own offset may be short. */
function findWideEnd(view: DataView, end: number): number | undefined {
  const locator = end - 20;
  if (locator < 0 || view.getUint32(locator, true) !== locatorMark) return undefined;
  for (let at = locator - 56; at >= 0; at -= 1) {
    if (view.getUint32(at, true) === wideEndMark) return at;
  }
  return undefined;
}

function readLong(view: DataView, at: number): number {
  return Number(view.getBigUint64(at, true));
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function damaged(name: string, reason: string): AppError {
  return new AppError('unreadable_file', `"${name}" cannot be read as a zip: ${reason}.`, { name });
}
