import { crc32 } from '../../math/crc32';

/** One payload as it stands in a segment of the journal: numbered from 1 over the life of a project. */
export interface JournalRecord {
  number: number;
  payload: Uint8Array<ArrayBuffer>;
}

/** Begins each record, so that reading can go on behind a damaged one. */
const magic = 0x314c4a41;
/** Magic, number, length, check of all the rest. */
export const headBytes = 20;
/** No payload of ours is longer; a length beyond is damage. */
const mostBytes = 2 ** 28;

/** A record as bytes: magic, number (64 bit), length, CRC-32 of number, length and payload; then the payload. */
export function encodeRecord(number: number, payload: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(headBytes + payload.byteLength);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magic, true);
  view.setBigUint64(4, BigInt(number), true);
  view.setUint32(12, payload.byteLength, true);
  bytes.set(payload, headBytes);
  view.setUint32(16, checkOf(bytes), true);
  return bytes;
}

/** All whole records in `bytes`, whatever lies between them. */
export function scanRecords(bytes: Uint8Array<ArrayBuffer>): JournalRecord[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const records: JournalRecord[] = [];
  let at = 0;
  while (at + headBytes <= bytes.byteLength) {
    const record = readRecord(bytes, view, at);
    if (record) records.push(record);
    at = record ? at + headBytes + record.payload.byteLength : nextMagic(bytes, at + 1);
  }
  return records;
}

function readRecord(
  bytes: Uint8Array<ArrayBuffer>,
  view: DataView,
  at: number,
): JournalRecord | undefined {
  if (view.getUint32(at, true) !== magic) return undefined;
  const length = view.getUint32(at + 12, true);
  const end = at + headBytes + length;
  if (length > mostBytes || end > bytes.byteLength) return undefined;
  if (checkOf(bytes.subarray(at, end)) !== view.getUint32(at + 16, true)) return undefined;
  const payload = bytes.slice(at + headBytes, end);
  return { number: Number(view.getBigUint64(at + 4, true)), payload };
}

/** Where the next record may begin: the end of the bytes where none does. */
function nextMagic(bytes: Uint8Array, from: number): number {
  const first = magic & 0xff;
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (bytes[at + 1] === 0x4a && bytes[at + 2] === 0x4c && bytes[at + 3] === 0x31) return at;
  }
  return bytes.byteLength;
}

function checkOf(record: Uint8Array): number {
  return crc32(record.subarray(headBytes), crc32(record.subarray(4, 16)));
}
