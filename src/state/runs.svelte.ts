import { SvelteMap } from 'svelte/reactivity';
import { AppError, isCancelled, toAppError } from '../data/app-error';
import type { Artifact } from '../data/artifact';
import type { Priority } from '../engine/jobs/scheduler';
import type { ArtifactStore } from '../notebook/artifact-store';
import { computeFingerprint } from '../notebook/fingerprint';
import { getCell, type Cell, type NotebookDocument } from '../notebook/document';
import type { RunRecord } from '../notebook/run-record';
import { toArtifact, type Cost, type Operator } from '../operators/contract';
import { getOperator } from '../operators/operator-list';
import { checkParams, fillParams, type KnownTables } from '../operators/params';
import { newRun, type CellRun } from './cell-run';
import type { DocumentState } from './document.svelte';
import { countRows, gatherInputs, knownTables, type InputArtifacts } from './gather-inputs';
import { makeRecord, type RunOutcome } from './make-record';
import { planNotebook, type Plan } from './plan';
import { runPreview, type CellRunner, type PreviewOptions } from './previews';

/** At this many seconds and more, a cell waits to be asked instead of running by itself. */
const cheapSeconds = 2;

interface ActiveRun {
  fingerprint: string;
  controller: AbortController;
  stopper: AbortController;
  done: Promise<Artifact>;
}

/** Runs cells, keeps what they made, and knows which of it is stale. */
export class RunState {
  readonly #runs = new SvelteMap<string, CellRun>();
  #plans: ReadonlyMap<string, Plan> = $state.raw(new Map());
  #planned: NotebookDocument | undefined;
  readonly #active = new Map<string, ActiveRun>();
  readonly records: RunRecord[] = [];

  constructor(
    private readonly documents: DocumentState,
    readonly runner: CellRunner,
    readonly store: ArtifactStore,
    private readonly engines: Record<string, string>,
  ) {
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
    for (const { controller } of this.#active.values()) controller.abort();
    this.#active.clear();
    this.#runs.clear();
  }

  /** After a change of the document: shows what is cached, runs what is cheap, marks the rest stale. */
  async refresh(): Promise<void> {
    const document = this.documents.current;
    await this.#plan();
    if (document !== this.documents.current) return;
    for (const cell of document.cells) this.#follow(cell, this.#plans.get(cell.id)!);
  }

  /**
   * Runs a cell and what it needs; answers its artifact, at once where the same has been made before.
   * Rejects with the typed failure, which the cell shows as well.
   */
  async run(id: string, priority: Priority = 'interactive'): Promise<Artifact> {
    await this.#plan();
    const plan = this.#plans.get(id);
    if (!plan) throw new AppError('unknown_cell', `unknown cell: ${id}`, { cell: id });
    if (plan.problem) return this.#refuse(id, plan.problem);
    const known = this.store.get(plan.fingerprint);
    if (known) {
      this.#show(id, known);
      return known;
    }
    const active = this.#active.get(id);
    if (active?.fingerprint === plan.fingerprint) return active.done;
    active?.controller.abort();
    const revised = await this.#revise(id, plan.fingerprint);
    if (revised) return revised;
    return this.#begin(getCell(this.documents.current, id), plan.fingerprint, priority);
  }

  /** What a run of the cell would cost; `undefined` while its inputs are not there or its params do not fit. */
  cost(cell: Cell): Cost | undefined {
    const artifacts = this.artifactsOf(cell.inputs);
    if (!artifacts) return undefined;
    try {
      const operator = getOperator(cell.operator);
      const inputs = gatherInputs(operator, artifacts);
      const params = checkParams(operator.params, cell.params, knownTables(artifacts));
      return operator.cost?.(inputs as never, params as never) ?? { rows: 0, bytes: 0, seconds: 0 };
    } catch (thrown) {
      if (thrown instanceof AppError) return undefined;
      throw thrown;
    }
  }

  /** The tables that a cell reads, by input name, as far as they are made. */
  tablesOf(cell: Cell): KnownTables {
    const made = Object.entries(cell.inputs).filter(([, ids]) => this.artifactsOf({ ids }));
    return knownTables(this.artifactsOf(Object.fromEntries(made)) ?? {});
  }

  /** What cells have made, by input name; `undefined` while one of them has made nothing. */
  artifactsOf(cells: Record<string, string | string[]>): InputArtifacts | undefined {
    const ids = Object.values(cells).flat();
    return ids.every((id) => this.of(id).artifact) ? this.#shownInputs(cells) : undefined;
  }

  cancel(id: string): void {
    this.#active.get(id)?.controller.abort();
  }

  /** "Stop and keep the best so far." */
  stop(id: string): void {
    this.#active.get(id)?.stopper.abort();
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
    return runPreview<R>(this, operatorId, this.#shownInputs(cells), params, options);
  }

  /** After the engine was started again: forgets its tables and makes them anew for the cells that show them. */
  async replayTables(): Promise<void> {
    this.store.forget((artifact) => artifact.kind === 'table');
    const cells = this.documents.current.cells.filter(
      (cell) => this.of(cell.id).artifact?.kind === 'table',
    );
    for (const cell of cells) await this.run(cell.id, 'normal').catch(() => undefined);
  }

  /** Plans of the document as it is when this resolves. */
  async #plan(): Promise<void> {
    while (this.#planned !== this.documents.current) {
      const document = this.documents.current;
      const plans = await planNotebook(document);
      if (document !== this.documents.current) continue;
      this.#plans = plans;
      this.#planned = document;
    }
  }

  #follow(cell: Cell, plan: Plan): void {
    const run = this.of(cell.id);
    if (run.status === 'new' || plan.problem) return;
    if (plan.fingerprint === run.artifact?.fingerprint && run.status === 'done') return;
    if (plan.fingerprint === run.attempted) return;
    const active = this.#active.get(cell.id);
    const known = this.store.get(plan.fingerprint);
    if (known) {
      active?.controller.abort();
      this.#show(cell.id, known);
    } else if (getOperator(cell.operator).revise !== undefined) {
      void this.#reviseOrRun(cell, plan.fingerprint);
    } else if (this.#isCheap(cell)) {
      this.run(cell.id, 'normal').catch(() => undefined);
    }
  }

