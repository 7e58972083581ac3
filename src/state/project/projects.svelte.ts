import { toAppError } from '../../data/app-error';
import type { FetchFile } from '../../engine/files/file-store';
import type { ProjectEvent } from '../../engine/storage/open-project';
import type { ProjectContent } from '../../engine/storage/project-content';
import type { StorageClient, StorageMode } from '../../engine/storage/storage-client';
import type { FetchArtifact } from '../../notebook/artifact-store';
import { emptyDocument } from '../../notebook/document';
import { currentDocument, startHistory, type History } from '../../notebook/history';
import { JournalReader } from '../../notebook/journal-reader';
import type { RunRecord } from '../../notebook/run-record';
import { importProject } from './import-project';
import { fetchKeptRows } from './kept-rows';
import type { OpenNotebook } from '../cells/open-notebook';
import { describeDamage } from './damage-words';
import { describeProject } from './project-about';
import { findLastOpened, rememberNew, rememberOpened } from './last-opened';
import { ProjectDescriber } from './project-describer';
import { ProjectKeeper, type KeptNotebook } from './project-keeper.svelte';
import { ProjectList } from './project-list.svelte';
import type { ReadHooks } from './read-project-file';
import { readContent } from './read-content';

/** The page that a project is opened in. */
export interface ProjectHost extends OpenNotebook {
  /** What a keeper watches. */
  readonly kept: KeptNotebook;
  /** Whether files are being taken in that have no cell yet. */
  readonly isOpening: boolean;
  /** Says where artifacts and files of earlier pages are kept. */
  fetchFrom(artifact: FetchArtifact, file: FetchFile): void;
  /** Forgets what belongs to the project that is being left. */
  leave(): void;
  /** Shows another history in place of this one, with what is kept of its results. */
  showHistory(history: History, records: readonly RunRecord[]): Promise<void>;
  /** Makes anew what was done by the records and is not kept. */
  makeLost(): Promise<void>;
}

/** How the open project stands: written here, or only looked at since another tab writes it. */
export type ProjectAccess = 'writing' | 'reading';

type ChangedEvent = Extract<ProjectEvent, { type: 'changed' }>;

/** The project that is open: kept from its first change on, found again after a reload. */
export class Projects {
  /** Where projects lie; unknown until the store answers. */
  mode: StorageMode | undefined = $state.raw();
  access: ProjectAccess = $state('writing');
  /** What keeps the open project; there is none before the first change of a new one. */
  keeper: ProjectKeeper | undefined = $state.raw();
  openId: string | undefined = $state();
  /** Whether the open project is one that was asked not to be kept. */
  isInMemory = $state(false);
  readonly list: ProjectList;
  readonly #describer: ProjectDescriber;
  readonly ready: Promise<void>;
  #isTakingOver = false;
  /** The last line of the journal that is shown, where another tab writes. */
  #shownSeq = 0;
  #leave: (() => void)[] = [];

  constructor(
    private readonly storage: StorageClient,
    private readonly host: ProjectHost,
  ) {
    this.list = new ProjectList(storage);
    this.#describer = new ProjectDescriber(storage, host, host.kept.documents, this.list);
    this.#waitForFirstChange();
    this.ready = this.#start();
  }

  /**
   * Resolves once everything that has happened so far is on the disk, results and files too.
   * @throws AppError the failure, where something could not be written
   */
  async saved(): Promise<void> {
    await this.ready;
    const writer = this.keeper?.writer;
    await writer?.settled();
    if (writer?.problem) throw writer.problem;
  }

  /** Opens a project in place of the one that is open, which stays as it is. */
  async open(id: string): Promise<void> {
    await this.#leaveCurrent();
    await this.#show(id, await this.#read(id));
    await this.list.refresh();
  }

  /** Begins a new project in place of the one that is open, which stays as it is. */
  async begin(history = startHistory(emptyDocument), { inMemory = false } = {}): Promise<void> {
    await this.#leaveCurrent();
    this.isInMemory = inMemory;
    this.#setAccess('writing');
    await this.host.showHistory(history, []);
    if (currentDocument(history).cells.length > 0) this.#create();
    else this.#waitForFirstChange();
  }

  /** Makes a project of a project file and opens it; a file that is not whole and sound leaves nothing. */
  async import(file: Blob, name: string, hooks: ReadHooks): Promise<void> {
    await this.ready;
    await this.open(await importProject(this.storage, file, name, hooks));
  }

  /** Rows that are kept of a table of another project. @throws AppError as `fetchKeptRows` */
  keptRows(project: string, cell: string, name: string, signal?: AbortSignal): Promise<File> {
    return fetchKeptRows(this.storage, project, { cell, name, signal });
  }

  /** Makes this tab the one that writes the open project; the other one looks on. */
  async takeOver(): Promise<void> {
    const id = this.openId;
    if (id === undefined || this.access === 'writing') return;
    this.#isTakingOver = true;
    try {
      const content = await this.storage.open(id, 'take over');
      await this.#show(id, { content, access: 'writing' });
    } finally {
      this.#isTakingOver = false;
    }
  }

  /** Deletes a project; it can be brought back until it is taken away for good. */
  async remove(id: string): Promise<void> {
    if (id === this.openId) await this.begin();
    await this.storage.remove(id);
    await this.list.refresh();
  }

  /** A copy of a project with all that is kept of it. */
  async duplicate(id: string): Promise<void> {
    if (id === this.openId && this.keeper) {
      await this.keeper.writer.settled();
      await this.#describer.describe(this.keeper);
    }
    await this.list.duplicate(id);
  }

