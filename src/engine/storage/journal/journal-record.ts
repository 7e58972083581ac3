import { storageFormat } from '../project-layout';
import { encodeJson } from '../records/json-payload';
import { recordKinds, type StoredRecord } from '../records/record';
import type { SegmentHead } from './segment';

/** The first record of a segment. */
export function headRecord(epoch: number, base: number): StoredRecord {
  const head: SegmentHead = { format: storageFormat, base };
  return { kind: recordKinds.head, epoch, seq: 0, payload: encodeJson(head) };
}

export function payloadRecord(epoch: number, seq: number, payload: Uint8Array): StoredRecord {
  return { kind: recordKinds.payload, epoch, seq, payload };
}
