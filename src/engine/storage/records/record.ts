import { crc32 } from '../../../math/crc32';

/** What a record holds. */
export const recordKinds = { head: 1, payload: 2, snapshot: 3, about: 4, tally: 5 } as const;

export type RecordKind = (typeof recordKinds)[keyof typeof recordKinds];

/**
 * A unit of what is stored. `epoch` counts the writers of a project, `seq` its payloads from 1 on.
 */
export interface StoredRecord {
  kind: RecordKind;
  epoch: number;
  seq: number;
  /** JSON in UTF-8. */
  payload: Uint8Array;
}

/** Magic, kind, epoch, seq, length, CRC-32 of all but magic and itself: 32 bits each, little end first. */
export const recordHeadBytes = 24;

/** Never part of UTF-8, and so of no payload: behind damage, the next record is found by it. */
const magic = [0xff, 0x41, 0x4a, 0xfe] as const;

export function encodeRecord({ kind, epoch, seq, payload }: StoredRecord): Uint8Array {
  const bytes = new Uint8Array(recordHeadBytes + payload.byteLength);
  const view = new DataView(bytes.buffer);
  bytes.set(magic);
  [kind, epoch, seq, payload.byteLength].forEach((value, index) =>
    view.setUint32(4 + 4 * index, value, true),
  );
  bytes.set(payload, recordHeadBytes);
  view.setUint32(20, checksum(bytes), true);
  return bytes;
}

/** Records one behind the other. */
export function encodeRecords(records: readonly StoredRecord[]): Uint8Array {
  const parts = records.map(encodeRecord);
  const bytes = new Uint8Array(parts.reduce((size, part) => size + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.byteLength;
  }
  return bytes;
}

/** The record that starts at `at`; `undefined` where none does, or not a whole one. */
export function decodeRecord(bytes: Uint8Array, at: number): StoredRecord | undefined {
  if (at + recordHeadBytes > bytes.byteLength) return undefined;
  if (magic.some((byte, index) => bytes[at + index] !== byte)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset + at);
  const [kind, epoch, seq, length, crc] = [4, 8, 12, 16, 20].map((offset) =>
    view.getUint32(offset, true),
  ) as [number, number, number, number, number];
  const end = at + recordHeadBytes + length;
  if (end > bytes.byteLength || checksum(bytes.subarray(at, end)) !== crc) return undefined;
  const payload = bytes.slice(at + recordHeadBytes, end);
  return { kind: kind as RecordKind, epoch, seq, payload };
}

export interface DecodedRecords {
  records: StoredRecord[];
  /** Bytes before the last record that belong to none. */
  strayBytes: number;
  /** Bytes behind the last record: what a crash left, or damage. */
  tailBytes: number;
}

/** All whole records, in order, past anything that is none. O(bytes). */
export function decodeRecords(bytes: Uint8Array): DecodedRecords {
  const records: StoredRecord[] = [];
  let strayBytes = 0;
  let tailBytes = 0;
  let at = 0;
  while (at < bytes.byteLength) {
    const record = decodeRecord(bytes, at);
    if (record) {
      records.push(record);
      strayBytes += tailBytes;
      tailBytes = 0;
    }
    const next = record
      ? at + recordHeadBytes + record.payload.byteLength
      : findMagic(bytes, at + 1);
    if (!record) tailBytes += next - at;
    at = next;
  }
  return { records, strayBytes, tailBytes };
}

function findMagic(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(magic[0], from); at >= 0; at = bytes.indexOf(magic[0], at + 1)) {
    if (magic.every((byte, index) => bytes[at + index] === byte)) return at;
  }
  return bytes.byteLength;
}

function checksum(record: Uint8Array): number {
  return crc32(record.subarray(recordHeadBytes), crc32(record.subarray(4, 20)));
}
