import {
  currentDocument,
  record,
  redo,
  redoLabel,
  startHistory,
  undo,
  undoLabel,
  type History,
} from '../notebook/history';
import { emptyDocument, type NotebookDocument } from '../notebook/document';

/** The open document and everything it has been: each edit is one step that can be taken back. */
export class DocumentState {
  #history: History = $state.raw(startHistory(emptyDocument));
  readonly current: NotebookDocument = $derived(currentDocument(this.#history));
  readonly undoLabel = $derived(undoLabel(this.#history));
  readonly redoLabel = $derived(redoLabel(this.#history));
  readonly #listeners = new Set<() => void>();

  /** Ids that any state of this history has used. */
  get usedIds(): string[] {
    return this.#history.entries.flatMap(({ document }) => document.cells.map((cell) => cell.id));
  }

  /** Makes an edit, named in words as undo will name it. */
  edit(label: string, change: (document: NotebookDocument) => NotebookDocument): void {
    this.#move(record(this.#history, label, change(this.current)));
  }

  /** Puts another document in place of this one, with a history of its own. */
  open(document: NotebookDocument): void {
    this.#move(startHistory(document, 'Opened'));
  }

  undo(): void {
    this.#move(undo(this.#history));
  }

  redo(): void {
    this.#move(redo(this.#history));
  }

  /** Calls back after each change, also by undo and redo. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #move(history: History): void {
    if (history.position === this.#history.position && history.entries === this.#history.entries)
      return;
    this.#history = history;
    for (const listener of this.#listeners) listener();
  }
}
