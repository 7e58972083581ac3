import type { AppState } from './app.svelte';

/** A key, or keys, and what they do: the sheet lists them, the handler obeys them. */
export interface Shortcut {
  keys: string[];
  words: string;
  group: 'Anywhere' | 'Between cells' | 'The selected cell';
}

export const shortcuts: readonly Shortcut[] = [
  { keys: ['Ctrl', 'K'], words: 'Find any action', group: 'Anywhere' },
  { keys: ['Ctrl', 'Z'], words: 'Undo', group: 'Anywhere' },
  { keys: ['Ctrl', '⇧', 'Z'], words: 'Redo', group: 'Anywhere' },
  { keys: ['O'], words: 'Open a file', group: 'Anywhere' },
  { keys: ['A'], words: 'Add a step', group: 'Anywhere' },
  { keys: ['T'], words: 'Light or dark theme', group: 'Anywhere' },
  { keys: ['?'], words: 'This sheet', group: 'Anywhere' },
  { keys: ['J'], words: 'Next cell (also ↓)', group: 'Between cells' },
  { keys: ['K'], words: 'Cell before (also ↑)', group: 'Between cells' },
  { keys: ['⇧', 'Enter'], words: 'Run', group: 'The selected cell' },
  { keys: ['Enter'], words: 'Go into its settings', group: 'The selected cell' },
  { keys: ['Esc'], words: 'Back out to the cell', group: 'The selected cell' },
  { keys: ['['], words: 'Collapse or expand', group: 'The selected cell' },
  { keys: ['Alt', '↑'], words: 'Move up', group: 'The selected cell' },
  { keys: ['Alt', '↓'], words: 'Move down', group: 'The selected cell' },
  { keys: ['D', 'D'], words: 'Delete (undo brings it back)', group: 'The selected cell' },
];

/** The part of a key event that counts. */
export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

/** Where the key was pressed. */
export interface KeyPlace {
  /** In a text field, where letters are letters. */
  inField: boolean;
  /** On a button, link or other control of its own. */
  onControl: boolean;
}

/** What only the page itself can do. */
export interface PageMoves {
  chooseFiles(): void;
  focusCell(id: string): void;
  enterCell(id: string): void;
  focusSteps(): void;
}

/** How long a second D may take. */
const pairMs = 700;

/** Turns keys into actions on the workbench. */
export class Shortcuts {
  #lastD = -Infinity;

  constructor(
    private readonly app: AppState,
    private readonly page: PageMoves,
  ) {}

  /** Whether the key meant something; then the page keeps it from doing anything else. */
  handle(press: KeyPress, place: KeyPlace, now = performance.now()): boolean {
    const withCtrl = press.ctrlKey || press.metaKey;
    if (withCtrl) return this.#handleCtrl(press, place);
    if (press.key === 'Enter' && press.shiftKey) return this.#runSelected();
    if (press.key === 'Escape') return this.#leaveField(place);
    if (place.inField) return false;
    if (press.altKey) return this.#moveCell(press.key);
    return this.#handlePlain(press.key, place, now);
  }

  #handleCtrl({ key, shiftKey }: KeyPress, { inField }: KeyPlace): boolean {
    const { panels, workbench } = this.app;
    const letter = key.toLowerCase();
    if (letter === 'k') panels.overlay = panels.overlay === 'palette' ? undefined : 'palette';
    else if (inField) return false;
    else if (letter === 'y' || (letter === 'z' && shiftKey)) workbench.redo();
    else if (letter === 'z') workbench.undo();
    else return false;
    return true;
  }

  #handlePlain(key: string, { onControl }: KeyPlace, now: number): boolean {
    const { panels, theme, workbench } = this.app;
    const id = workbench.selectedId;
    const isSecondD = key === 'd' && now - this.#lastD < pairMs;
    this.#lastD = key === 'd' && !isSecondD ? now : -Infinity;
    if (key === 'j' || (key === 'ArrowDown' && !onControl)) return this.#step(1);
    if (key === 'k' || (key === 'ArrowUp' && !onControl)) return this.#step(-1);
    if (key === '?') panels.show('shortcuts');
    else if (key === 't') theme.flip();
    else if (key === 'o') this.page.chooseFiles();
    else if (key === 'a') this.page.focusSteps();
    else if (id === undefined) return false;
    else if (key === '[') workbench.toggleCollapsed(id);
    else if (key === 'Enter' && !onControl) this.page.enterCell(id);
    else if (isSecondD || (key === 'Delete' && !onControl)) this.#removeSelected(id);
    else return false;
    return true;
  }

  #step(by: 1 | -1): boolean {
    const { cells, selectedId } = this.app.workbench;
    if (cells.length === 0) return false;
    const index = cells.findIndex((cell) => cell.id === selectedId);
    const from = index < 0 && by < 0 ? cells.length : index;
    const target = cells[Math.max(0, Math.min(cells.length - 1, from + by))]!;
    this.app.workbench.selectedId = target.id;
    this.page.focusCell(target.id);
    return true;
  }

  #runSelected(): boolean {
    const { selectedId } = this.app.workbench;
    if (selectedId === undefined) return false;
    this.app.run(selectedId);
    return true;
  }

  #leaveField({ inField, onControl }: KeyPlace): boolean {
    const { selectedId } = this.app.workbench;
    if (selectedId === undefined || !(inField || onControl) || this.app.panels.overlay)
      return false;
    this.page.focusCell(selectedId);
    return true;
  }

  #moveCell(key: string): boolean {
    const { selectedId } = this.app.workbench;
    const by = key === 'ArrowUp' ? -1 : key === 'ArrowDown' ? 1 : undefined;
    if (selectedId === undefined || by === undefined) return false;
    this.app.workbench.move(selectedId, by);
    this.page.focusCell(selectedId);
    return true;
  }

  /** The selection goes to the cell that takes its place. */
  #removeSelected(id: string): void {
    const { workbench } = this.app;
    const index = workbench.cells.findIndex((cell) => cell.id === id);
    this.app.remove(id);
    const next = workbench.cells[Math.min(index, workbench.cells.length - 1)];
    if (!next) return;
    workbench.selectedId = next.id;
    this.page.focusCell(next.id);
  }
}
