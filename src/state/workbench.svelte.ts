import type { Proposal } from '../data/answer';
import type { Columns } from '../data/columns';
import type { SourceOptions } from '../data/source';
import type { TableInfo } from '../data/table';
import type { Engine } from '../engine/engine';
import type { FetchFile } from '../engine/files/file-store';
import { atRest } from '../engine/jobs/at-rest';
import type { StorageClient } from '../engine/storage/storage-client';
import {
  addCell,
  emptyDocument,
  findCell,
  freeName,
  getCell,
  nextCellId,
  removeCell,
  type Cell,
  type NotebookDocument,
} from '../notebook/document';
import { MemoryArtifactStore, type FetchArtifact } from '../notebook/artifact-store';
import { startHistory, type History } from '../notebook/history';
import { readDocument } from '../notebook/read-document';
import { writeDocument } from '../notebook/write-document';
import type { RunRecord } from '../notebook/run-record';
import type { Operator } from '../operators/contract';
import { getOperator } from '../operators/operator-list';
import { fillParams } from '../operators/params';
import { OperatorRunner } from '../operators/operator-runner';
import { CellMemory } from './cells/cell-memory';
import { EngineState } from './engine.svelte';
import { FeatureStore } from './catalogue/feature-store.svelte';
import { JobState } from './jobs.svelte';
import { LedgerState } from './lineage/ledger.svelte';
import { notebookSaved } from './lineage/ledger-events';
import { keepLedger } from './lineage/ledger-runner';
import { NotebookEditor } from './cells/notebook-editor.svelte';
import { lastUser, openProposals, proposalInputs } from './source/proposals';
import type { KeptNotebook } from './project/project-keeper.svelte';
import { isProjectFile, openProjectFile } from './project/open-project-file';
import { Projects } from './project/projects.svelte';
import { rehearseProfile } from './runs/rehearse-profile';
import { RunState } from './runs/runs.svelte';
import { namedTables } from './sql/sql-tables';
import { Sources, type OpenHow } from './source/sources';
import { keepTables } from './project/stored-tables';
import type { TableKeeper } from './project/table-keeper';
import { saveRuns } from './runs/save-runs';
import { suggestInputs, suggestParams } from './cells/suggest';
import { TableFilters } from './filter/table-filter.svelte';
import { TableViews } from './grid/table-views';

export type { Cell };

export interface NewCell {
  inputs?: Record<string, string | string[]>;
  params?: Record<string, unknown>;
  name?: string;
  afterId?: string;
}

/** The open notebook and everything that can be done with it: what the screen and `globalThis.assay` call. */
export class Workbench extends NotebookEditor {
  readonly runs: RunState;
  readonly jobs: JobState;
  readonly engineState: EngineState;
  /** Which rows of each table are looked at. */
  readonly tableFilters = new TableFilters();
  /** What was read of people, and what was handed out. */
  readonly ledger = new LedgerState();
  /** Files on their way in, and the cells that read them. */
  readonly sources = new Sources(this);
  readonly projects: Projects;
  /** Feature sets that all projects share. */
  readonly featureStore: FeatureStore;
  readonly #runner: OperatorRunner;
  readonly #views: TableViews;
  readonly #tables: TableKeeper;
  readonly #artifacts = new MemoryArtifactStore();

