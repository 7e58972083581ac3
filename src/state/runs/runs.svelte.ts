import { SvelteMap } from 'svelte/reactivity';
import { AppError, isCancelled, toAppError } from '../../data/app-error';
import type { Artifact } from '../../data/artifact';
import type { Priority } from '../../engine/jobs/scheduler';
import type { ArtifactStore } from '../../notebook/artifact-store';
import { getCell, type Cell } from '../../notebook/document';
import type { RunRecord } from '../../notebook/run-record';
import type { Cost } from '../../operators/contract';
import { getOperator } from '../../operators/operator-list';
import { fillParams, type KnownTables } from '../../operators/params';
import { newRun, type CellRun } from './cell-run';
import type { DocumentState } from '../cells/document.svelte';
import { Executions } from './executions';
import { estimateCost } from './estimate-cost';
import { knownTables, madeBy, type InputArtifacts } from './gather-inputs';
import { makeRecord, type RunOutcome } from './make-record';
import type { Plan } from './plan';
import { runPreview, type CellRunner, type PreviewOptions } from './previews';
import { isRevisable, reviseAnswer } from './revise-cell';
import { restoreRun, wasDone } from './restore-run';
import { RunPlans } from './run-plans.svelte';
import { findUntrusted, ScriptTrust } from './script-trust.svelte';

/** Something that is worth keeping: what a cell made, or the record of a run. */
export type RunEvent =
  | { type: 'made'; artifact: Artifact; shownBeside?: string[] }
  | { type: 'recorded'; record: RunRecord };

/** At this many seconds and more, a cell waits to be asked instead of running by itself. */
export const heavySeconds = 2;

/** Runs cells, keeps what they made, and knows which of it is stale. */
export class RunState {
  readonly #runs = new SvelteMap<string, CellRun>();
  readonly #plans: RunPlans;
  readonly #executions: Executions;
  readonly #listeners = new Set<(event: RunEvent) => void>();
  /** Every run so far, the newest last. */
  records: readonly RunRecord[] = $state.raw([]);

  /** Scripts that may run. */
  readonly trust = new ScriptTrust();