  async #reviseOrRun(cell: Cell, fingerprint: string): Promise<void> {
    if (await this.#revise(cell.id, fingerprint)) return;
    if (this.#plans.get(cell.id)?.fingerprint !== fingerprint) return;
    if (this.#isCheap(cell)) await this.run(cell.id, 'normal').catch(() => undefined);
  }

  /** The answer out of the one that is shown, where its operator knows how and the inputs are the same. */
  async #revise(id: string, fingerprint: string): Promise<Artifact | undefined> {
    const { artifact: shown, params: before } = this.of(id);
    const cell = getCell(this.documents.current, id);
    const operator = getOperator(cell.operator);
    if (!operator.revise || !shown || !before) return undefined;
    const inputs = Object.entries(cell.inputs).map(([name, ids]) => [
      name,
      this.#inputFingerprints(ids),
    ]);
    const { id: operatorId, version } = operator;
    const same = await computeFingerprint(
      operatorId,
      version,
      before,
      Object.fromEntries(inputs) as Record<string, string | string[]>,
    );
    if (same !== shown.fingerprint || this.#plans.get(id)?.fingerprint !== fingerprint)
      return undefined;
    return this.#makeRevision(cell, operator, fingerprint, { shown, before });
  }

  #makeRevision(
    cell: Cell,
    operator: Operator,
    fingerprint: string,
    { shown, before }: { shown: Artifact; before: Record<string, unknown> },
  ): Artifact | undefined {
    const startedAt = new Date();
    const start = performance.now();
    const params = this.#findFitting(cell, operator);
    const result = params && operator.revise!(shown.result, before as never, params as never);
    if (!result) return undefined;
    const artifact = toArtifact(operator, fingerprint, result);
    this.store.put(artifact);
    this.#active.get(cell.id)?.controller.abort();
    this.#active.delete(cell.id);
    const durationMs = performance.now() - start;
    const run = { startedAt, durationMs, outcome: 'done' as const, rowsRead: 0 };
    const record = this.#keepRecord(cell, fingerprint, run);
    this.#show(cell.id, artifact);
    this.#change(cell.id, { params, record });
    return artifact;
  }

  /** Checked params; `undefined` where they do not fit, which a run will say. */
  #findFitting(cell: Cell, operator: Operator): Record<string, unknown> | undefined {
    try {
      return checkParams(operator.params, cell.params, this.tablesOf(cell));
    } catch (thrown) {
      if (thrown instanceof AppError) return undefined;
      throw thrown;
    }
  }

