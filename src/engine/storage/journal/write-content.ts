import type { Directory } from '../ports';
import type { ProjectContent } from '../project-content';
import { encodeJson } from '../records/json-payload';
import { encodeRecords } from '../records/record';
import { writeSnapshot } from '../snapshots';
import { headRecord, payloadRecord } from './journal-record';
import { Segment } from './segment';

/** The same snapshot and payloads, as the first epoch of another project. */
export async function writeContent(
  { journal, snapshots }: Record<'journal' | 'snapshots', Directory>,
  { snapshot, payloads }: Pick<ProjectContent, 'snapshot' | 'payloads'>,
): Promise<void> {
  const base = snapshot?.seq ?? 0;
  const segment = await Segment.claim(journal, 0);
  const { epoch } = segment;
  try {
    const records = payloads.map(({ payload }, index) =>
      payloadRecord(epoch, base + 1 + index, encodeJson(payload)),
    );
    await segment.append(encodeRecords([headRecord(epoch, base), ...records]));
  } finally {
    await segment.close();
  }
  if (snapshot) await writeSnapshot(snapshots, { seq: base, epoch }, snapshot.payload);
}
