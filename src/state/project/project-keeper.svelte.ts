import type { Artifact } from '../../data/artifact';
import { AppError, isCancelled, toAppError } from '../../data/app-error';
import type { SourceFile } from '../../data/source';
import type { FileStore } from '../../engine/files/file-store';
import type { NumberedPayload } from '../../engine/storage/project-content';
import type { StorageClient } from '../../engine/storage/storage-client';
import type { NotebookDocument } from '../../notebook/document';
import type { HistoryNode } from '../../notebook/history';
import { JournalReader } from '../../notebook/journal-reader';
import {
  toKeptStep,
  toSnapshot,
  type JournalEntry,
  type KeptArtifact,
  type KeptFile,
  type KeptTable,
  type ProjectState,
} from '../../notebook/project-state';
import { blobsOf, lastSteps, type Freeable } from './free-room';
import type { DocumentEvent, DocumentState } from '../cells/document.svelte';
import type { LedgerState } from '../lineage/ledger.svelte';
import { ProjectWriter } from './project-writer.svelte';
import type { RunEvent, RunState } from '../runs/runs.svelte';
import { sourceFiles } from '../source/source-files';
import type { TableKeeper } from './table-keeper';

/** The open notebook as a keeper watches it. */
export interface KeptNotebook {
  documents: DocumentState;
  runs: RunState;
  ledger: LedgerState;
  files: FileStore;
  tables: TableKeeper;
  /** Resolves when nothing that a person waits for would suffer from heavy work. */
  atRest(signal: AbortSignal): Promise<void>;
}

/** After so many journal lines the state is kept as one value, so that the next opening reads less. */
const snapshotLines = 500;

/** Keeps one project: writes down every change of the open notebook, and brings back what was kept. */
export class ProjectKeeper {
  readonly writer: ProjectWriter;
  /** What could not be used of what was kept, in words. */
  problems: readonly string[] = $state.raw([]);
  readonly #artifacts: Map<string, KeptArtifact>;
  readonly #files: Map<string, KeptFile>;
  readonly #asked = new Set<string>();
  #linesSince = 0;
  #leave: (() => void)[] = [];
  /** Tables that were kept before their values were looked at. */
  #unsketched: Artifact[] = [];
  /** Hears when more is known of what is kept. */
  onKept: () => void = () => undefined;

  constructor(
    private readonly storage: StorageClient,
    /** Resolves to its id once it is open for writing, or reading. */
    readonly opened: Promise<string>,
    private readonly notebook: KeptNotebook,
    private kept: JournalReader,
  ) {
    this.#artifacts = new Map(kept.state.artifacts);
    this.#files = new Map(kept.state.files);
    this.writer = new ProjectWriter(
      (entry) => this.#append(entry),
      () => this.#snapshotLater(),
      (signal) => this.notebook.atRest(signal),
    );
  }

