import { AppError } from '../data/app-error';
import { emptyDocument, type NotebookDocument } from './document';
import { applyChange, type DocumentChange } from './document-change';
import { attach, jump, startHistory, type History } from './history';
import type { LedgerLine } from './ledger';
import type {
  JournalEntry,
  KeptArtifact,
  KeptFile,
  KeptStep,
  ProjectSnapshot,
  ProjectState,
} from './project-state';
import type { RunRecord } from './run-record';

/** The state that a journal comes to; lines that hang on a damaged one are named and left out. */
export class JournalReader {
  readonly problems: string[] = [];
  #history: History | undefined;
  readonly #records: RunRecord[] = [];
  readonly #artifacts = new Map<string, KeptArtifact>();
  readonly #files = new Map<string, KeptFile>();
  readonly #ledger: LedgerLine[] = [];
  readonly #trusted = new Set<string>();

  constructor(snapshot?: ProjectSnapshot) {
    if (!snapshot) return;
    for (const step of snapshot.steps) this.#attach(step);
    this.#move(snapshot.position);
    this.#records.push(...snapshot.records);
    for (const artifact of snapshot.artifacts) this.#artifacts.set(artifact.fingerprint, artifact);
    for (const file of snapshot.files) this.#files.set(file.sha256, file);
    this.#ledger.push(...snapshot.ledger);
    for (const script of snapshot.trusted ?? []) this.#trusted.add(script);
  }

  read(entry: JournalEntry): void {
    switch (entry.type) {
      case 'step':
        return this.#attach(entry.step);
      case 'moved':
        return this.#move(entry.to);
      case 'ran':
        return void this.#records.push(entry.record);
      case 'made':
        return void this.#artifacts.set(entry.artifact.fingerprint, entry.artifact);
      case 'file':
        return void this.#files.set(entry.file.sha256, entry.file);
      case 'ledger':
        return void this.#ledger.push(entry.line);
      case 'trusted':
        return void this.#trusted.add(entry.script);
      case 'freed':
        for (const fingerprint of entry.artifacts) this.#artifacts.delete(fingerprint);
        for (const sha256 of entry.files) this.#files.delete(sha256);
    }
  }

  /** Whether no step has been read: the journal has yet to begin. */
  get isEmpty(): boolean {
    return this.#history === undefined;
  }

  get state(): ProjectState {
    return {
      history: this.#history ?? startHistory(emptyDocument),
      records: this.#records,
      artifacts: this.#artifacts,
      files: this.#files,
      ledger: this.#ledger,
      trusted: this.#trusted,
    };
  }

  #attach({ id, parent, label, at, change }: KeptStep): void {
    const before =
      parent === undefined ? emptyDocument : this.#history?.nodes.get(parent)?.document;
    if (!before) return void this.problems.push(`the step "${label}" follows one that is damaged`);
    const document = changed(before, change);
    if (!document)
      return void this.problems.push(`the step "${label}" does not fit the one before`);
    const node = { id, parent, label, at, document };
    this.#history = this.#history
      ? attach(this.#history, node)
      : { nodes: new Map([[id, node]]), position: id, next: new Map() };
  }

  #move(to: string): void {
    if (this.#history?.nodes.has(to)) this.#history = jump(this.#history, to);
    else this.problems.push(`a move went to a step that is damaged: ${to}`);
  }
}

function changed(before: NotebookDocument, change: DocumentChange): NotebookDocument | undefined {
  try {
    return applyChange(before, change);
  } catch (thrown) {
    if (thrown instanceof AppError) return undefined;
    throw thrown;
  }
}