  async #start(): Promise<void> {
    this.mode = await this.storage.start();
    await this.list.refresh();
    const id = findLastOpened(this.list.projects);
    const isUntouched = this.keeper === undefined && !this.host.isOpening;
    if (id !== undefined && isUntouched) await this.#show(id, await this.#read(id));
  }

  async #read(id: string): Promise<{ content: ProjectContent; access: ProjectAccess }> {
    try {
      return { content: await this.storage.open(id, 'write'), access: 'writing' };
    } catch (thrown) {
      if (toAppError(thrown).code !== 'project_busy') throw thrown;
      return { content: await this.storage.open(id, 'read'), access: 'reading' };
    }
  }

  async #show(
    id: string,
    { content, access }: { content: ProjectContent; access: ProjectAccess },
  ): Promise<void> {
    this.#stopFollowing();
    const { host } = this;
    const reader = readContent(content);
    const keeper = new ProjectKeeper(this.storage, Promise.resolve(id), host.kept, reader);
    keeper.problems = [...describeDamage(content.damage, reader.state.history), ...reader.problems];
    this.openId = id;
    this.isInMemory = this.list.isInMemory(id);
    this.keeper = keeper;
    this.#setAccess(access);
    rememberOpened(id);
    host.fetchFrom(
      (fingerprint) => keeper.fetchArtifact(fingerprint),
      (sha256) => keeper.fetchFile(sha256),
    );
    this.#shownSeq = content.lastSeq;
    await this.#showState(keeper);
    if (reader.isEmpty && access === 'writing') keeper.begin();
    this.#follow(id, keeper);
    void host.makeLost();
  }

  async #showState({ state }: ProjectKeeper): Promise<void> {
    const { history, records, ledger, trusted } = state;
    this.host.runs.trust.restore(trusted);
    await this.host.kept.ledger.restore(ledger);
    await this.host.showHistory(history, [...records]);
  }

  /** A new project is kept from its first change on; one that nobody touched leaves nothing. */
  #waitForFirstChange(): void {
    this.#setAccess('writing');
    const leave = this.host.kept.documents.subscribe(({ type }) => {
      if (type === 'opened') return;
      leave();
      this.#create();
    });
    this.#leave = [leave];
  }

  #create(): void {
    const opened = this.#openNew();
    const keeper = new ProjectKeeper(this.storage, opened, this.host.kept, new JournalReader());
    this.keeper = keeper;
    keeper.begin();
    keeper.follow();
    opened.then(
      (id) => {
        if (this.keeper !== keeper) return;
        this.openId = id;
        rememberOpened(id);
        this.#follow(id);
        if (!this.isInMemory) void this.list.askOnce();
      },
      (thrown: unknown) => keeper.writer.fail(thrown),
    );
  }

  async #openNew(): Promise<string> {
    const { documents } = this.host.kept;
    const about = describeProject(this.host, documents.current, new Map(), new Date());
    const id = await this.storage.create(about, { inMemory: this.isInMemory });
    await this.storage.open(id, 'write');
    return id;
  }

  /** Keeps what happens from now on, unless `keeper` does already. */
  #follow(id: string, keeper?: ProjectKeeper): void {
    const { documents, runs } = this.host.kept;
    this.#leave = [this.storage.subscribe(id, (event) => void this.#hear(id, event))];
    if (this.access === 'reading') return;
    keeper?.follow();
    const later = (): void => this.#describer.later(this.keeper);
    this.#leave.push(documents.subscribe(later), runs.subscribe(later));
    if (this.keeper) this.keeper.onKept = later;
    later();
  }

  async #hear(id: string, event: ProjectEvent): Promise<void> {
    if (id !== this.openId) return;
    if (event.type === 'lost') {
      this.#setAccess('reading');
      await this.keeper?.stop();
    }
    if (event.type === 'damaged') return this.keeper?.tellDamaged();
    if (event.type === 'changed' && (await this.#takeOn(event))) return;
    const read = await this.#read(id);
    // What was read as the other tab wrote must not come after what is written here.
    if (
      id === this.openId &&
      !this.#isTakingOver &&
      (this.access === 'reading' || read.access === 'writing')
    )
      await this.#show(id, read);
  }

  /** Shows what the tab that writes has added, where that follows what is shown here. */
  async #takeOn({ payloads, lastSeq, snapshot }: ChangedEvent): Promise<boolean> {
    const { keeper } = this;
    if (!keeper || snapshot || this.access === 'writing' || this.#isTakingOver) return false;
    if (!keeper.takeOn(payloads, this.#shownSeq)) return false;
    this.#shownSeq = lastSeq;
    await this.#showState(keeper);
    return true;
  }

  async #leaveCurrent(): Promise<void> {
    const { keeper } = this;
    this.#stopFollowing();
    this.keeper = undefined;
    this.openId = undefined;
    rememberNew();
    if (keeper) {
      await keeper.finish();
      await this.#describer.describe(keeper);
      await this.storage.close(await keeper.opened);
    }
    this.host.leave();
    await this.host.kept.ledger.restore([]);
  }

  #stopFollowing(): void {
    this.#describer.cancel();
    for (const leave of this.#leave) leave();
    this.#leave = [];
    this.keeper?.leave();
  }

  #setAccess(access: ProjectAccess): void {
    this.access = access;
    this.host.kept.documents.isReadOnly = access === 'reading';
  }
}
