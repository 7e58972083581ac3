import type { PickItem } from '../screen/pick-list.svelte';

/** Something that can be done, as the command palette lists it. */
export interface Command extends PickItem {
  icon: string;
  /** Said beside it: the question of an operator, or why it cannot be done now. */
  hint?: string;
  keys?: string;
  run: () => void;
}

/** What only the page itself can do. */
export interface PageCommands {
  chooseFiles(): void;
  chooseFolder(): void;
  /** Hands a file to the person, as the browser does with downloads. */
  saveFile(file: Blob, name: string): void;
}
