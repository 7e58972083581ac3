import type { Directory } from '../ports';
import { readStored } from '../read-stored';
import { writeWhole } from '../write-whole';
import { decodeJson, encodeJson } from './json-payload';
import { decodeRecord, encodeRecord, recordKinds } from './record';

/** What a file of one value holds. */
export type FileValue =
  { state: 'missing' } | { state: 'damaged' } | { state: 'whole'; value: unknown; seq: number };

/** Writes a value as a file of its own, at one stroke, with the number of the last payload that was safe by then. */
export function writeValue(
  directory: Directory,
  name: string,
  value: unknown,
  seq = 0,
): Promise<void> {
  const record = { kind: recordKinds.about, epoch: 0, seq, payload: encodeJson(value) };
  return writeWhole(directory, name, encodeRecord(record));
}

export async function readValue(directory: Directory, name: string): Promise<FileValue> {
  const bytes = await readStored(directory, name);
  if (!bytes) return { state: 'missing' };
  const record = decodeRecord(bytes, 0);
  if (!record) return { state: 'damaged' };
  return { state: 'whole', value: decodeJson(record.payload), seq: record.seq };
}
