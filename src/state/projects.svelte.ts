import { toAppError } from '../data/app-error';
import { lockProject, type HeldLock } from '../engine/storage/project-lock';
import type { ListedProject, OpenedProject } from '../engine/storage/serve-storage';
import type { FetchFile } from '../engine/files/file-store';
import type { Storage, StorageUsage } from '../engine/storage/storage';
import type { FetchArtifact } from '../notebook/artifact-store';
import type { ProjectAbout } from '../notebook/catalogue';
import { emptyDocument } from '../notebook/document';
import { currentDocument, startHistory, type History } from '../notebook/history';
import { JournalReader } from '../notebook/journal-reader';
import type { RunRecord } from '../notebook/run-record';
import type { JournalEntry, ProjectSnapshot } from '../notebook/project-state';
import { describeProject } from './project-about';
import { ProjectKeeper, type KeptNotebook } from './project-keeper.svelte';
import type { OpenNotebook } from './open-notebook';

/** The page that a project is opened in. */
export interface ProjectHost extends OpenNotebook {
  /** What a keeper watches. */
  readonly kept: KeptNotebook;
  /** Says where artifacts and files of earlier pages are kept; nowhere, where nothing is said. */
  fetchFrom(artifact?: FetchArtifact, file?: FetchFile): void;
  /** Shows another history in place of this one, with what is kept of its results. */
  showHistory(history: History, records: readonly RunRecord[]): Promise<void>;
  /** Makes anew what was done by the records and is not kept. */
  makeLost(): Promise<void>;
  setTitle(title: string): void;
  /** Whether files are being taken in that have no cell yet. */
  readonly isOpening: boolean;
}

/** A project of the list. */
export interface KnownProject {
  id: string;
  about: ProjectAbout;
  deletedAt?: string;
}

/** `starting`, then kept on this machine, or in memory only, and why. */
export type KeepMode = 'starting' | 'kept' | 'memory';

/** How the open project stands: written here, or only looked at since another tab writes it. */
export type ProjectAccess = 'writing' | 'reading';

const aboutDelay = 600;
const takeOverMs = 5000;
/** What this tab had open when it was reloaded: the id of a project, or a new one. */
const ownProject = 'project';
const newProject = 'new';

/** The projects of this machine, and the one that is open. */
export class Projects {
  mode: KeepMode = $state('starting');
  /** Why nothing is kept, where it is not. */
  reason: string | undefined = $state();
  known: readonly KnownProject[] = $state.raw([]);
  usage: StorageUsage | undefined = $state.raw();
  access: ProjectAccess = $state('writing');
  /** What keeps the open project; there is none before the first change of a new one. */
  keeper: ProjectKeeper | undefined = $state.raw();
  /** The project that is open, new ones included. */
  openId: string | undefined = $state();
  readonly ready: Promise<void>;
  #lock: HeldLock | undefined;
  #aboutTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #news: BroadcastChannel | undefined;
  #leave: (() => void)[] = [];

  constructor(
    private readonly storage: Storage,
    private readonly host: ProjectHost,
  ) {
    this.#news = typeof BroadcastChannel === 'function' ? new BroadcastChannel('assay') : undefined;
    this.#news?.addEventListener('message', (event) => void this.#onNews(event.data as string));
    this.ready = this.#start();
  }

  get current(): KnownProject | undefined {
    return this.known.find(({ id }) => id === this.openId);
  }

  /** Opens a project in place of the one that is open, which stays as it is. */
  async open(id: string): Promise<void> {
    await this.#leaveCurrent();
    this.#lock = await lockProject(id);
    await this.#openWith(id, this.#lock !== undefined);
  }

