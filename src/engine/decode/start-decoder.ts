import { AppError } from '../../data/app-error';
import { rangeBytes } from '../../data/formats/csv/csv-ranges';
import { Channel } from '../workers/channel';
import { startWorker } from '../workers/start-worker';
import { createDecoderClient } from './decoder-client';
import type { Decoder } from './import-ports';
import type { GroupCalls } from './serve-decoder';
import workerUrl from './decode.worker.ts?worker&url';

/** Cores beyond these are left alone: reading is then as quick as the database is. */
const mostReaders = 6;

/**
 * Starts the decode workers when they are first called: one that reads, with helpers for large files as far as
 * the machine has cores, one that hashes meanwhile, and one for the first look. That one is of
 * its own also because the reader of Parquet does not read two files at once. Where one breaks, its open calls fail
 * and the next call starts it anew.
 */
export function startDecoder(): Decoder {
  const reader = new DecodeStarter();
  const hasher = new DecodeStarter();
  const looker = new DecodeStarter();
  return {
    ...reader.client,
    hash: hasher.client.hash,
    look: looker.client.look,
    sketchFile: (file, ...args) => {
      if (file.size > rangeBytes) reader.group.addHelpers();
      return reader.client.sketchFile(file, ...args);
    },
    surveyCsv: (file, ...args) => {
      if (file.size > rangeBytes) reader.group.addHelpers();
      return reader.client.surveyCsv(file, ...args);
    },
  };
}

/** A group of decode workers, started when it is first needed and again after it broke. */
class DecodeStarter {
  readonly client = createDecoderClient({
    call: (method, args, options) => this.group.leader.call(method, args, options),
  });
  #group: DecodeGroup | undefined;

  get group(): DecodeGroup {
    return (this.#group ??= new DecodeGroup(() => (this.#group = undefined)));
  }
}

/** Decode workers of which the first one leads. They end together. */
class DecodeGroup {
  readonly leader: Channel;
  readonly #members: { worker: Worker; channel: Channel }[] = [];

  constructor(private readonly onEnd: () => void) {
    this.leader = this.#add();
  }

  /** All cores but one, which loads the table meanwhile: more would only compile the same code once more and hold up the page. */
  addHelpers(): void {
    const readers = Math.min(mostReaders, Math.max(1, (navigator.hardwareConcurrency || 2) - 1));
    while (this.#members.length < readers) {
      const { port1, port2 } = new MessageChannel();
      join(this.#add(), 'help', port2);
      join(this.leader, 'lead', port1);
    }
  }

  #add(): Channel {
    const worker = startWorker(workerUrl);
    const channel = new Channel(worker);
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.#end(broken(event.message));
    });
    this.#members.push({ worker, channel });
    return channel;
  }

  #end(reason: AppError): void {
    this.onEnd();
    for (const { worker, channel } of this.#members) {
      worker.terminate();
      channel.close(reason);
    }
  }
}

/** Where the worker has broken, the calls that matter fail and say so. */
function join<K extends keyof GroupCalls>(channel: Channel, method: K, port: MessagePort): void {
  const args: GroupCalls[K] = { port };
  channel.call(method, args, { transfer: [port] }).catch(() => undefined);
}

function broken(reason: string): AppError {
  return new AppError(
    'engine_crashed',
    `The reader of files stopped: ${reason || 'its worker ended'}. It is started again; give the file once more.`,
  );
}