  constructor(
    private readonly documents: DocumentState,
    readonly runner: CellRunner,
    readonly store: ArtifactStore,
    private readonly engines: Record<string, string>,
  ) {
    this.#plans = new RunPlans(documents);
    this.#executions = new Executions(
      {
        runInputs: (cell, priority) => this.#runInputs(cell, priority),
        change: (id, change) => this.#change(id, change),
        keepArtifact: (artifact) => this.#keepArtifact(artifact),
        keepRecord: (cell, fingerprint, run) => this.#keepRecord(cell, fingerprint, run),
      },
      runner,
    );
    documents.subscribe(() => void this.refresh());
  }

  /** What the screen shows of a cell. */
  of(id: string): CellRun {
    return this.#runs.get(id) ?? newRun;
  }

  /** Whether the result shown belongs to other inputs or params than the cell has now. */
  isStale(id: string): boolean {
    const shown = this.#runs.get(id)?.artifact;
    return shown !== undefined && this.#plans.get(id)?.fingerprint !== shown.fingerprint;
  }

  /** Ids of cells whose result is stale. */
  get stale(): string[] {
    return this.documents.current.cells.map((cell) => cell.id).filter((id) => this.isStale(id));
  }

  /** Ids of cells whose result is stale or was never made, and is not being made now. */
  get pending(): string[] {
    const ids = this.documents.current.cells.map((cell) => cell.id);
    return ids.filter((id) => {
      const { status } = this.of(id);
      const isActive = status === 'running' || status === 'waiting';
      return status === 'new' || (this.isStale(id) && !isActive);
    });
  }

  /** Forgets what cells show, since other cells take their ids: another document has been opened. */
  forget(): void {
    this.#executions.dropAll();
    this.#runs.clear();
  }

  /** Calls back with what is worth keeping, as it comes. */
  subscribe(listener: (event: RunEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** After a kept document was opened: shows of each cell what was kept of it. */
  async restore(records: readonly RunRecord[]): Promise<void> {
    this.forget();
    this.records = records;
    await this.#plans.update();
    await Promise.all(this.documents.current.cells.map((cell) => this.#showKept(cell)));
  }

  /** Cells that were done by their records, but whose result is not kept. */
  get lost(): string[] {
    const ids = this.documents.current.cells.map((cell) => cell.id);
    return ids.filter(
      (id) =>
        this.of(id).status === 'new' && wasDone(id, this.#plans.fingerprintOf(id), this.records),
    );
  }

  /** After a change of the document: shows what is cached, runs what is cheap, marks the rest stale. */
  async refresh(): Promise<void> {
    const document = this.documents.current;
    await this.#plans.update();
    if (document !== this.documents.current) return;
    for (const cell of document.cells) this.#follow(cell, this.#plans.get(cell.id)!);
  }

  /**
   * Runs a cell and what it needs; answers its artifact, at once where the same has been made before.
   * Rejects with the typed failure, which the cell shows as well.
   */
  async run(id: string, priority: Priority = 'interactive'): Promise<Artifact> {
    await this.#plans.update();
    const plan = this.#plans.get(id);
    if (!plan) throw new AppError('unknown_cell', `unknown cell: ${id}`, { cell: id });
    if (plan.problem) return this.#refuse(id, plan.problem);
    const known = await this.store.find(plan.fingerprint);
    if (known) {
      this.#show(id, known);
      return known;
    }
    const running = this.#executions.find(id, plan.fingerprint);
    if (running) return running;
    this.#executions.cancel(id);
    const revised = await this.#revise(id, plan.fingerprint);
    if (revised) return revised;
    // Another call may have begun it meanwhile.
    const begun = this.#executions.find(id, plan.fingerprint);
    if (begun) return begun;
    const cell = getCell(this.documents.current, id);
    const untrusted = findUntrusted(cell, this.trust);
    if (untrusted) return this.#refuse(id, untrusted);
    return this.#executions.begin(cell, plan.fingerprint, priority);
  }

  /** What a run of the cell would cost; `undefined` while its inputs are not there or its params do not fit. */
  cost(cell: Cell): Cost | undefined {
    const artifacts = this.artifactsOf(cell.inputs);
    return artifacts && estimateCost(cell, artifacts);
  }

  /** The tables that a cell reads, by input name, as far as they are made. */
  tablesOf(cell: Cell): KnownTables {
    const made = Object.entries(cell.inputs).filter(([, ids]) => this.artifactsOf({ ids }));
    return knownTables(this.artifactsOf(Object.fromEntries(made)) ?? {});
  }

  /** What cells have made, by input name; `undefined` while one of them has made nothing. */
  artifactsOf(cells: Record<string, string | string[]>): InputArtifacts | undefined {
    const ids = Object.values(cells).flat();
    return ids.every((id) => this.of(id).artifact) ? this.#madeBy(cells) : undefined;
  }

  cancel(id: string): void {
    this.#executions.cancel(id);
  }

  /** "Stop and keep the best so far." */
  stop(id: string): void {
    this.#executions.stop(id);
  }

  /**
   * Runs an operator beside the notebook, for a view; cached like a cell's run. A newer call with the same key
   * cancels this one.
   */
  preview<R extends object>(
    operatorId: string,
    cells: Record<string, string | string[]>,
    params: Record<string, unknown>,
    options: PreviewOptions = {},
  ): Promise<R> {
    const { runner, store } = this;
    const keep = (artifact: Artifact, shownBeside: string[]): void =>
      this.#keepArtifact(artifact, shownBeside);
    const place = { runner, store, keep };
    return runPreview<R>(place, operatorId, this.#madeBy(cells), params, options);
  }

  /** After the engine was started again: forgets its tables and makes them anew for the cells that show them. */
  async replayTables(): Promise<void> {
    this.store.forget((artifact) => artifact.kind === 'table');
    const cells = this.documents.current.cells.filter(
      (cell) => this.of(cell.id).artifact?.kind === 'table',
    );
    for (const cell of cells) await this.run(cell.id, 'normal').catch(() => undefined);
  }

  #follow(cell: Cell, plan: Plan): void {
    const run = this.of(cell.id);
    if (plan.problem) return;
    if (run.status === 'new') return void this.#showKept(cell);
    if (plan.fingerprint === run.artifact?.fingerprint && run.status === 'done') return;
    if (plan.fingerprint === run.attempted) return;
    const known = this.store.get(plan.fingerprint);
    if (known) {
      this.#executions.cancel(cell.id);
      this.#show(cell.id, known);
    } else void this.#reviseOrRun(cell, plan.fingerprint);
  }

  /** A cell that has come back into the document shows what is kept of it; a new one has nothing. */
  async #showKept(cell: Cell): Promise<void> {
    const planned = this.#plans.fingerprintOf(cell.id);
    const run = await restoreRun(cell, planned, this.records, this.store);
    if (run.status !== 'new' && this.of(cell.id).status === 'new') this.#runs.set(cell.id, run);
  }

  async #reviseOrRun(cell: Cell, fingerprint: string): Promise<void> {
    const kept = await this.store.find(fingerprint);
    if (kept && this.#plans.get(cell.id)?.fingerprint === fingerprint)
      return this.#show(cell.id, kept);
    if (getOperator(cell.operator).revise && (await this.#revise(cell.id, fingerprint))) return;
    if (this.#plans.get(cell.id)?.fingerprint !== fingerprint) return;
    if (this.#isCheap(cell)) await this.run(cell.id, 'normal').catch(() => undefined);
  }

  /** The answer out of the one that is shown, where its operator knows how and the inputs are the same. */
  async #revise(id: string, fingerprint: string): Promise<Artifact | undefined> {
    const shown = this.of(id);
    const cell = getCell(this.documents.current, id);
    if (!(await isRevisable(cell, shown, this.#plans.inputsOf(cell)))) return undefined;
    if (this.#plans.get(id)?.fingerprint !== fingerprint) return undefined;
    const revision = reviseAnswer(cell, fingerprint, shown, this.tablesOf(cell));
    if (!revision) return undefined;
    const { artifact, params, startedAt, durationMs } = revision;
    this.#keepArtifact(artifact);
    this.#executions.drop(id);
    const run = { startedAt, durationMs, outcome: 'done' as const, rowsRead: 0 };
    const record = this.#keepRecord(cell, fingerprint, run);
    this.#show(id, artifact);
    this.#change(id, { params, record });
    return artifact;
  }

  /** What took long the last time waits to be asked as well, whatever was expected. */
  #isCheap(cell: Cell): boolean {
    const cost = this.cost(cell);
    const { record } = this.of(cell.id);
    const lastSeconds = record?.outcome === 'done' ? record.durationMs / 1000 : 0;
    return cost !== undefined && Math.max(cost.seconds, lastSeconds) < heavySeconds;
  }

  async #runInputs(cell: Cell, priority: Priority): Promise<InputArtifacts> {
    const artifacts: InputArtifacts = {};
    for (const [name, ids] of Object.entries(cell.inputs)) {
      const run = (id: string): Promise<Artifact> =>
        this.run(id, priority).catch((thrown) => this.#blame(id, thrown));
      artifacts[name] = Array.isArray(ids) ? await Promise.all(ids.map(run)) : await run(ids);
    }
    return artifacts;
  }

  #blame(id: string, thrown: unknown): never {
    const error = toAppError(thrown);
    if (isCancelled(error)) throw error;
    const { name } = getCell(this.documents.current, id);
    throw new AppError(
      'missing_input',
      `${name}, which this cell reads, failed: ${error.message}`,
      { cell: id },
      { cause: error },
    );
  }

  #madeBy(cells: Record<string, string | string[]>): InputArtifacts {
    return madeBy(cells, (id) => this.of(id).artifact);
  }

  #show(id: string, artifact: Artifact): void {
    const cell = getCell(this.documents.current, id);
    const params = fillParams(getOperator(cell.operator).params, cell.params);
    if (this.of(id).artifact === artifact && this.of(id).status === 'done') return;
    this.#change(id, {
      status: 'done',
      attempted: artifact.fingerprint,
      artifact,
      params,
      error: undefined,
      progress: undefined,
    });
  }

  #refuse(id: string, error: AppError): never {
    this.#change(id, { status: 'failed', error });
    throw error;
  }

  #change(id: string, change: Partial<CellRun>): void {
    this.#runs.set(id, { ...this.of(id), ...change });
  }

  #keepRecord(cell: Cell, fingerprint: string, run: RunOutcome): RunRecord {
    const inputs = Object.values(cell.inputs)
      .flat()
      .map((id) => this.#plans.fingerprintOf(id));
    const record = makeRecord(cell, fingerprint, inputs, this.engines, run);
    this.records = [...this.records, record];
    this.#tell({ type: 'recorded', record });
    return record;
  }

  #keepArtifact(artifact: Artifact, shownBeside?: string[]): void {
    this.store.put(artifact);
    this.#tell({ type: 'made', artifact, shownBeside });
  }

  #tell(event: RunEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}
