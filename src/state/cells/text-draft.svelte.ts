import { getCell } from '../../notebook/document';
import { CellMemory } from './cell-memory';
import type { Workbench } from '../workbench.svelte';

/** What was typed, and the text of the cell when that began. */
interface Typed {
  text: string;
  base: string;
}

const typed = new CellMemory<Typed>();

/** A text of a cell while it is written: kept, also while no view shows it, until it is handed to the document. */
export class TextDraft {
  #typed: Typed | undefined = $state.raw();

  constructor(
    private readonly workbench: Workbench,
    private readonly cellId: string,
    private readonly param: string,
  ) {
    this.#typed = typed.get(workbench, cellId);
  }

  /** The text as the document has it. */
  get saved(): string {
    const { params } = getCell(this.workbench.documents.current, this.cellId);
    const text = params[this.param];
    return typeof text === 'string' ? text : '';
  }

  /** What was typed, unless the document has got another text since, as by undo. */
  get text(): string {
    return this.#typed && this.#typed.base === this.saved ? this.#typed.text : this.saved;
  }

  get isChanged(): boolean {
    return this.text !== this.saved;
  }

  type(text: string): void {
    this.#typed = { text, base: this.saved };
    typed.set(this.workbench, this.cellId, this.#typed);
  }

  /** The document has it now. */
  forget(): void {
    this.#typed = undefined;
    typed.forget(this.workbench, this.cellId);
  }
}
