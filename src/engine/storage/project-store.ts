import { AppError } from '../../data/app-error';
import { BlobStore } from './blob-store';
import { Journal } from './journal';
import type { JournalRecord } from './journal-records';
import { joinSegments, readSegments } from './segments';
import type { Directory, OpenFile } from './storage-ports';
import { SwapFile } from './swap-file';

/** The layout of a project's directory; a page refuses one that is newer than it knows. */
export const storageFormat = 1;

/** Held open by the one tab that writes; a browser that is killed lets go of it. */
const writerName = 'writer';

/** Everything that a project keeps beside its blobs, as it is read when it is opened. */
export interface ProjectContent {
  /** The newest whole snapshot, and the number of the last payload that it covers. */
  snapshot?: JournalRecord;
  /** Payloads after it, in order. */
  payloads: JournalRecord[];
  /** Numbers of payloads that are damaged in both copies, from and to. */
  damage: [from: number, to: number][];
}

/** One project: a directory with journal, snapshots, what the list shows of it, blobs and table files. */
export class ProjectStore {
  readonly #about: SwapFile;
  readonly #snapshot: SwapFile;
  #journal: Journal | undefined;
  #writer: OpenFile | undefined;

  private constructor(
    readonly directory: Directory,
    readonly blobs: BlobStore,
    readonly tables: Directory,
  ) {
    this.#about = new SwapFile(directory, 'about');
    this.#snapshot = new SwapFile(directory, 'snapshot');
  }

  /** @throws AppError `newer_format`, and nothing is touched */
  static async at(directory: Directory): Promise<ProjectStore> {
    await checkFormat(directory);
    const blobs = await BlobStore.open(directory);
    return new ProjectStore(directory, blobs, await directory.directory('tables'));
  }

  get isWriting(): boolean {
    return this.#journal !== undefined;
  }

  /** What is kept. Reading changes nothing, and works while another tab writes. */
  async read(): Promise<ProjectContent> {
    const [snapshot] = await this.#snapshot.read();
    const records = joinSegments(await readSegments(this.directory));
    const payloads = records.filter(({ number }) => number > (snapshot?.number ?? 0));
    return { snapshot, payloads, damage: findGaps(snapshot?.number ?? 0, payloads) };
  }

  /**
   * Opens for writing, and reads.
   * @throws DOMException `NoModificationAllowedError` while another tab writes
   */
  async write(): Promise<ProjectContent> {
    this.#writer = await this.directory.open(writerName);
    try {
      const content = await this.read();
      const last = content.payloads.at(-1)?.number ?? content.snapshot?.number ?? 0;
      this.#journal = new Journal(this.directory, last);
      await this.blobs.clearUnfinished();
      return content;
    } catch (thrown) {
      await this.close();
      throw thrown;
    }
  }

  append(payload: Uint8Array): Promise<number> {
    return this.#writable.append(payload);
  }

  /** Keeps the state after all payloads so far as one value, and forgets what the snapshot before it covers. */
  async snapshot(payload: Uint8Array): Promise<void> {
    const journal = this.#writable;
    const { lastNumber } = journal;
    const [before] = await this.#snapshot.read();
    if (before && before.number >= lastNumber) return;
    await this.#snapshot.write(lastNumber, payload);
    await journal.rotate();
    await journal.dropCovered(before?.number ?? 0);
  }

  /** What the list of projects shows without opening it; the newest whole value. */
  async about(): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return (await this.#about.read())[0]?.payload;
  }

  async setAbout(payload: Uint8Array): Promise<void> {
    const [newest] = await this.#about.read();
    await this.#about.write((newest?.number ?? 0) + 1, payload);
  }

  async close(): Promise<void> {
    await this.#journal?.close();
    this.#journal = undefined;
    this.#writer?.close();
    this.#writer = undefined;
  }

  get #writable(): Journal {
    if (this.#journal) return this.#journal;
    throw new AppError('storage_closed', 'This project is not open for writing here.');
  }
}

async function checkFormat(directory: Directory): Promise<void> {
  const names = (await directory.list()).map(({ name }) => name);
  const formats = names.flatMap((name) => /^format-(\d+)$/.exec(name)?.[1] ?? []).map(Number);
  const format = Math.max(0, ...formats);
  if (format > storageFormat) {
    throw new AppError(
      'newer_format',
      `This project was kept by a newer version of this page (format ${format}; this one knows ${storageFormat}). Reload the page to get that version; nothing was changed.`,
      { format },
    );
  }
  if (format === 0) (await directory.open(`format-${storageFormat}`)).close();
}

function findGaps(before: number, payloads: readonly JournalRecord[]): [number, number][] {
  const gaps: [number, number][] = [];
  let expected = before + 1;
  for (const { number } of payloads) {
    if (number > expected) gaps.push([expected, number - 1]);
    expected = number + 1;
  }
  return gaps;
}
