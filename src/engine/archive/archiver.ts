import { AppError } from '../../data/app-error';
import type { FileSink } from '../../data/export';
import { Channel, type CallOptions, type Port } from '../workers/channel';
import type { ArchiveCalls, HashedMember, PageCalls } from './serve-archive';
import type { StatedTable } from './stored-result';
import type { ArchiveEntry, ArchivePart } from './write-archive';

export interface ArchiveHooks {
  signal?: AbortSignal;
  /** Bytes done so far, of those that go in or come out. */
  onProgress?: (bytesDone: number) => void;
}

/** The archive worker as the page sees it: for one archive, then `end`. */
export class Archiver {
  readonly #channel: Channel;
  #describe: (entries: ArchiveEntry[]) => ArchivePart = () => {
    throw new RangeError('nothing is being packed');
  };
  #sink: FileSink | undefined;

  /** @param stop ends the worker behind `port` */
  constructor(
    port: Port,
    private readonly stop: () => void,
  ) {
    this.#channel = new Channel(port, {
      describe: ({ entries }: PageCalls['describe']) => this.#describe(entries),
      write: ({ part }: PageCalls['write']) => this.#sink?.write([part]),
    });
  }

  /**
   * Packs parts as a zip, and behind them the part that `describe` makes of all; answers the size of the file. Only
   * pieces pass the page. What fails or is cancelled aborts the sink.
   */
  async pack(
    parts: readonly ArchivePart[],
    describe: (entries: ArchiveEntry[]) => ArchivePart,
    sink: FileSink,
    hooks: ArchiveHooks,
  ): Promise<number> {
    this.#describe = describe;
    this.#sink = sink;
    try {
      const sizeBytes = await this.#call<'pack', number>('pack', { parts }, hooks);
      await sink.end();
      return sizeBytes;
    } catch (thrown) {
      await sink.abort();
      throw thrown;
    }
  }

  /** Reads the list of an archive and checks it; answers the size of each member. @throws AppError as `ArchiveReader.open` */
  open(file: Blob, name: string): Promise<ReadonlyMap<string, number>> {
    return this.#call('open', { file, name });
  }

  /**
   * A member of the archive that is open, with its hash; written to a place in the store, where one is given.
   * @throws AppError as `ArchiveReader.read`, and as storing fails
   */
  read(
    path: string,
    { mostBytes, into, ...hooks }: ArchiveHooks & Omit<ArchiveCalls['read'], 'path'> = {},
  ): Promise<HashedMember> {
    return this.#call('read', { path, mostBytes, into }, hooks);
  }

  /** @throws AppError as `readStatedTable` */
  readStatedTable(blob: Blob): Promise<StatedTable | undefined> {
    return this.#call('readStatedTable', { blob });
  }

  end(reason: AppError = new AppError('cancelled', 'This archive was closed.')): void {
    this.stop();
    this.#channel.close(reason);
  }

  #call<K extends keyof ArchiveCalls, T>(
    method: K,
    args: ArchiveCalls[K],
    options?: CallOptions,
  ): Promise<T> {
    return this.#channel.call(method, args, options);
  }
}
