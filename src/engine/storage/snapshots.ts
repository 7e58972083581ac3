import type { Directory } from './ports';
import { readStored } from './read-stored';
import type { Damage, NumberedPayload } from './project-content';
import { decodeJson, encodeJson } from './records/json-payload';
import { decodeRecord, encodeRecord, recordKinds } from './records/record';
import { writeWhole } from './write-whole';

/** A snapshot by what its name says: the writer's epoch, and the last payload that it includes. */
export interface SnapshotName {
  name: string;
  seq: number;
  epoch: number;
}

/** The latest first. */
export async function listSnapshots(snapshots: Directory): Promise<SnapshotName[]> {
  const entries = await snapshots.list();
  return entries
    .map(({ name }) => ({ name, found: /^(\d{10})-(\d{10})$/.exec(name) }))
    .flatMap(({ name, found }) =>
      found ? [{ name, seq: Number(found[1]), epoch: Number(found[2]) }] : [],
    )
    .sort((a, b) => b.seq - a.seq || b.epoch - a.epoch);
}

export async function writeSnapshot(
  snapshots: Directory,
  { seq, epoch }: Omit<SnapshotName, 'name'>,
  payload: unknown,
): Promise<string> {
  const name = [seq, epoch].map((number) => String(number).padStart(10, '0')).join('-');
  const record = { kind: recordKinds.snapshot, epoch, seq, payload: encodeJson(payload) };
  await writeWhole(snapshots, name, encodeRecord(record));
  return name;
}

/**
 * The latest snapshot that is whole, among those that count: one written by an epoch that had lost the project
 * includes payloads that do not.
 */
export async function findSnapshot(
  snapshots: Directory | undefined,
  counts: (snapshot: SnapshotName) => boolean,
): Promise<{ snapshot?: NumberedPayload; damage: Damage[] }> {
  const damage: Damage[] = [];
  if (!snapshots) return { damage };
  for (const listed of (await listSnapshots(snapshots)).filter(counts)) {
    const bytes = await readStored(snapshots, listed.name);
    const record = bytes && decodeRecord(bytes, 0);
    if (record?.seq === listed.seq)
      return { snapshot: { seq: record.seq, payload: decodeJson(record.payload) }, damage };
    damage.push({
      what: 'snapshot',
      detail: `The snapshot at step ${listed.seq} is damaged; the one before it and the journal are used.`,
      isHealed: true,
    });
  }
  return { damage };
}