  /** Begins a new project in place of the one that is open, which stays as it is. */
  async begin(history = startHistory(emptyDocument)): Promise<void> {
    await this.#leaveCurrent();
    this.#setAccess('writing');
    await this.host.showHistory(history, []);
    if (this.mode !== 'kept') return;
    this.#waitForFirstChange();
    if (currentDocument(history).cells.length === 0) return;
    for (const leave of this.#leave) leave();
    this.#create();
  }

  /** Makes this tab the one that writes the open project; the other one goes on as a reader. */
  async takeOver(): Promise<void> {
    const id = this.openId;
    if (id === undefined || this.access === 'writing') return;
    this.#lock = await lockProject(id, { steal: true });
    const end = performance.now() + takeOverMs;
    for (;;) {
      try {
        return await this.#openWith(id, true);
      } catch (thrown) {
        const error = toAppError(thrown);
        if (error.code !== 'storage_busy' || performance.now() > end) throw error;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  }

  async rename(id: string, title: string): Promise<void> {
    if (id === this.openId) return this.host.setTitle(title);
    const project = this.known.find((known) => known.id === id);
    if (!project) return;
    await this.storage.call('setAbout', { id, about: { ...project.about, title } });
    await this.refresh();
  }

  /** A copy of a project with all that is kept of it. */
  async duplicate(id: string): Promise<void> {
    await this.keeper?.writer.settled();
    const copyId = newProjectId();
    await this.storage.call('duplicate', { id, copyId });
    const project = this.known.find((known) => known.id === id);
    if (project) {
      const about = { ...project.about, title: `${project.about.title} (copy)` };
      await this.storage.call('setAbout', { id: copyId, about });
      await this.storage.call('close', { id: copyId });
    }
    await this.refresh();
  }

  /** Deletes a project; it can be brought back for a week. */
  async remove(id: string): Promise<void> {
    if (id === this.openId) await this.begin();
    await this.storage.call('remove', { id });
    await this.refresh();
  }

  async restore(id: string): Promise<void> {
    await this.storage.call('restore', { id });
    await this.refresh();
  }

  /** Takes a deleted project away for good. */
  async purge(id: string): Promise<void> {
    await this.storage.call('purge', { id });
    await this.refresh();
  }

  sizeOf(id: string): Promise<number> {
    return this.storage.call('sizeOf', { id });
  }

  /** Asks the browser not to clear what is kept by itself. */
  async persist(): Promise<void> {
    await this.storage.persist();
    this.usage = await this.storage.usage();
  }

  /** Reads the list of projects and how much room they take. */
  async refresh(): Promise<void> {
    if (this.mode !== 'kept') return;
    this.known = (await this.storage.call('list', {})).map(toKnown);
    this.usage = await this.storage.usage();
  }

  async #start(): Promise<void> {
    this.#waitForFirstChange();
    try {
      this.reason = await this.storage.start();
    } catch (thrown) {
      this.reason = toAppError(thrown).message;
    }
    this.mode = this.reason === undefined ? 'kept' : 'memory';
    if (this.mode === 'memory') return this.#forgetCurrent();
    await this.refresh();
    const id = this.#lastOpened();
    if (id !== undefined && this.#isUntouched) await this.open(id);
  }

  /** Whether nothing has been done on this page yet. */
  get #isUntouched(): boolean {
    return this.keeper === undefined && !this.host.isOpening;
  }

  /** The one that this tab had open, else the one that any tab had open last. */
  #lastOpened(): string | undefined {
    const open = this.known.filter(({ deletedAt }) => deletedAt === undefined);
    const own = sessionStorage.getItem(ownProject);
    if (own === newProject) return undefined;
    if (open.some(({ id }) => id === own)) return own!;
    const sorted = [...open].sort((a, b) => (a.about.changedAt < b.about.changedAt ? 1 : -1));
    return sorted[0]?.id;
  }

  async #openWith(id: string, write: boolean): Promise<void> {
    const opened = await this.#read(id, write);
    const reader = readJournal(opened);
    const { host } = this;
    const keeper = new ProjectKeeper(this.storage, id, host.kept, reader);
    keeper.problems = [...describeDamage(opened.damage), ...reader.problems];
    this.openId = id;
    this.keeper = keeper;
    this.#setAccess(write ? 'writing' : 'reading');
    sessionStorage.setItem(ownProject, id);
    host.fetchFrom(
      (fingerprint) => keeper.fetchArtifact(fingerprint),
      (sha256) => keeper.fetchFile(sha256),
    );
    const { history, records, ledger } = reader.state;
    await host.kept.ledger.restore(ledger);
    await host.showHistory(history, [...records]);
    if (write) this.#follow(keeper);
    void host.makeLost();
  }