  #inputFingerprints(ids: string | string[]): string | string[] {
    const fingerprintOf = (id: string): string => this.#plans.get(id)?.fingerprint ?? '';
    return Array.isArray(ids) ? ids.map(fingerprintOf) : fingerprintOf(ids);
  }

  #isCheap(cell: Cell): boolean {
    const cost = this.cost(cell);
    return cost !== undefined && cost.seconds < cheapSeconds;
  }

  #begin(cell: Cell, fingerprint: string, priority: Priority): Promise<Artifact> {
    const controller = new AbortController();
    const stopper = new AbortController();
    const active: ActiveRun = {
      fingerprint,
      controller,
      stopper,
      done: Promise.resolve() as never,
    };
    this.#active.set(cell.id, active);
    this.#change(cell.id, {
      status: 'waiting',
      attempted: fingerprint,
      error: undefined,
      progress: undefined,
    });
    active.done = this.#execute(cell, active, priority).finally(() => {
      if (this.#active.get(cell.id) === active) this.#active.delete(cell.id);
    });
    return active.done;
  }

  async #execute(cell: Cell, active: ActiveRun, priority: Priority): Promise<Artifact> {
    const startedAt = new Date();
    const start = performance.now();
    let rowsRead = 0;
    const report = (run: Pick<RunOutcome, 'outcome' | 'artifact' | 'error'>): RunRecord => {
      const durationMs = performance.now() - start;
      return this.#keepRecord(cell, active.fingerprint, {
        startedAt,
        durationMs,
        rowsRead,
        ...run,
      });
    };
    try {
      const operator = getOperator(cell.operator);
      const artifacts = await this.#runInputs(cell, priority);
      rowsRead = countRows(artifacts);
      const inputs = gatherInputs(operator, artifacts);
      const params = checkParams(operator.params, cell.params, knownTables(artifacts));
      const reason = operator.unavailable?.(inputs as never);
      if (reason) throw new AppError('unavailable', reason);
      const result = await this.#runOperator(cell, operator, { inputs, params, active, priority });
      const artifact = toArtifact(operator, active.fingerprint, result);
      this.store.put(artifact);
      const record = report({ outcome: 'done', artifact });
      if (this.#isCurrent(cell.id, active))
        this.#change(cell.id, { status: 'done', artifact, params, record, progress: undefined });
      return artifact;
    } catch (thrown) {
      const error = toAppError(thrown);
      const outcome = isCancelled(error) ? 'cancelled' : 'failed';
      const record = report({ outcome, error });
      if (this.#isCurrent(cell.id, active))
        this.#change(cell.id, { status: outcome, error, record, progress: undefined });
      throw error;
    }
  }

  #runOperator(
    cell: Cell,
    operator: Operator,
    run: {
      inputs: Record<string, unknown>;
      params: Record<string, unknown>;
      active: ActiveRun;
      priority: Priority;
    },
  ): Promise<object> {
    this.#change(cell.id, { status: 'running' });
    return this.runner.run({
      operator,
      operatorId: operator.id,
      fingerprint: run.active.fingerprint,
      inputs: run.inputs,
      params: run.params,
      title: `${operator.title}: ${cell.name}`,
      priority: run.priority,
      signal: run.active.controller.signal,
      stop: run.active.stopper.signal,
      onProgress: (progress) => {
        if (this.#isCurrent(cell.id, run.active)) this.#change(cell.id, { progress });
      },
    });
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

  #shownInputs(cells: Record<string, string | string[]>): InputArtifacts {
    const shown = (id: string): Artifact => {
      const artifact = this.of(id).artifact;
      if (!artifact)
        throw new AppError('missing_input', `cell ${id} has not run yet`, { cell: id });
      return artifact;
    };
    return Object.fromEntries(
      Object.entries(cells).map(([name, ids]) => [
        name,
        Array.isArray(ids) ? ids.map(shown) : shown(ids),
      ]),
    );
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

  #isCurrent(id: string, active: ActiveRun): boolean {
    return this.#active.get(id) === active;
  }

  #change(id: string, change: Partial<CellRun>): void {
    this.#runs.set(id, { ...this.of(id), ...change });
  }

  #keepRecord(cell: Cell, fingerprint: string, run: RunOutcome): RunRecord {
    const inputs = Object.values(cell.inputs)
      .flat()
      .map((id) => this.#plans.get(id)?.fingerprint ?? '');
    const record = makeRecord(cell, fingerprint, inputs, this.engines, run);
    this.records.push(record);
    return record;
  }
}
