import type { NotebookDocument } from './document';

/** One step: what was done, in words, and the document after it. */
export interface HistoryNode {
  id: string;
  /** The step that it was done after; none for the start. */
  parent?: string;
  label: string;
  /** ISO 8601, UTC, by the clock of this machine. */
  at: string;
  document: NotebookDocument;
}

/**
 * Every state of the document, as a tree: who goes back and does something else begins a branch, and the old one
 * stays. Immutable: each change makes a new history.
 */
export interface History {
  /** By id, in the order in which the steps were done. */
  nodes: ReadonlyMap<string, HistoryNode>;
  /** The step whose document is shown. */
  position: string;
  /** For a step with steps after it: the one that redo goes to, which is the one shown last. */
  next: ReadonlyMap<string, string>;
}

export function startHistory(
  document: NotebookDocument,
  label = 'Start',
  at = new Date(),
): History {
  const root = { id: 's1', label, at: at.toISOString(), document };
  return { nodes: new Map([[root.id, root]]), position: root.id, next: new Map() };
}

export function currentNode(history: History): HistoryNode {
  return history.nodes.get(history.position)!;
}

export function currentDocument(history: History): NotebookDocument {
  return currentNode(history).document;
}

/** Puts a change on top of what is shown. No step for a change that changes nothing. */
export function record(
  history: History,
  label: string,
  document: NotebookDocument,
  at = new Date(),
): History {
  if (document === currentDocument(history)) return history;
  const [latest = ''] = [...history.nodes.keys()].slice(-1);
  const id = `s${Number(latest.slice(1)) + 1}`;
  return attach(history, { id, parent: history.position, label, at: at.toISOString(), document });
}

/** Puts a step that was recorded before after its parent, and shows it. */
export function attach(history: History, node: HistoryNode): History {
  const nodes = new Map(history.nodes).set(node.id, node);
  return show({ ...history, nodes }, node.id);
}

export function undo(history: History): History {
  const { parent } = currentNode(history);
  return parent === undefined ? history : show(history, parent);
}

export function redo(history: History): History {
  const next = history.next.get(history.position);
  return next === undefined ? history : show(history, next);
}

/** Shows the document of any step; redo then leads along the branch that it is on. Unknown steps change nothing. */
export function jump(history: History, id: string): History {
  return history.nodes.has(id) && id !== history.position ? show(history, id) : history;
}

/** What undo would take back, in words; `undefined` at the start. */
export function undoLabel(history: History): string | undefined {
  const { parent, label } = currentNode(history);
  return parent === undefined ? undefined : label;
}

export function redoLabel(history: History): string | undefined {
  const next = history.next.get(history.position);
  return next === undefined ? undefined : history.nodes.get(next)!.label;
}

/** Ids from the start to a step, both included. */
export function pathTo(history: History, id: string): string[] {
  const path: string[] = [];
  for (let node = history.nodes.get(id); node; node = history.nodes.get(node.parent ?? ''))
    path.unshift(node.id);
  return path;
}

/** Steps done right after this one, in the order in which they were done. */
export function branchesOf(history: History, id: string): HistoryNode[] {
  return [...history.nodes.values()].filter(({ parent }) => parent === id);
}

/** Redo follows from the start to where one is: only steps whose way differs are touched. */
function show(history: History, position: string): History {
  const next = new Map(history.next);
  let { id, parent } = history.nodes.get(position)!;
  while (parent !== undefined && next.get(parent) !== id) {
    next.set(parent, id);
    ({ id, parent } = history.nodes.get(parent)!);
  }
  return { ...history, position, next };
}