  /** Writes down every change from now on. */
  follow(): void {
    const { documents, runs, ledger } = this.notebook;
    this.#leave = [
      documents.subscribe((event) => this.#onDocument(event)),
      runs.subscribe((event) => this.#onRun(event)),
      ledger.subscribe((line) => this.writer.write({ type: 'ledger', line })),
      runs.trust.subscribe((script) => this.writer.write({ type: 'trusted', script })),
    ];
    this.#keepFiles(documents.current);
    for (const artifact of this.#unsketched.splice(0)) this.#sketch(artifact);
  }

  /**
   * Takes on what another tab has written behind line `lastSeq` of the journal; answers whether it did, which needs
   * that no line is missing between.
   */
  takeOn(payloads: readonly NumberedPayload[], lastSeq: number): boolean {
    if (payloads.some(({ seq }, index) => seq !== lastSeq + 1 + index)) return false;
    for (const { payload } of payloads) this.kept.read(payload as JournalEntry);
    for (const [fingerprint, artifact] of this.state.artifacts)
      this.#artifacts.set(fingerprint, artifact);
    for (const [sha256, file] of this.state.files) this.#files.set(sha256, file);
    return true;
  }

  /** Writes the steps of a history that begins with this project. */
  begin(): void {
    const { nodes, position } = this.notebook.documents.history;
    for (const node of nodes.values()) this.#writeStep(node);
    this.writer.write({ type: 'moved', to: position });
    const { documents, runs } = this.notebook;
    for (const script of runs.trust.of(documents.current))
      this.writer.write({ type: 'trusted', script });
  }

  /** Writes down nothing that happens from now on. */
  leave(): void {
    for (const leave of this.#leave) leave();
    this.#leave = [];
  }

  /** Ends it once all that happened is kept. */
  async finish(): Promise<void> {
    this.leave();
    await this.writer.finish();
  }

  /** Ends it: what is being kept is given up. */
  async stop(): Promise<void> {
    this.leave();
    await this.writer.stop();
  }

  /** The rows of a table turned out to be damaged: it is not brought from here again. */
  forgetTable(fingerprint: string): void {
    this.#artifacts.delete(fingerprint);
    this.problems = [
      ...this.problems,
      'the rows of a table had changed on the disk, so its cell is run again',
    ];
  }

  /** The person has read what could not be used. */
  dismiss(): void {
    this.problems = [];
  }

  /** A file that is in use turned out to be damaged. */
  tellDamaged(): void {
    this.problems = [
      ...this.problems,
      'a file that was kept has changed on the disk: give it again and run its cell',
    ];
  }

  /** What is kept of an artifact; of a table only while its rows are kept too. */
  async fetchArtifact(fingerprint: string): Promise<Artifact | undefined> {
    const kept = this.#artifacts.get(fingerprint);
    if (!kept) return undefined;
    try {
      return await this.#readArtifact(kept);
    } catch (thrown) {
      this.#note(`a ${kept.kind} that was kept cannot be used`, thrown);
      this.#artifacts.delete(fingerprint);
      return undefined;
    }
  }

  /** The bytes of a file that is kept. */
  async fetchFile(sha256: string): Promise<Blob | undefined> {
    if (!this.#files.has(sha256)) return undefined;
    try {
      return await this.storage.getBlob(await this.opened, sha256);
    } catch (thrown) {
      this.#note('a file that was kept cannot be used', thrown);
      return undefined;
    }
  }

  /** Bytes that are kept, checked. @throws AppError `storage_lost`, `storage_damaged` */
  async getBlob(sha256: string): Promise<Blob> {
    return this.storage.getBlob(await this.opened, sha256);
  }

  /** The file of a table's rows. @throws AppError `storage_lost`, `storage_damaged` */
  async getRows(fingerprint: string): Promise<Blob> {
    const file = await this.storage.findTable(await this.opened, fingerprint);
    if (file) return file;
    throw new AppError(
      'storage_lost',
      'The rows of a table are not on this machine any more. Run its cell again, then save.',
      { fingerprint },
    );
  }

  /** What is on the disk. */
  get state(): ProjectState {
    return this.kept.state;
  }

  /** Takes away what is kept and no longer needed. */
  async free(freeable: Freeable): Promise<void> {
    const artifacts = freeable.artifacts.map(({ fingerprint }) => fingerprint);
    const files = freeable.files.map(({ sha256 }) => sha256);
    const blobs = blobsOf(freeable, this.state);
    this.writer.write({ type: 'freed', artifacts, files });
    for (const fingerprint of artifacts) this.#artifacts.delete(fingerprint);
    for (const sha256 of files) this.#forgetFile(sha256);
    await this.writer.written();
    if (this.writer.status === 'failed') return;
    const id = await this.opened;
    await this.storage.removeBlobs(id, blobs);
    const tables = freeable.artifacts.filter(({ table }) => table);
    if (tables.length > 0)
      await this.storage.removeTables(
        id,
        tables.map(({ fingerprint }) => fingerprint),
      );
  }

  /** Goes on with the last steps of the history: what came before is its start. */
  async forgetSteps(kept: number): Promise<void> {
    await this.writer.alone(async () => {
      const { state } = this;
      const snapshot = toSnapshot({ ...state, history: lastSteps(state.history, kept) });
      await this.storage.snapshot(await this.opened, snapshot);
      this.kept = new JournalReader(snapshot);
    });
    const { documents } = this.notebook;
    documents.restore(lastSteps(documents.history, kept));
  }

  #forgetFile(sha256: string): void {
    this.#files.delete(sha256);
    this.#asked.delete(sha256);
  }

  async #append(entry: JournalEntry): Promise<void> {
    const id = await this.opened;
    await this.storage.append(id, entry);
    this.kept.read(entry);
    this.#linesSince += 1;
    if (entry.type === 'made') this.onKept();
  }

  /**
   * Only between writes: a snapshot stands for every line that is on the disk by then, and this state holds those
   * that were acknowledged. One that fails is tried again after the next lines, which are safe without it.
   */
  async #snapshotLater(): Promise<void> {
    if (this.#linesSince < snapshotLines) return;
    const snapshot = toSnapshot(this.state);
    await this.storage.snapshot(await this.opened, snapshot).then(
      () => (this.#linesSince = 0),
      () => undefined,
    );
  }

  #onDocument(event: DocumentEvent): void {
    if (event.type === 'moved') this.writer.write({ type: 'moved', to: event.to });
    if (event.type !== 'step') return;
    this.#writeStep(event.node);
    this.#keepFiles(event.node.document);
  }

  #writeStep(node: HistoryNode): void {
    const { nodes } = this.notebook.documents.history;
    this.writer.write({ type: 'step', step: toKeptStep(node, nodes.get(node.parent ?? '')) });
  }

  #onRun(event: RunEvent): void {
    if (event.type === 'recorded') this.writer.write({ type: 'ran', record: event.record });
    else this.#keepArtifact(event.artifact, event.shownBeside);
  }

