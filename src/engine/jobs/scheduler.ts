import { cancelled, isCancelled, toAppError, type AppError } from '../../data/app-error';

export type Lane = 'database' | 'decode' | 'encode' | 'compute' | 'train' | 'script';

/** Smaller runs first. */
export const priorities = { interactive: 0, normal: 1, background: 2 } as const;

export type Priority = keyof typeof priorities;

export type JobStatus = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';

export interface JobRequest<T> {
  title: string;
  lane: Lane;
  priority?: Priority;
  /** A newer job with the same key cancels this one: the newest answer wins. */
  key?: string;
  /** Not shown in the task tray. */
  quiet?: boolean;
  signal?: AbortSignal;
  work: (job: JobHandle) => Promise<T>;
}

/** What the work sees of its job. */
export interface JobHandle {
  signal: AbortSignal;
  /** Aborted by "stop and keep the best so far". */
  stop: AbortSignal;
  progress(share: number, message: string): void;
}

/** What the task tray shows. */
export interface Job {
  id: number;
  title: string;
  lane: Lane;
  priority: Priority;
  key?: string;
  quiet: boolean;
  status: JobStatus;
  /** 0..1, or `undefined` where it cannot be told. */
  share?: number;
  message: string;
  startedAt?: number;
  endedAt?: number;
  error?: AppError;
}

interface Entry {
  job: Job;
  controller: AbortController;
  stopper: AbortController;
  begin: () => void;
  refuse: (error: AppError) => void;
}

/** At most so many jobs at once in a lane; each has a worker of its own. */
const capacity: Record<Lane, number> = {
  database: 4,
  decode: 1,
  encode: 1,
  compute: 2,
  train: 1,
  script: 1,
};

/** How many ended jobs the tray remembers. */
const rememberedJobs = 20;

/** The one scheduler: priorities, newest answer wins, every job can be seen and cancelled. */
export class Scheduler {
  #entries: Entry[] = [];
  #ended: Job[] = [];
  #lastId = 0;
  readonly #listeners = new Set<(jobs: Job[]) => void>();

  /** Waiting and running jobs, then the last ones that ended. */
  get jobs(): Job[] {
    return [...this.#entries.map((entry) => ({ ...entry.job })), ...this.#ended];
  }

  /** Whether no job runs or waits. */
  get isIdle(): boolean {
    return this.#entries.length === 0;
  }

  subscribe(listener: (jobs: Job[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Runs the work when its lane has room. Rejects with what the work throws, or `cancelled`. */
  async run<T>(request: JobRequest<T>): Promise<T> {
    if (request.key) this.#cancelKey(request.key);
    const entry = this.#enter(request);
    const cancel = (): void => this.cancel(entry.job.id);
    request.signal?.addEventListener('abort', cancel);
    if (request.signal?.aborted) cancel();
    try {
      await new Promise<void>((resolve, reject) => {
        entry.begin = resolve;
        entry.refuse = reject;
        if (entry.controller.signal.aborted) reject(cancelled());
        else this.#fill(entry.job.lane);
      });
      if (entry.controller.signal.aborted) throw cancelled();
      const result = await request.work(this.#handle(entry));
      this.#end(entry, 'done');
      return result;
    } catch (thrown) {
      const error = toAppError(thrown);
      this.#end(entry, isCancelled(error) ? 'cancelled' : 'failed', error);
      throw error;
    } finally {
      request.signal?.removeEventListener('abort', cancel);
      this.#fill(entry.job.lane);
    }
  }

  cancel(id: number): void {
    const entry = this.#entries.find((known) => known.job.id === id);
    if (!entry) return;
    entry.controller.abort();
    if (entry.job.status === 'waiting') entry.refuse(cancelled());
  }

  /** Asks a running job to end soon with what it has; only learners can. */
  stop(id: number): void {
    this.#entries.find((known) => known.job.id === id)?.stopper.abort();
  }

  #enter<T>(request: JobRequest<T>): Entry {
    const job: Job = {
      id: (this.#lastId += 1),
      title: request.title,
      lane: request.lane,
      priority: request.priority ?? 'normal',
      key: request.key,
      quiet: request.quiet ?? false,
      status: 'waiting',
      message: '',
    };
    const entry: Entry = {
      job,
      controller: new AbortController(),
      stopper: new AbortController(),
      begin: () => undefined,
      refuse: () => undefined,
    };
    this.#entries.push(entry);
    this.#tell();
    return entry;
  }

  #handle(entry: Entry): JobHandle {
    return {
      signal: entry.controller.signal,
      stop: entry.stopper.signal,
      progress: (share, message) => {
        entry.job.share = share;
        entry.job.message = message;
        this.#tell();
      },
    };
  }

  #fill(lane: Lane): void {
    const inLane = this.#entries.filter((entry) => entry.job.lane === lane);
    const running = inLane.filter((entry) => entry.job.status === 'running').length;
    const waiting = inLane
      .filter((entry) => entry.job.status === 'waiting')
      .sort((a, b) => priorities[a.job.priority] - priorities[b.job.priority]);
    for (const entry of waiting.slice(0, Math.max(0, capacity[lane] - running))) {
      entry.job.status = 'running';
      entry.job.startedAt = performance.now();
      entry.begin();
    }
    this.#tell();
  }

  #end(entry: Entry, status: JobStatus, error?: AppError): void {
    this.#entries = this.#entries.filter((known) => known !== entry);
    const ended: Job = { ...entry.job, status, error, endedAt: performance.now() };
    if (!ended.quiet) this.#ended = [ended, ...this.#ended].slice(0, rememberedJobs);
    this.#tell();
  }

  #cancelKey(key: string): void {
    for (const entry of this.#entries.filter((known) => known.job.key === key))
      this.cancel(entry.job.id);
  }

  #tell(): void {
    const jobs = this.jobs;
    for (const listener of this.#listeners) listener(jobs);
  }
}
