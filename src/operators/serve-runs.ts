import { AppError, toErrorRecord, type ErrorRecord } from '../data/app-error';
import { Channel, Transferred, type CallContext, type Port } from '../engine/workers/channel';
import type { Operator } from './contract';
import type { OpenInterpreter } from '../engine/script/interpreter';
import type { TypedColumn } from '../engine/database/tables';
import {
  createRunContext,
  type RunPart,
  type RunServices,
  type WorkerServices,
} from './run-context';

/** One run as it is sent to a worker: everything in it is plain data. */
export type RunOrder = RunPart;

/** What a run tells while it runs. */
export interface RunProgress {
  share: number;
  message: string;
  partial?: object;
}

/** Makes this worker one that runs operators, one at a time, asking the page for what only it has. */
export function serveRuns(
  port: Port,
  catalogue: readonly Operator[],
  interpreter: OpenInterpreter,
): void {
  let stopper = new AbortController();
  const channel: Channel = new Channel(port, {
    run: (order: RunOrder, call: CallContext) => {
      stopper = new AbortController();
      const operator = catalogue.find((known) => known.id === order.operatorId);
      if (!operator)
        throw new AppError('unknown_operator', `unknown operator: ${order.operatorId}`);
      const context = createRunContext(order.fingerprint, askPage(channel, interpreter), {
        signal: call.signal,
        stop: stopper.signal,
        onProgress: (share, message, partial) =>
          call.progress({ share, message, partial } satisfies RunProgress),
      });
      return operator.run(order.inputs as never, order.params as never, context);
    },
    stop: () => stopper.abort(),
  });
}

/** When a worker is to be ended, and what its run then fails with. */
export interface EndOrder {
  seconds: number;
  reason: ErrorRecord;
}

/** The services of the page, as calls. */
function askPage(channel: Channel, interpreter: OpenInterpreter): WorkerServices {
  return {
    interpreter,
    endAfter: (seconds, reason) =>
      channel.call('endAfter', { seconds, reason: toErrorRecord(reason) } satisfies EndOrder),
    createTableOf: (fingerprint, columns, ipc, signal) =>
      channel.call(
        'createTableOf',
        { fingerprint, columns, ipc },
        { signal, transfer: [ipc.buffer] },
      ),
    query: (sql, signal) => channel.call('query', { sql }, { signal }),
    createTable: (fingerprint, select, kinds, signal) =>
      channel.call('createTable', { fingerprint, select, kinds }, { signal }),
    sketchFile: (file, options, signal, onProgress) =>
      channel.call(
        'sketchFile',
        { file, options },
        { signal, onProgress: ({ share, message }: RunProgress) => onProgress(share, message) },
      ),
    importFile: (fingerprint, file, options, signal, onProgress) =>
      channel.call(
        'importFile',
        { fingerprint, file, options },
        {
          signal,
          onProgress: ({ share, message }: RunProgress) => onProgress(share, message),
        },
      ),
    columnTexts: (fingerprint, columns) => channel.call('columnTexts', { fingerprint, columns }),
    runBeside: (part, signal) => channel.call('runBeside', part, { signal }),
  };
}

/** The page's side of `askPage`. */
export function answerWorker(services: RunServices): ConstructorParameters<typeof Channel>[1] {
  return {
    query: async ({ sql }: { sql: string }, { signal }: CallContext) => {
      const bytes = await services.query(sql, signal);
      return new Transferred(bytes, [bytes.buffer as ArrayBuffer]);
    },
    createTable: (
      args: {
        fingerprint: string;
        select: string;
        kinds: Parameters<RunServices['createTable']>[2];
      },
      { signal }: CallContext,
    ) => services.createTable(args.fingerprint, args.select, args.kinds, signal),
    createTableOf: (
      args: { fingerprint: string; columns: readonly TypedColumn[]; ipc: Uint8Array },
      { signal }: CallContext,
    ) => services.createTableOf(args.fingerprint, args.columns, args.ipc, signal),
    sketchFile: (
      args: {
        file: Parameters<RunServices['sketchFile']>[0];
        options: Parameters<RunServices['sketchFile']>[1];
      },
      { signal, progress }: CallContext,
    ) =>
      services.sketchFile(args.file, args.options, signal, (share, message) =>
        progress({ share, message }),
      ),
    importFile: (
      args: {
        fingerprint: string;
        file: Parameters<RunServices['importFile']>[1];
        options: Parameters<RunServices['importFile']>[2];
      },
      { signal, progress }: CallContext,
    ) =>
      services.importFile(args.fingerprint, args.file, args.options, signal, (share, message) =>
        progress({ share, message }),
      ),
    columnTexts: ({ fingerprint, columns }: { fingerprint: string; columns?: readonly string[] }) =>
      services.columnTexts(fingerprint, columns),
    runBeside: (part: RunPart, { signal }: CallContext) => services.runBeside(part, signal),
  };
}