  #keepArtifact(artifact: Artifact, shownBeside?: string[]): void {
    const { fingerprint, kind, value, result } = artifact;
    if (this.#artifacts.has(fingerprint)) return;
    const keep = (kind === 'table' ? this.writer.keepLater : this.writer.keep).bind(this.writer);
    keep(`a ${kind}`, async (signal) => {
      const stored = { value, result: result === value ? undefined : result };
      const id = await this.opened;
      const { sha256, sizeBytes: bytes } = await this.storage.putValue(id, stored);
      const table = await this.notebook.tables.keep(id, artifact, signal);
      const also = { ...(table && { table }), ...(shownBeside && { shownBeside }) };
      const kept: KeptArtifact = { fingerprint, kind, sha256, bytes, ...also };
      this.#artifacts.set(fingerprint, kept);
      return { type: 'made', artifact: kept };
    });
    if (kind === 'table') this.#sketch(artifact);
  }

  /** What values a table has is written once the table itself is safe. */
  #sketch(artifact: Artifact): void {
    const { fingerprint } = artifact;
    this.writer.keepLater('what values a table has', async (signal) => {
      const values = await this.notebook.tables.sketch(artifact, signal);
      const kept = this.#artifacts.get(fingerprint);
      if (!values || !kept) return undefined;
      const table = kept.table && (await this.#withContents(kept.table, artifact, signal));
      const known = { ...kept, values, ...(table && { table }) };
      this.#artifacts.set(fingerprint, known);
      return { type: 'made', artifact: known };
    });
  }

  /** Of a table that came with a project file it is not known yet what its columns hold. */
  async #withContents(
    table: KeptTable,
    artifact: Artifact,
    signal: AbortSignal,
  ): Promise<KeptTable> {
    if (table.contents) return table;
    const contents = await this.notebook.tables.contents(artifact, signal);
    return contents ? { ...table, contents } : table;
  }

  #keepFiles(document: NotebookDocument): void {
    for (const file of sourceFiles(document)) {
      if (this.#files.has(file.sha256) || this.#asked.has(file.sha256)) continue;
      this.#asked.add(file.sha256);
      this.writer.keepLater(file.name, (signal) => this.#keepFile(file, signal));
    }
  }

  /** A file that is not here (its page ended before it was kept) is nothing to keep: its cell asks for it. */
  async #keepFile(
    file: SourceFile,
    signal: AbortSignal,
  ): Promise<{ type: 'file'; file: KeptFile } | undefined> {
    const id = await this.opened;
    const { sha256 } = file;
    const blob = await this.notebook.files.get(file).catch(orMissing);
    if (!blob) return void this.#asked.delete(sha256);
    await this.storage.putBlob(id, blob, { sha256, signal });
    const kept = { sha256, bytes: blob.size };
    this.#files.set(sha256, kept);
    return { type: 'file', file: kept };
  }

  async #readArtifact(kept: KeptArtifact): Promise<Artifact | undefined> {
    const { fingerprint, kind, sha256, table } = kept;
    if (kind === 'table' && !table) return undefined;
    const id = await this.opened;
    const { value, result = value } = (await this.storage.getValue(id, sha256)) as {
      value: object;
      result?: object;
    };
    const artifact = { kind, fingerprint, value, result } as Artifact;
    if (!table) return artifact;
    const brought = await this.notebook.tables.bring(id, artifact, table);
    if (brought && !kept.values) this.#unsketched.push(brought);
    return brought;
  }

  #note(what: string, thrown: unknown): void {
    const error = toAppError(thrown);
    if (isCancelled(error)) return;
    this.problems = [...this.problems, `${what}: ${error.message}`];
  }
}

/** Nothing where a file is not here. */
function orMissing(thrown: unknown): undefined {
  if (toAppError(thrown).code !== 'unreadable_file') throw thrown;
}
