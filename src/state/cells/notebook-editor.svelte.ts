import { changeCell, freeName, getCell, moveCell, type Cell } from '../../notebook/document';
import { define, findDefinition } from '../../notebook/definitions';
import type { Definition } from '../../data/definition';
import { DocumentState } from './document.svelte';

/** The open document and the edits that a person makes in it: each is one step of its history. */
export class NotebookEditor {
  readonly documents = new DocumentState();
  /** The cell that the inspector shows. */
  selectedId: string | undefined = $state();
  readonly cells: readonly Cell[] = $derived(this.documents.current.cells);

  setTitle(title: string): void {
    const cleaned = title.trim() || 'Untitled';
    if (cleaned === this.documents.current.title) return;
    this.documents.edit('rename the notebook', (document) => ({ ...document, title: cleaned }));
  }

  /** Sets params of a cell in one edit; those given as `undefined` go back to their default. */
  setParams(
    id: string,
    params: Record<string, unknown>,
    label = `change ${Object.keys(params).join(', ')}`,
  ): void {
    const all = { ...getCell(this.documents.current, id).params, ...params };
    const merged = Object.fromEntries(
      Object.entries(all).filter(([, value]) => value !== undefined),
    );
    this.change(id, label, { params: merged });
  }

  /** Chooses what feeds an input; an empty list takes it away. */
  setInput(id: string, input: string, value: string | string[]): void {
    const inputs = { ...getCell(this.documents.current, id).inputs, [input]: value };
    if (value.length === 0) delete inputs[input];
    this.change(id, `change the input of`, { inputs });
  }

  rename(id: string, name: string): void {
    const cleaned = name.trim();
    if (cleaned === '' || cleaned === getCell(this.documents.current, id).name) return;
    this.change(id, 'rename', { name: freeName(this.documents.current, cleaned) });
  }

  setNote(id: string, note: string): void {
    this.change(id, 'change the note of', { note: note === '' ? undefined : note });
  }

  /** Writes down what is known of the table of a cell, or of a column of it. */
  define(id: string, column: string | undefined, definition: Definition): void {
    const { name } = getCell(this.documents.current, id);
    const what = column === undefined ? name : `${column} of ${name}`;
    this.documents.edit(`describe ${what}`, (document) => define(document, id, column, definition));
  }

  /** What is known of a table or a column, written here or at what it was made from. */
  definitionOf(id: string, column?: string): Definition | undefined {
    return findDefinition(this.documents.current, id, column)?.definition;
  }

  toggleCollapsed(id: string): void {
    const { collapsed } = getCell(this.documents.current, id);
    this.change(id, collapsed ? 'expand' : 'collapse', { collapsed: !collapsed });
  }

  move(id: string, by: -1 | 1): void {
    this.documents.edit(`move ${getCell(this.documents.current, id).name}`, (document) =>
      moveCell(document, id, by),
    );
  }

  change(id: string, label: string, change: Partial<Omit<Cell, 'id'>>): void {
    const { name } = getCell(this.documents.current, id);
    this.documents.edit(`${label} ${name}`, (document) => changeCell(document, id, change));
  }
}
