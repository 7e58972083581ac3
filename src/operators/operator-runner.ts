import { AppError, cancelled, fromErrorRecord } from '../data/app-error';
import type { JobHandle, Priority, Scheduler } from '../engine/jobs/scheduler';
import { Channel } from '../engine/workers/channel';
import { startWorker } from '../engine/workers/start-worker';
import type { Operator } from './contract';
import type { RunPart, RunServices } from './run-context';
import { answerWorker, type EndOrder, type RunOrder, type RunProgress } from './serve-runs';
import { watchReads, type EngineRead } from './watch-reads';
import workerUrl from './operator.worker.ts?worker&url';

type WorkerKind = 'compute' | 'train' | 'script';

export interface RunRequest extends RunOrder {
  operator: Operator;
  title: string;
  priority?: Priority;
  /** A newer run with the same key cancels this one. */
  key?: string;
  quiet?: boolean;
  signal?: AbortSignal;
  /** Aborted to ask for the best so far. */
  stop?: AbortSignal;
  onStart?: (jobId: number) => void;
  onProgress?: (progress: RunProgress) => void;
  /** Told of everything that the run reads from the engine, before it is answered. */
  onRead?: (read: EngineRead) => void;
}

interface RunWorker {
  worker: Worker;
  channel: Channel;
  kind: WorkerKind;
  isEnded: boolean;
  /** Operators that it has run: the browser has compiled their code in this worker, and in no other. */
  readonly ran: Set<string>;
  /** Hears what its present run reads; it runs one at a time. */
  onRead?: (read: EngineRead) => void;
  /** Ends the worker, unless its run is over by then. */
  end?: ReturnType<typeof setTimeout>;
}

/** While there are fewer compute workers, one more is started than is needed: the next run need not wait for it. */
const mostCompute = 3;

/** How long a cancelled run may take to say so before its worker is ended. */
const graceMs = 1000;

/**
 * Runs operators in workers under the one scheduler, and owns those workers.
 * A compute worker serves one run after another; any other is ended after its run, so that nothing leaks.
 */
export class OperatorRunner {
  readonly #idle: RunWorker[] = [];
  #computeCount = 0;

  constructor(
    private readonly scheduler: Scheduler,
    private readonly services: Omit<RunServices, 'runBeside'>,
  ) {}

  /** The result of one run. Rejects with the typed failure, or `cancelled`. */
  run(request: RunRequest): Promise<object> {
    const kind = request.operator.worker ?? 'compute';
    const { title, priority, key, quiet, signal } = request;
    return this.scheduler.run({
      title,
      lane: kind,
      priority,
      key,
      quiet,
      signal,
      work: (job) => this.#work(kind, request, job),
    });
  }

  async #work(kind: WorkerKind, request: RunRequest, job: JobHandle): Promise<object> {
    const runWorker = this.#take(kind, request.operatorId);
    runWorker.onRead = request.onRead;
    const stop = (): void => void runWorker.channel.call('stop', null).catch(() => undefined);
    const giveUp = (): void =>
      void setTimeout(() => this.#endWorker(runWorker, cancelled()), graceMs);
    for (const signal of [job.stop, request.stop]) signal?.addEventListener('abort', stop);
    job.signal.addEventListener('abort', giveUp);
    let settled = false;
    try {
      const { operatorId, fingerprint, inputs, params } = request;
      const order: RunOrder = { operatorId, fingerprint, inputs, params };
      const result = await runWorker.channel.call<object>('run', order, {
        signal: job.signal,
        onProgress: (progress: RunProgress) => {
          job.progress(progress.share, progress.message);
          request.onProgress?.(progress);
        },
      });
      settled = !job.signal.aborted;
      return result;
    } finally {
      for (const signal of [job.stop, request.stop]) signal?.removeEventListener('abort', stop);
      clearTimeout(runWorker.end);
      if (settled && kind === 'compute') this.#idle.push(runWorker);
      else this.#endWorker(runWorker, cancelled());
    }
  }

  /** Not scheduled: its run holds a place already, and would wait for itself where all are taken. */
  async #runBeside(
    part: RunPart,
    onRead: RunRequest['onRead'],
    signal: AbortSignal,
  ): Promise<object> {
    const runWorker = this.#take('compute', part.operatorId);
    runWorker.onRead = onRead;
    const end = (): void => this.#endWorker(runWorker, cancelled());
    signal.addEventListener('abort', end);
    try {
      return await runWorker.channel.call<object>('run', part);
    } finally {
      signal.removeEventListener('abort', end);
      if (!signal.aborted) this.#idle.push(runWorker);
    }
  }

  #take(kind: WorkerKind, operatorId: string): RunWorker {
    if (kind !== 'compute') return this.#start(kind);
    const taken = this.#takeIdle(operatorId) ?? this.#startCompute();
    taken.ran.add(operatorId);
    if (this.#idle.length === 0 && this.#computeCount < mostCompute)
      this.#idle.push(this.#startCompute());
    return taken;
  }

  /** One that has run this operator, else one that has run none. */
  #takeIdle(operatorId: string): RunWorker | undefined {
    const taken =
      this.#idle.find(({ ran }) => ran.has(operatorId)) ??
      this.#idle.find(({ ran }) => ran.size === 0) ??
      this.#idle.at(-1);
    if (taken) this.#idle.splice(this.#idle.indexOf(taken), 1);
    return taken;
  }

  #startCompute(): RunWorker {
    this.#computeCount += 1;
    return this.#start('compute');
  }

  #start(kind: WorkerKind): RunWorker {
    const worker = startWorker(workerUrl);
    const onRead = (read: EngineRead): void => runWorker.onRead?.(read);
    const runBeside: RunServices['runBeside'] = (part, signal) =>
      this.#runBeside(part, runWorker.onRead, signal);
    const services = watchReads({ ...this.services, runBeside }, onRead);
    const endAfter = ({ seconds, reason }: EndOrder): void => {
      clearTimeout(runWorker.end);
      const end = (): void => this.#endWorker(runWorker, fromErrorRecord(reason));
      runWorker.end = setTimeout(end, seconds * 1000);
    };
    const channel = new Channel(worker, { ...answerWorker(services), endAfter });
    const runWorker: RunWorker = { worker, channel, kind, isEnded: false, ran: new Set() };
    worker.addEventListener('error', (event) => {
      const words = `The ${kind} worker stopped: ${event.message || 'out of memory, perhaps'}. Run the cell once more.`;
      this.#endWorker(runWorker, new AppError('engine_crashed', words));
    });
    return runWorker;
  }

  #endWorker(ended: RunWorker, reason: AppError): void {
    if (ended.kind === 'compute' && !ended.isEnded) this.#computeCount -= 1;
    ended.isEnded = true;
    const index = this.#idle.indexOf(ended);
    if (index >= 0) this.#idle.splice(index, 1);
    ended.channel.close(reason);
    ended.worker.terminate();
  }
}
