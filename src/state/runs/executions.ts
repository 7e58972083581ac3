import { AppError, cancelled, isCancelled, toAppError } from '../../data/app-error';
import type { Artifact } from '../../data/artifact';
import type { Priority } from '../../engine/jobs/scheduler';
import type { Cell } from '../../notebook/document';
import type { RunRecord } from '../../notebook/run-record';
import { toArtifact } from '../../operators/contract';
import { getOperator } from '../../operators/operator-list';
import { checkParams } from '../../operators/params';
import type { CellRun } from './cell-run';
import { countRows, gatherInputs, knownTables, type InputArtifacts } from './gather-inputs';
import type { RunOutcome } from './make-record';
import type { CellRunner } from './previews';

/** What executions need of the notebook that they belong to. */
export interface ExecutionHost {
  /** What the inputs of a cell make, run where need be. */
  runInputs(cell: Cell, priority: Priority): Promise<InputArtifacts>;
  change(id: string, change: Partial<CellRun>): void;
  keepArtifact(artifact: Artifact): void;
  keepRecord(cell: Cell, fingerprint: string, run: RunOutcome): RunRecord;
}

interface Execution {
  fingerprint: string;
  controller: AbortController;
  stopper: AbortController;
  done: Promise<Artifact>;
}

/** What a run came to, before its record is written. */
type Ending = Pick<RunOutcome, 'outcome' | 'artifact' | 'error'>;

/** The cells that run now, at most one run a cell: the newest one is what the cell shows. */
export class Executions {
  readonly #active = new Map<string, Execution>();
  /** What is being made, by fingerprint: what two cells ask for is made once. */
  readonly #making = new Map<string, Promise<Artifact>>();

  constructor(
    private readonly host: ExecutionHost,
    private readonly runner: CellRunner,
  ) {}

  /** The run of a cell that makes just this; `undefined` where none does. */
  find(id: string, fingerprint: string): Promise<Artifact> | undefined {
    const active = this.#active.get(id);
    return active?.fingerprint === fingerprint ? active.done : undefined;
  }

  cancel(id: string): void {
    this.#active.get(id)?.controller.abort();
  }

  /** "Stop and keep the best so far." */
  stop(id: string): void {
    this.#active.get(id)?.stopper.abort();
  }

  /** Cancels the run of a cell, whose end it then no longer shows. */
  drop(id: string): void {
    this.cancel(id);
    this.#active.delete(id);
  }

  dropAll(): void {
    for (const id of [...this.#active.keys()]) this.drop(id);
  }

  begin(cell: Cell, fingerprint: string, priority: Priority): Promise<Artifact> {
    const controller = new AbortController();
    const stopper = new AbortController();
    const done = Promise.resolve() as never;
    const active: Execution = { fingerprint, controller, stopper, done };
    this.#active.set(cell.id, active);
    const fresh = { error: undefined, progress: undefined };
    this.host.change(cell.id, { status: 'waiting', attempted: fingerprint, ...fresh });
    active.done = this.#execute(cell, active, priority).finally(() => {
      if (this.#active.get(cell.id) === active) this.#active.delete(cell.id);
    });
    return active.done;
  }

  async #execute(cell: Cell, active: Execution, priority: Priority): Promise<Artifact> {
    const startedAt = new Date();
    const start = performance.now();
    let rowsRead = 0;
    const report = (ending: Ending): RunRecord => {
      const durationMs = performance.now() - start;
      const run = { startedAt, durationMs, rowsRead, ...ending };
      return this.host.keepRecord(cell, active.fingerprint, run);
    };
    try {
      const artifacts = await this.host.runInputs(cell, priority);
      rowsRead = countRows(artifacts);
      const { artifact, params } = await this.#runOperator(cell, active, artifacts, priority);
      const record = report({ outcome: 'done', artifact });
      this.#show(cell.id, active, { status: 'done', artifact, params, record });
      return artifact;
    } catch (thrown) {
      const error = toAppError(thrown);
      const outcome = isCancelled(error) ? 'cancelled' : 'failed';
      const record = report({ outcome, error });
      this.#show(cell.id, active, { status: outcome, error, record });
      throw error;
    }
  }

  async #runOperator(
    cell: Cell,
    active: Execution,
    artifacts: InputArtifacts,
    priority: Priority,
  ): Promise<{ artifact: Artifact; params: Record<string, unknown> }> {
    const operator = getOperator(cell.operator);
    const inputs = gatherInputs(operator, artifacts);
    const params = checkParams(operator.params, cell.params, knownTables(artifacts));
    const reason = operator.unavailable?.(inputs as never);
    if (reason) throw new AppError('unavailable', reason);
    const { fingerprint } = active;
    // Nothing may come between finding that nobody makes the same and beginning to.
    for (let twin; (twin = this.#making.get(fingerprint));) {
      const shared = await this.#shared(twin, active.controller.signal);
      if (shared) return { artifact: shared, params };
    }
    this.host.change(cell.id, { status: 'running' });
    const making = this.runner
      .run({
        operator,
        operatorId: operator.id,
        fingerprint,
        inputs,
        params,
        title: `${operator.title}: ${cell.name}`,
        priority,
        signal: active.controller.signal,
        stop: active.stopper.signal,
        onProgress: (progress) => {
          if (this.#isCurrent(cell.id, active)) this.host.change(cell.id, { progress });
        },
      })
      .then((result) => toArtifact(operator, fingerprint, result));
    this.#making.set(fingerprint, making);
    const artifact = await making.finally(() => this.#making.delete(fingerprint));
    this.host.keepArtifact(artifact);
    return { artifact, params };
  }

  /** What another run makes of the same; `undefined` where it comes to nothing. @throws AppError `cancelled` */
  async #shared(twin: Promise<Artifact>, signal: AbortSignal): Promise<Artifact | undefined> {
    const aborted = new Promise<undefined>((resolve) =>
      signal.addEventListener('abort', () => resolve(undefined)),
    );
    const made = await Promise.race([twin.catch(() => undefined), aborted]);
    if (signal.aborted) throw cancelled();
    return made;
  }

  #show(id: string, active: Execution, change: Partial<CellRun>): void {
    if (this.#isCurrent(id, active)) this.host.change(id, { ...change, progress: undefined });
  }

  #isCurrent(id: string, active: Execution): boolean {
    return this.#active.get(id) === active;
  }
}
