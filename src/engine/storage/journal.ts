import { AppError } from '../../data/app-error';
import { nextTask } from '../workers/next-task';
import { encodeRecord } from './journal-records';
import { listEpochs, mirrors, readSegments, segmentName } from './segments';
import { writeAll, type Directory, type OpenFile } from './storage-ports';

interface Waiting {
  payload: Uint8Array;
  resolve(number: number): void;
  reject(reason: unknown): void;
}

/**
 * The journal of a project, open for writing: every payload is on the disk, twice, before its promise resolves.
 * What is handed in while another is being written goes along with the next write.
 */
export class Journal {
  #files: OpenFile[] = [];
  #size = 0;
  #epoch = 0;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | undefined;
  #isClosed = false;

  /** `last` is the number of the last record that holds. */
  constructor(
    private readonly directory: Directory,
    private last: number,
  ) {}

  /** The number of the last payload that was acknowledged. */
  get lastNumber(): number {
    return this.last;
  }

  /** Resolves to the number of the payload once it is on the disk; a payload that could not be written leaves none. */
  append(payload: Uint8Array): Promise<number> {
    if (this.#isClosed) return Promise.reject(closed());
    return new Promise((resolve, reject) => {
      this.#waiting.push({ payload, resolve, reject });
      this.#writing ??= this.#writeWaiting();
    });
  }

  /** Begins a new segment with the next payload, so that older ones can be dropped as a whole. */
  async rotate(): Promise<void> {
    await this.#writing;
    this.#leaveSegment();
  }

  /** Removes segments all of whose records are covered by a snapshot with this number. */
  async dropCovered(number: number): Promise<void> {
    const segments = await readSegments(this.directory);
    for (const { epoch, records } of segments) {
      if (epoch === this.#epoch || [...records.keys()].some((each) => each > number)) continue;
      for (const mirror of mirrors) await this.directory.remove(segmentName(epoch, mirror));
    }
  }

  async close(): Promise<void> {
    await this.#writing;
    this.#isClosed = true;
    this.#leaveSegment();
  }

  async #writeWaiting(): Promise<void> {
    while (this.#waiting.length > 0) {
      await nextTask();
      const batch = this.#waiting.splice(0);
      try {
        await this.#write(batch);
        batch.forEach(({ resolve }, index) => resolve(this.last - batch.length + index + 1));
      } catch (thrown) {
        this.#leaveSegment();
        for (const { reject } of batch) reject(thrown);
      }
    }
    this.#writing = undefined;
  }

  async #write(batch: readonly Waiting[]): Promise<void> {
    if (this.#files.length === 0) await this.#startSegment();
    const records = batch.map(({ payload }, index) => encodeRecord(this.last + index + 1, payload));
    const bytes = new Uint8Array(await new Blob(records).arrayBuffer());
    for (const file of this.#files) {
      writeAll(file, bytes, this.#size);
      file.flush();
    }
    this.#size += bytes.byteLength;
    this.last += batch.length;
  }

  async #startSegment(): Promise<void> {
    const epochs = await listEpochs(this.directory);
    this.#epoch = Math.max(0, ...epochs) + 1;
    const opening = encodeRecord(this.last, new Uint8Array());
    for (const mirror of mirrors) {
      const file = await this.directory.open(segmentName(this.#epoch, mirror));
      this.#files.push(file);
      writeAll(file, opening, 0);
      file.flush();
    }
    this.#size = opening.byteLength;
  }

  /** What a failed write left behind in this segment does not count: the next one begins before it. */
  #leaveSegment(): void {
    for (const file of this.#files) file.close();
    this.#files = [];
  }
}

function closed(): AppError {
  return new AppError('storage_closed', 'This project is not open for writing here any more.');
}
