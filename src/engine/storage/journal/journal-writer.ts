import type { Directory, Lock } from '../ports';
import type { ReadProject } from '../read-project';
import { encodeRecords, type StoredRecord } from '../records/record';
import { projectTaken } from '../storage-error';
import { headRecord, payloadRecord } from './journal-record';
import { listEpochs, readSegments } from './read-segments';
import { filesOf, mirrors, parseSegmentName, Segment } from './segment';

/**
 * Appends to the journal of a project. Each writer starts an epoch of its own, higher than those before it, and says
 * something is stored only when it is flushed and no higher epoch is there: so no two can both say so, whatever became
 * of their locks.
 */
export class JournalWriter {
  #segment: Segment | undefined;
  #lastSeq = 0;
  /** The epoch in which this writer took the journal on, and those it has started since. */
  #since = 0;
  readonly #own = new Set<number>();
  /** What each epoch says of those before it. */
  readonly #bases = new Map<number, number>();

  constructor(
    private readonly id: string,
    private readonly journal: Directory,
    private readonly lock: Lock,
  ) {}

  get lastSeq(): number {
    return this.#lastSeq;
  }

  get epoch(): number {
    return this.#segment?.epoch ?? 0;
  }

  /**
   * Takes the journal on: fences off whoever wrote before, then reads what counts. What the last writer may not have
   * flushed is written once more.
   * @throws AppError `project_taken` when the lock goes to another tab meanwhile
   */
  async takeOn(read: () => Promise<ReadProject>): Promise<ReadProject> {
    for (;;) {
      const { epoch } = await this.#claim();
      const found = await this.#orForsake(read);
      this.#lastSeq = found.content.lastSeq;
      for (const { epoch, head } of found.segments) if (head) this.#bases.set(epoch, head.base);
      await this.#begin(latestPayloads(found, epoch));
      this.#since = epoch;
      if (await this.isLatest()) return found;
    }
  }

  /**
   * Stores payloads; answers the number of the last one once all are safe.
   * @throws AppError `project_taken`; `DOMException` when a file cannot be written: then none of them counts
   */
  async append(payloads: readonly Uint8Array[]): Promise<number> {
    try {
      for (;;) {
        const segment = this.#segment ?? (await this.renew());
        const seq = this.#lastSeq + 1;
        await segment.append(
          encodeRecords(
            payloads.map((payload, index) => payloadRecord(segment.epoch, seq + index, payload)),
          ),
        );
        if (await this.isLatest()) return await this.#acknowledge(segment, payloads.length);
        await this.drop();
      }
    } catch (thrown) {
      await this.drop();
      throw thrown;
    }
  }

  /**
   * Starts another segment, which cuts off what was written but is not known to be safe.
   * @throws AppError `project_taken` when another writer has begun
   */
  async renew(): Promise<Segment> {
    const { epoch } = await this.#claim();
    if (await this.#orForsake(() => this.#hasRival())) {
      await this.#forsake();
      throw projectTaken(this.id);
    }
    this.#own.add(epoch);
    return this.#begin([]);
  }

  /**
   * Whether this writer's epoch is still the last one.
   * @throws AppError `project_taken` without the lock; `NotFoundError` when the journal was removed
   */
  async isLatest(): Promise<boolean> {
    if (!this.lock.isHeld()) throw projectTaken(this.id);
    const files = (await this.journal.list()).flatMap(({ name }) => parseSegmentName(name) ?? []);
    if (files.some(({ epoch }) => epoch > this.epoch)) return false;
    const own = files.filter(({ epoch }) => epoch === this.epoch);
    if (own.length < mirrors.length)
      throw new DOMException('the journal was removed', 'NotFoundError');
    return true;
  }

  /** Whether another writer has begun since this one took the journal on. */
  async isOvertaken(): Promise<boolean> {
    if (!this.lock.isHeld()) return true;
    return this.#since > 0 && this.#hasRival().catch(() => false);
  }

  /** Lets go what no snapshot from `seq` on needs. */
  async retire(seq: number): Promise<void> {
    const enough = [...this.#bases].filter(([, base]) => base <= seq).map(([epoch]) => epoch);
    const first = Math.max(0, ...enough);
    for (const epoch of await listEpochs(this.journal)) {
      if (epoch >= first) return;
      for (const name of filesOf(epoch)) await this.journal.remove(name);
    }
  }

  /** Lets the files go. */
  async drop(): Promise<void> {
    const segment = this.#segment;
    this.#segment = undefined;
    await segment?.close();
  }

  /** Whether an epoch that is not of this writer has begun behind its first. */
  async #hasRival(): Promise<boolean> {
    const segments = await readSegments(this.journal);
    return segments.some(({ head, epoch }) => head && epoch > this.#since && !this.#own.has(epoch));
  }

  async #acknowledge(segment: Segment, count: number): Promise<number> {
    this.#lastSeq += count;
    await segment.acknowledge(this.#lastSeq);
    return this.#lastSeq;
  }

  async #claim(): Promise<Segment> {
    await this.drop();
    if (!this.lock.isHeld()) throw projectTaken(this.id);
    const last = (await listEpochs(this.journal)).at(-1) ?? 0;
    return (this.#segment = await Segment.claim(this.journal, last));
  }

  async #begin(records: readonly StoredRecord[]): Promise<Segment> {
    const segment = this.#segment!;
    const head = headRecord(segment.epoch, this.#lastSeq);
    await this.#orForsake(() => segment.append(encodeRecords([head, ...records])));
    this.#bases.set(segment.epoch, this.#lastSeq);
    return segment;
  }

  async #orForsake<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (thrown) {
      await this.#forsake();
      throw thrown;
    }
  }

  /** Removes a segment that holds nothing yet. Where that fails it does no harm. */
  async #forsake(): Promise<void> {
    const { epoch } = this;
    await this.drop();
    for (const name of filesOf(epoch)) await this.journal.remove(name).catch(() => undefined);
  }
}

/** The payloads that count of the last epoch that has any. */
function latestPayloads({ segments, accepted }: ReadProject, epoch: number): StoredRecord[] {
  const latest = segments.filter(({ records }) => records.size > 0).at(-1);
  return accepted
    .filter((record) => record.epoch === latest?.epoch)
    .map((record) => ({ ...record, epoch }));
}
