import { AppError } from '../../data/app-error';
import { rangeBytes } from '../../data/formats/csv-ranges';
import { Channel } from '../workers/channel';
import { startWorker } from '../workers/start-worker';
import { createDecoderClient } from './decoder-client';
import type { Decoder } from './import-ports';
import type { GroupCalls } from './serve-decoder';
import workerUrl from './decode.worker.ts?worker&url';

/** Cores beyond these are left alone: reading is then as quick as the database is. */
const mostReaders = 6;

/**
 * Starts the decode workers when they are first called: one, and helpers for large files where the machine has the
 * cores beside the database's. Where one breaks, its open calls fail and the next call starts all anew.
 */
export function startDecoder(): Decoder {
  let group: DecodeGroup | undefined;
  const client = createDecoderClient({
    call: (method, args, options) => (group ??= start()).leader.call(method, args, options),
  });
  const start = (): DecodeGroup => {
    const opened = new DecodeGroup(() => {
      if (group === opened) group = undefined;
    });
    return opened;
  };
  return {
    ...client,
    surveyCsv: (file, ...args) => {
      if (file.size > rangeBytes) (group ??= start()).addHelpers();
      return client.surveyCsv(file, ...args);
    },
  };
}

/** Decode workers of which the first one leads. They end together. */
class DecodeGroup {
  readonly leader: Channel;
  readonly #members: { worker: Worker; channel: Channel }[] = [];

  constructor(private readonly onEnd: () => void) {
    this.leader = this.#add();
  }

  addHelpers(): void {
    const readers = Math.min(mostReaders, (navigator.hardwareConcurrency || 2) - 1);
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