  constructor(
    readonly engine: Engine,
    storage: StorageClient,
  ) {
    super();
    const runner = (this.#runner = new OperatorRunner(engine.scheduler, {
      query: (sql, signal) => engine.database.query(sql, signal),
      createTable: (...args) => engine.database.createTable(...args),
      createTableOf: (...args) => engine.database.createTableOf(...args),
      importFile: (...args) => engine.importFile(...args),
      columnTexts: async (...args) => engine.columnTexts(...args),
      sketchFile: (...args) => engine.sketchFile(...args),
    }));
    const watched = keepLedger(runner, () => ({
      ledger: this.ledger,
      notebook: this,
      query: (sql) => engine.query(sql),
    }));
    this.runs = new RunState(this.documents, watched, this.#artifacts, engine.versions);
    this.jobs = new JobState(engine.scheduler);
    this.engineState = new EngineState(engine.database, () => this.#replay());
    this.#views = new TableViews(engine.database);
    this.#tables = keepTables(
      storage,
      engine.database,
      (fingerprint) => void this.#makeAnew(fingerprint),
    );
    this.featureStore = new FeatureStore(storage);
    this.projects = new Projects(storage, this);
  }

  /** Resolves when the engine answers and the last project is open. */
  get ready(): Promise<unknown> {
    return Promise.all([this.engine.database.ready, this.projects.ready]);
  }

  get isOpening(): boolean {
    return this.sources.looks.opening.length > 0;
  }

  /** Reads and profiles a made table while nothing is open or asked, so that the first file need not wait for code. */
  async rehearse(): Promise<void> {
    await this.ready;
    if (this.cells.length === 0 && !this.isOpening)
      await rehearseProfile(this.engine, this.#runner);
  }

  /** What a keeper of the open project watches. */
  get kept(): KeptNotebook {
    const { documents, runs, ledger, engine } = this;
    return {
      documents,
      runs,
      ledger,
      files: engine.files,
      tables: this.#tables,
      atRest: (signal) => atRest(engine.scheduler, signal),
    };
  }

  /** Says where artifacts and files of earlier pages are kept. */
  fetchFrom(artifact: FetchArtifact, file: FetchFile): void {
    this.#artifacts.fetchFrom(artifact);
    this.engine.files.fetchFrom(file);
  }

  /**
   * Forgets what belongs to the project that is being left: what views remember of its cells, whose ids others take,
   * and its results, since a project that came as a file may hold some that nobody computed.
   */
  leave(): void {
    this.#artifacts.forget(() => true);
    CellMemory.forgetAll(this);
    this.tableFilters.forget();
    this.fetchFrom(
      async () => undefined,
      async () => undefined,
    );
  }

  /** Shows another history in place of this one, with what is kept of its results. */
  async showHistory(history: History, records: readonly RunRecord[]): Promise<void> {
    this.runs.forget();
    this.selectedId = undefined;
    this.documents.restore(history);
    if (this.cells.length > 0) this.engine.rehearsal.end();
    await this.runs.restore(records);
    await this.#syncViews();
  }

  /** Makes anew what was done by the records and is not kept; what fails says so in its cell. */
  async makeLost(): Promise<void> {
    for (const id of this.runs.lost) await this.run(id).catch(() => undefined);
  }

  /** Opens files as new source cells, each followed by its profile; resolves to their ids once loaded. */
  async open(files: Iterable<File>, options?: SourceOptions, how?: OpenHow): Promise<string[]> {
    const ids: string[] = [];
    for (const file of files) ids.push(await this.sources.open(file, options, how));
    return ids;
  }

  /** Adds a cell, with inputs and params suggested where not given, and runs it; resolves to its id. */
  async add(operatorId: string, cell: NewCell = {}): Promise<string> {
    const id = this.insert(operatorId, cell);
    if (!cell.inputs && getOperator(operatorId).bind) await this.#bindIfPossible(id);
    await this.run(id);
    return id;
  }

  /** Adds a cell without running it. */
  insert(operatorId: string, { inputs, params, name, afterId }: NewCell = {}): string {
    const operator = getOperator(operatorId);
    const document = this.documents.current;
    const ran = this.runs.records.map((record) => record.cell);
    const id = nextCellId([...this.documents.usedIds, ...ran]);
    const chosen = inputs ?? suggestInputs(operator, this, afterId);
    const cell: Cell = {
      id,
      operator: operatorId,
      inputs: chosen,
      params: { ...suggestParams(operator, this, chosen), ...params },
      name: freeName(document, name ?? defaultName(operator)),
    };
    this.documents.edit(`add ${operator.title}`, (current) =>
      addCell(entitle(current, cell), cell, afterId),
    );
    this.selectedId = id;
    return id;
  }

  /**
   * Editors that hold what is typed but not yet in the document, by cell. Before a run each is asked to hand it
   * over; one that answers `false` has said itself what is wrong, and nothing is run.
   */
  readonly drafts = new Map<string, () => Promise<boolean>>();

  async run(id: string): Promise<void> {
    if ((await this.drafts.get(id)?.()) === false) return;
    await this.runs.run(id);
    await this.#syncViews();
  }

  /** Runs everything whose result is stale or was never made. */
  async runPending(): Promise<void> {
    for (const id of this.runs.pending) await this.run(id).catch(() => undefined);
  }

  /** The notebook document as JSON: cells, inputs, params and what they came to, no data. */
  async save(): Promise<Blob> {
    void this.ledger.record(notebookSaved(this.documents.current.title));
    const document = this.documents.current;
    const runs = await saveRuns(this, (sql) => this.query(sql), this.engine.versions);
    return new Blob([writeDocument(document, runs)], { type: 'application/json' });
  }

  /**
   * Opens a project file as a new project, or a saved document, whose cells then wait to be run, in place of this one.
   * @throws AppError `bad_document`, and as `readProjectFile`
   */
  async load(file: Blob): Promise<void> {
    if (await isProjectFile(file)) return openProjectFile(this, file);
    const document = readDocument(await file.text());
    await this.projects.begin(startHistory(document, 'Opened'));
  }

  remove(id: string): void {
    this.runs.cancel(id);
    const { name } = getCell(this.documents.current, id);
    this.documents.edit(`delete ${name}`, (document) => removeCell(document, id));
    if (this.selectedId === id) this.selectedId = undefined;
    void this.#syncViews();
  }

  duplicate(id: string): Promise<string> {
    const cell = getCell(this.documents.current, id);
    return this.add(cell.operator, {
      inputs: cell.inputs,
      params: cell.params,
      name: cell.name,
      afterId: id,
    });
  }

  undo(): void {
    this.documents.undo();
    void this.#syncViews();
  }

  redo(): void {
    this.documents.redo();
    void this.#syncViews();
  }

  /** Shows the notebook as it was after any step of its history. */
  jump(step: string): void {
    this.documents.jump(step);
    void this.#syncViews();
  }

  /** Questions that fit what a cell found and are not yet in the notebook. */
  proposals(id: string): Proposal[] {
    const cell = findCell(this.documents.current, id);
    return cell ? openProposals(this, cell) : [];
  }

  /** Adds and runs the cell that a proposal of cell `id` names. */
  accept(proposal: Proposal, id: string): Promise<string> {
    const inputs = proposalInputs(getCell(this.documents.current, id), proposal);
    return this.add(proposal.operator, {
      inputs,
      params: proposal.params,
      afterId: lastUser(this, id),
    });
  }

  /** Sets what is written in a cell together with the inputs that it names, in one step. */
  async bind(id: string, written: Record<string, unknown> = {}): Promise<void> {
    await this.#syncViews();
    const cell = getCell(this.documents.current, id);
    const operator = getOperator(cell.operator);
    const filled = fillParams(operator.params, { ...cell.params, ...written });
    const bound = await operator.bind?.(
      filled as never,
      namedTables(this, id),
      this.engine.database,
    );
    const inputs = { ...cell.inputs, ...bound?.inputs };
    const params = { ...cell.params, ...written, ...bound?.params };
    if (JSON.stringify([inputs, params]) === JSON.stringify([cell.inputs, cell.params])) return;
    this.change(id, `change the ${operator.title} of`, { inputs, params });
  }

  /** What cannot be bound says why when it runs. */
  async #bindIfPossible(id: string): Promise<void> {
    await this.bind(id).catch(() => undefined);
  }

  /** One statement over the tables of the notebook, by their names. */
  async query(sql: string): Promise<Columns> {
    await this.#syncViews();
    return this.engine.query(sql);
  }

  #syncViews(): Promise<void> {
    const named = new Map<string, string>();
    for (const cell of this.cells) {
      const { artifact } = this.runs.of(cell.id);
      if (artifact?.kind === 'table' && this.runs.store.get(artifact.fingerprint))
        named.set(cell.name, (artifact.value as TableInfo).relation);
    }
    return this.#views.sync(named);
  }

  /** The rows of a table that were kept are damaged: the cells that show it are run again. */
  async #makeAnew(fingerprint: string): Promise<void> {
    this.projects.keeper?.forgetTable(fingerprint);
    this.#artifacts.forget((artifact) => artifact.fingerprint === fingerprint);
    await this.engine.database.dropTable(fingerprint);
    const shown = this.cells.filter(
      ({ id }) => this.runs.of(id).artifact?.fingerprint === fingerprint,
    );
    for (const { id } of shown) await this.run(id).catch(() => undefined);
  }

  async #replay(): Promise<void> {
    this.#views.forget();
    await this.runs.replayTables();
    await this.#syncViews();
  }
}

/** A notebook without a title is called after its first cell. */
function entitle(document: NotebookDocument, cell: Cell): NotebookDocument {
  const isNew = document.cells.length === 0 && document.title === emptyDocument.title;
  return isNew ? { ...document, title: cell.name } : document;
}

/** What a cell is called before anyone names it: after its operator, an evaluation after what it makes. */
function defaultName({ id, output }: Operator): string {
  return output === 'evaluation' ? output : id.split('.')[1]!.replaceAll('-', '_');
}
