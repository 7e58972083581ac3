import type { Directory } from '../ports';
import { readStored } from '../read-stored';
import { decodeJson } from '../records/json-payload';
import {
  decodeRecords,
  recordKinds,
  type DecodedRecords,
  type StoredRecord,
} from '../records/record';
import { mirrors, parseSegmentName, segmentName, type Mirror, type SegmentHead } from './segment';

/** One of the two files of a segment, as it was found. */
export interface ReadMirror extends DecodedRecords {
  mirror: Mirror;
}

/** What the files of a segment hold together. */
export interface ReadSegment {
  epoch: number;
  head?: SegmentHead;
  /** Payloads by their number. */
  records: Map<number, StoredRecord>;
  mirrors: ReadMirror[];
}

/**
 * All segments of a journal, oldest first. A record that one mirror has is there. The newest is read first: what its
 * head says of those before it was written in them by then, also while others go on writing.
 */
export async function readSegments(journal: Directory): Promise<ReadSegment[]> {
  const segments: ReadSegment[] = [];
  for (const epoch of (await listEpochs(journal)).reverse())
    segments.unshift(await readSegment(journal, epoch));
  return segments;
}

/** The epochs that have a file, in order. */
export async function listEpochs(journal: Directory): Promise<number[]> {
  const entries = await journal.list();
  const epochs = entries.map(({ name }) => parseSegmentName(name)?.epoch);
  return [...new Set(epochs.filter((epoch) => epoch !== undefined))].sort((a, b) => a - b);
}

async function readSegment(journal: Directory, epoch: number): Promise<ReadSegment> {
  const found: ReadMirror[] = [];
  for (const mirror of mirrors) found.push(await readMirror(journal, epoch, mirror));
  const all = found.flatMap(({ records }) => records).filter((record) => record.epoch === epoch);
  const payloads = all.filter(({ kind }) => kind === recordKinds.payload);
  const heads = all.filter(({ kind }) => kind === recordKinds.head);
  return {
    epoch,
    head: heads[0] && (decodeJson(heads[0].payload) as SegmentHead),
    records: new Map(payloads.map((record) => [record.seq, record])),
    mirrors: found,
  };
}

async function readMirror(journal: Directory, epoch: number, mirror: Mirror): Promise<ReadMirror> {
  const bytes = await readStored(journal, segmentName(epoch, mirror));
  return { mirror, ...decodeRecords(bytes ?? new Uint8Array()) };
}
