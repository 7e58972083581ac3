import type { Directory, StoredFile } from '../ports';
import { nameOf } from '../storage-error';
import { Tally, tallyName } from './tally';

/** The two files that a segment is written to, one after the other. */
export const mirrors = ['a', 'b'] as const;

export type Mirror = (typeof mirrors)[number];

/** Writers that may start at the same moment. */
const mostRivals = 32;

/** What the first record of a segment says. */
export interface SegmentHead {
  format: number;
  /** The last payload of earlier epochs that counts: what they wrote behind it came too late. */
  base: number;
}

export function segmentName(epoch: number, mirror: Mirror): string {
  return `${String(epoch).padStart(10, '0')}-${mirror}`;
}

/** All files of an epoch. */
export function filesOf(epoch: number): string[] {
  return [...mirrors.map((mirror) => segmentName(epoch, mirror)), tallyName(epoch)];
}

/** The epoch and mirror of a file of the journal; `undefined` for any other name. */
export function parseSegmentName(name: string): { epoch: number; mirror: Mirror } | undefined {
  const found = /^(\d{10})-([ab])$/.exec(name);
  return found ? { epoch: Number(found[1]), mirror: found[2] as Mirror } : undefined;
}

/** A segment that this writer alone appends to. */
export class Segment {
  #sizeBytes = 0;

  private constructor(
    readonly epoch: number,
    private readonly files: readonly StoredFile[],
    private readonly tally: Tally | undefined,
  ) {}

  /** Takes the first free epoch above `after`: nobody else gets the same one, since its files open only once. */
  static async claim(journal: Directory, after: number): Promise<Segment> {
    for (let epoch = after + 1; epoch <= after + mostRivals; epoch += 1) {
      const files = await openNew(journal, epoch);
      if (files) return new Segment(epoch, files, await Tally.open(journal, epoch));
    }
    throw new DOMException('the journal is open elsewhere', 'NoModificationAllowedError');
  }

  /**
   * Puts bytes behind all others. The second mirror is begun once the first is safe, so that what is begun there was
   * whole in the first. Rejects where they are not safe, and then tries to take them back.
   */
  async append(bytes: Uint8Array): Promise<void> {
    const before = this.#sizeBytes;
    try {
      for (const file of this.files) {
        await file.write(bytes, before);
        await file.flush();
      }
      this.#sizeBytes += bytes.byteLength;
    } catch (thrown) {
      for (const file of this.files) await file.truncate(before).catch(() => undefined);
      throw thrown;
    }
  }

  /** Notes that somebody is told now that all payloads up to this one are stored. */
  async acknowledge(seq: number): Promise<void> {
    await this.tally?.note(seq);
  }

  async close(): Promise<void> {
    await closeAll(this.files);
    await this.tally?.close();
  }
}

async function openNew(journal: Directory, epoch: number): Promise<StoredFile[] | undefined> {
  const files: StoredFile[] = [];
  try {
    for (const mirror of mirrors) {
      const file = await journal.open(segmentName(epoch, mirror));
      files.push(file);
      if ((await file.size()) > 0) {
        await closeAll(files);
        return undefined;
      }
    }
    return files;
  } catch (thrown) {
    await closeAll(files);
    if (nameOf(thrown) === 'NoModificationAllowedError') return undefined;
    throw thrown;
  }
}

async function closeAll(files: readonly StoredFile[]): Promise<void> {
  for (const file of files) await file.close().catch(() => undefined);
}
