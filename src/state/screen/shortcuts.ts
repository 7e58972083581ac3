import { lightOverlays, type Overlay } from './panels.svelte';

/** A key, or keys, and what they do: the sheet lists them, the handler obeys them. */
export interface Shortcut {
  keys: string[];
  words: string;
  group: 'Anywhere' | 'Between cells' | 'The selected cell' | 'In a table' | 'In SQL';
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
  { keys: ['Ctrl', 'End'], words: 'To the last row', group: 'In a table' },
  { keys: ['Enter'], words: 'One row, whole; sort', group: 'In a table' },
  { keys: ['F2'], words: 'The whole value', group: 'In a table' },
  { keys: ['Ctrl', 'F'], words: 'Search texts', group: 'In a table' },
  { keys: ['Alt', '↓'], words: 'Menu of the column', group: 'In a table' },
  { keys: ['Alt', '⇧', '→'], words: 'Move the column', group: 'In a table' },
  { keys: ['⇧', '↓'], words: 'Select more', group: 'In a table' },
  { keys: ['⇧', 'Space'], words: 'Select whole rows', group: 'In a table' },
  { keys: ['Ctrl', 'Space'], words: 'Select whole columns', group: 'In a table' },
  { keys: ['Ctrl', 'C'], words: 'Copy', group: 'In a table' },
  { keys: ['Ctrl', 'Enter'], words: 'Run', group: 'In SQL' },
  { keys: ['Ctrl', 'Space'], words: 'Offer names', group: 'In SQL' },
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

/** What keys can do: the workbench, the panels and the page behind one face. */
export interface ShortcutActions {
  cellIds(): readonly string[];
  selectedId(): string | undefined;
  overlay(): Overlay | undefined;
  show(overlay: Overlay | undefined): void;
  /** Keeps a letter for the palette, which is on its way. */
  typeAhead(key: string): void;
  undo(): void;
  redo(): void;
  flipTheme(): void;
  chooseFiles(): void;
  /** Goes to the list of steps that can be added. */
  findStep(): void;
  /** Selects a cell and puts the keyboard on it. */
  goTo(id: string): void;
  /** Puts the keyboard into the settings of a cell. */
  enter(id: string): void;
  run(id: string): void;
  move(id: string, by: -1 | 1): void;
  toggleCollapsed(id: string): void;
  remove(id: string): void;
}

/** How long a second D may take. */
const pairMs = 700;

/** Turns keys into actions. */
export class Shortcuts {
  #lastD = -Infinity;

  constructor(private readonly actions: ShortcutActions) {}

  /** Whether the key meant something; then the page keeps it from doing anything else. */
  handle(press: KeyPress, place: KeyPlace, now = performance.now()): boolean {
    const overlay = this.actions.overlay();
    if (overlay && !lightOverlays.has(overlay)) return this.#handleOpening(overlay, press, place);
    const isSecondD = press.key === 'd' && now - this.#lastD < pairMs;
    this.#lastD = press.key === 'd' && !isSecondD ? now : -Infinity;
    if (press.ctrlKey || press.metaKey) return this.#handleCtrl(press, place);
    if (press.key === 'Escape') return this.#leaveControl(place);
    const id = this.actions.selectedId();
    if (id !== undefined && press.key === 'Enter' && press.shiftKey)
      return did(() => this.actions.run(id));
    if (place.inField) return false;
    if (press.altKey) return id !== undefined && this.#moveCell(id, press.key);
    if (this.#handleAnywhere(press.key, place)) return true;
    return id !== undefined && this.#handleCell(id, isSecondD ? 'dd' : press.key, place);
  }

  /** A dialog that was asked for has the keyboard as soon as it is there; until then no key may mean the page. */
  #handleOpening(overlay: Overlay, press: KeyPress, place: KeyPlace): boolean {
    const { actions } = this;
    const { key, ctrlKey, metaKey, altKey } = press;
    if (ctrlKey || metaKey)
      return key.toLowerCase() === 'k' ? this.#handleCtrl(press, place) : false;
    if (key === 'Escape') return did(() => actions.show(undefined));
    if (overlay !== 'palette' || altKey || key.length !== 1) return false;
    return did(() => actions.typeAhead(key));
  }

  #handleCtrl({ key, shiftKey }: KeyPress, { inField }: KeyPlace): boolean {
    const { actions } = this;
    const letter = key.toLowerCase();
    if (letter === 'k') actions.show(actions.overlay() === 'palette' ? undefined : 'palette');
    else if (inField) return false;
    else if (letter === 'y' || (letter === 'z' && shiftKey)) actions.redo();
    else if (letter === 'z') actions.undo();
    else return false;
    return true;
  }

  #handleAnywhere(key: string, { onControl }: KeyPlace): boolean {
    const { actions } = this;
    if (key === 'j' || (key === 'ArrowDown' && !onControl)) return this.#step(1);
    if (key === 'k' || (key === 'ArrowUp' && !onControl)) return this.#step(-1);
    if (key === '?') return did(() => actions.show('shortcuts'));
    if (key === 't') return did(() => actions.flipTheme());
    if (key === 'o') return did(() => actions.chooseFiles());
    if (key === 'a') return did(() => actions.findStep());
    return false;
  }

  #handleCell(id: string, key: string, { onControl }: KeyPlace): boolean {
    const { actions } = this;
    if (key === '[') return did(() => actions.toggleCollapsed(id));
    if (key === 'dd') return did(() => this.#remove(id));
    if (onControl) return false;
    if (key === 'Enter') return did(() => actions.enter(id));
    if (key === 'Delete') return did(() => this.#remove(id));
    return false;
  }

  #step(by: 1 | -1): boolean {
    const ids = this.actions.cellIds();
    if (ids.length === 0) return false;
    const index = ids.indexOf(this.actions.selectedId() ?? '');
    const from = index < 0 && by < 0 ? ids.length : index;
    return did(() => this.actions.goTo(ids[Math.max(0, Math.min(ids.length - 1, from + by))]!));
  }

  #moveCell(id: string, key: string): boolean {
    const by = { ArrowUp: -1, ArrowDown: 1 }[key] as -1 | 1 | undefined;
    if (by === undefined) return false;
    this.actions.move(id, by);
    return did(() => this.actions.goTo(id));
  }

  #leaveControl({ inField, onControl }: KeyPlace): boolean {
    const id = this.actions.selectedId();
    if (id === undefined || !(inField || onControl) || this.actions.overlay()) return false;
    return did(() => this.actions.goTo(id));
  }

  /** The selection goes to the cell that takes the place of the removed one. */
  #remove(id: string): void {
    const index = this.actions.cellIds().indexOf(id);
    this.actions.remove(id);
    const left = this.actions.cellIds();
    const next = left[Math.min(index, left.length - 1)];
    if (next !== undefined) this.actions.goTo(next);
  }
}

/** Does it, and says that something was done. */
function did(action: () => void): true {
  action();
  return true;
}
