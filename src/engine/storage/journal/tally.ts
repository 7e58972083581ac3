import type { Directory, StoredFile } from '../ports';
import { readStored } from '../read-stored';
import { decodeRecord, encodeRecord, recordKinds } from '../records/record';

/**
 * How far an epoch has said that its payloads are stored: one number in a file beside its two copies, written over each
 * time. Where both copies end too early, even just behind a record, it tells that something is missing. It is for that
 * alone: it is not flushed, and a place that refuses it keeps the journal as well without.
 */
export class Tally {
  private constructor(
    private readonly epoch: number,
    private readonly file: StoredFile,
  ) {}

  static async open(journal: Directory, epoch: number): Promise<Tally | undefined> {
    const file = await journal.open(tallyName(epoch)).catch(() => undefined);
    return file && new Tally(epoch, file);
  }

  /** Says that all payloads up to this one are stored. */
  async note(seq: number): Promise<void> {
    const { epoch } = this;
    const record = { kind: recordKinds.tally, epoch, seq, payload: new Uint8Array() };
    await this.file.write(encodeRecord(record), 0).catch(() => undefined);
  }

  async close(): Promise<void> {
    await this.file.close().catch(() => undefined);
  }
}

export function tallyName(epoch: number): string {
  return `${String(epoch).padStart(10, '0')}-tally`;
}

/**
 * The last payload that an epoch has said is stored, as the newest note says that can be read; 0 where none can. To be
 * read before the journal itself.
 */
export async function readTally(journal: Directory): Promise<number> {
  const names = (await journal.list()).map(({ name }) => name);
  const newestFirst = names
    .filter((name) => /^\d{10}-tally$/.test(name))
    .sort()
    .reverse();
  for (const name of newestFirst) {
    const bytes = await readStored(journal, name).catch(() => undefined);
    const record = bytes && decodeRecord(bytes, 0);
    if (record?.kind === recordKinds.tally) return record.seq;
  }
  return 0;
}
