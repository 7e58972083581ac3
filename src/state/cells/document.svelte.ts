import { AppError } from '../../data/app-error';
import {
  currentDocument,
  currentNode,
  jump,
  record,
  redo,
  redoLabel,
  startHistory,
  undo,
  undoLabel,
  type History,
  type HistoryNode,
} from '../../notebook/history';
import { emptyDocument, type NotebookDocument } from '../../notebook/document';

/** What happened to the document: a new step, another step shown, or another history altogether. */
export type DocumentEvent =
  | { type: 'step'; node: HistoryNode }
  | { type: 'moved'; to: string }
  | { type: 'opened'; history: History };

/** The open document and everything it has been: each edit is one step that can be taken back. */
export class DocumentState {
  #history: History = $state.raw(startHistory(emptyDocument));
  readonly current: NotebookDocument = $derived(currentDocument(this.#history));
  readonly undoLabel = $derived(undoLabel(this.#history));
  readonly redoLabel = $derived(redoLabel(this.#history));
  /** Whether edits are refused, since another tab writes this notebook. */
  isReadOnly = $state(false);
  readonly #listeners = new Set<(event: DocumentEvent) => void>();

  get history(): History {
    return this.#history;
  }

  /** Ids that any state of this history has used. */
  get usedIds(): string[] {
    const nodes = [...this.#history.nodes.values()];
    return nodes.flatMap(({ document }) => document.cells.map((cell) => cell.id));
  }

  /**
   * Makes an edit, named in words as undo will name it.
   * @throws AppError `read_only`
   */
  edit(label: string, change: (document: NotebookDocument) => NotebookDocument): void {
    if (this.isReadOnly) throw readOnly();
    const history = record(this.#history, label, change(this.current));
    if (history === this.#history) return;
    this.#become(history, { type: 'step', node: currentNode(history) });
  }

  /** Puts another document in place of this one, with a history of its own. */
  open(document: NotebookDocument): void {
    this.restore(startHistory(document, 'Opened'));
  }

  /** Puts another history in place of this one. */
  restore(history: History): void {
    this.#become(history, { type: 'opened', history });
  }

  undo(): void {
    this.#move(undo(this.#history));
  }

  redo(): void {
    this.#move(redo(this.#history));
  }

  /** Shows the document as it was after any step. */
  jump(step: string): void {
    this.#move(jump(this.#history, step));
  }

  /** Calls back after each change, also by undo and redo. */
  subscribe(listener: (event: DocumentEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #move(history: History): void {
    if (this.isReadOnly) throw readOnly();
    if (history.position === this.#history.position) return;
    this.#become(history, { type: 'moved', to: history.position });
  }

  #become(history: History, event: DocumentEvent): void {
    this.#history = history;
    for (const listener of [...this.#listeners]) listener(event);
  }
}

function readOnly(): AppError {
  return new AppError(
    'read_only',
    'This project is open in another tab, which writes it. Take it over here to change it.',
  );
}