  async #read(id: string, write: boolean): Promise<OpenedProject> {
    return this.storage.call('open', { id, write });
  }

  #follow(keeper: ProjectKeeper): void {
    keeper.follow();
    const { documents, runs } = this.host.kept;
    const later = (): void => this.#describeLater();
    this.#leave = [documents.subscribe(later), runs.subscribe(later)];
    void this.#lock?.lost.then(() => (this.keeper === keeper ? this.#lose() : undefined));
    later();
  }

  /** A new project is kept from its first change on; one that nobody touched leaves nothing. */
  #waitForFirstChange(): void {
    this.#setAccess('writing');
    this.openId = undefined;
    const leave = this.host.kept.documents.subscribe(({ type }) => {
      if (type === 'opened') return;
      leave();
      this.#create();
    });
    this.#leave = [leave];
  }

  #create(): void {
    const id = newProjectId();
    const keeper = new ProjectKeeper(this.storage, id, this.host.kept, new JournalReader());
    this.openId = id;
    this.keeper = keeper;
    sessionStorage.setItem(ownProject, id);
    keeper.openWith(this.#openNew(keeper));
    keeper.begin();
    this.#follow(keeper);
  }

  async #openNew(keeper: ProjectKeeper): Promise<void> {
    while (this.mode === 'starting') await new Promise((resolve) => setTimeout(resolve, 20));
    this.#lock = await lockProject(keeper.id);
    await this.#read(keeper.id, true);
  }

  async #leaveCurrent(): Promise<void> {
    for (const leave of this.#leave) leave();
    this.#leave = [];
    clearTimeout(this.#aboutTimer);
    if (this.keeper && this.access === 'writing') {
      await this.keeper.stop();
      await this.#describe();
      await this.storage.call('close', { id: this.keeper.id });
    }
    this.#lock?.release();
    this.#lock = undefined;
    this.#forgetCurrent();
    await this.host.kept.ledger.restore([]);
  }

  #forgetCurrent(): void {
    for (const leave of this.#leave) leave();
    this.#leave = [];
    this.keeper = undefined;
    this.openId = undefined;
    sessionStorage.setItem(ownProject, newProject);
    this.host.fetchFrom();
  }

  /** Another tab has taken the project over: this one looks on. */
  async #lose(): Promise<void> {
    for (const leave of this.#leave) leave();
    const { keeper } = this;
    this.#setAccess('reading');
    await keeper?.stop();
    if (keeper) await this.storage.call('close', { id: keeper.id });
  }

  #setAccess(access: ProjectAccess): void {
    this.access = access;
    this.host.kept.documents.isReadOnly = access === 'reading';
  }

  #describeLater(): void {
    clearTimeout(this.#aboutTimer);
    this.#aboutTimer = setTimeout(() => void this.#describe(), aboutDelay);
  }

  async #describe(): Promise<void> {
    clearTimeout(this.#aboutTimer);
    const { keeper } = this;
    if (!keeper || this.access === 'reading') return;
    const about = describeProject(this.host, this.host.kept.documents.current, new Date());
    try {
      await keeper.writer.settled();
      await this.storage.call('setAbout', { id: keeper.id, about });
    } catch (thrown) {
      keeper.writer.problem = toAppError(thrown);
    }
    this.#news?.postMessage(keeper.id);
    await this.refresh();
  }

  /** Another tab has written a project. */
  async #onNews(id: string): Promise<void> {
    if (this.mode !== 'kept') return;
    await this.refresh();
    if (id === this.openId && this.access === 'reading') await this.#openWith(id, false);
  }
}

function readJournal({ snapshot, payloads }: OpenedProject): JournalReader {
  const reader = new JournalReader(snapshot as ProjectSnapshot | undefined);
  for (const { payload } of payloads) reader.read(payload as JournalEntry);
  return reader;
}

function describeDamage(damage: OpenedProject['damage']): string[] {
  return damage.map(([from, to]) => {
    const lines = from === to ? `line ${from}` : `lines ${from} to ${to}`;
    return `${lines} of the journal are damaged in both copies`;
  });
}

function toKnown({ id, about, deletedAt }: ListedProject): KnownProject {
  const known = (about ?? {
    title: 'Unreadable',
    changedAt: '',
    cells: 0,
    entries: [],
  }) as ProjectAbout;
  return { id, about: known, deletedAt };
}

function newProjectId(): string {
  const random = crypto.getRandomValues(new Uint8Array(6));
  return `p${Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
