import type { NotebookDocument } from './document';

/** What was done, in words, and the document after it. */
export interface HistoryEntry {
  label: string;
  document: NotebookDocument;
}

/** Every state of the document, and which one is shown. Immutable: each change makes a new history. */
export interface History {
  entries: readonly HistoryEntry[];
  position: number;
}

export function startHistory(document: NotebookDocument, label = 'Start'): History {
  return { entries: [{ label, document }], position: 0 };
}

export function currentDocument(history: History): NotebookDocument {
  return history.entries[history.position]!.document;
}

/** Puts a change on top; what had been undone is dropped. No entry for a change that changes nothing. */
export function record(history: History, label: string, document: NotebookDocument): History {
  if (document === currentDocument(history)) return history;
  const entries = [...history.entries.slice(0, history.position + 1), { label, document }];
  return { entries, position: entries.length - 1 };
}

export function undo(history: History): History {
  return { ...history, position: Math.max(0, history.position - 1) };
}

export function redo(history: History): History {
  return { ...history, position: Math.min(history.entries.length - 1, history.position + 1) };
}

/** What undo would take back, in words; `undefined` at the start. */
export function undoLabel(history: History): string | undefined {
  return history.position > 0 ? history.entries[history.position]!.label : undefined;
}

export function redoLabel(history: History): string | undefined {
  return history.entries[history.position + 1]?.label;
}
