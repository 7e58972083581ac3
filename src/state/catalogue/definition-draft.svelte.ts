import type { Definition } from '../../data/definition';
import { findDefinition, ownDefinition, type FoundDefinition } from '../../notebook/definitions';
import { findCell } from '../../notebook/document';
import type { Workbench } from '../workbench.svelte';

/** What is known of one table or column, and what is being written about it. */
export class DefinitionDraft {
  /** What is in the form; `undefined` while nothing is being written. */
  draft: Definition | undefined = $state();

  constructor(
    private readonly workbench: Workbench,
    readonly cellId: string,
    readonly column?: string,
  ) {}

  /** What holds here: written at this cell, or taken over from one that it was made from. */
  get found(): FoundDefinition | undefined {
    return findDefinition(this.workbench.documents.current, this.cellId, this.column);
  }

  /** The name of the cell that this was written at, where that is another one. */
  get takenFrom(): string | undefined {
    const { found } = this;
    if (!found || found.cell === this.cellId) return undefined;
    return findCell(this.workbench.documents.current, found.cell)?.name;
  }

  edit(): void {
    const { current } = this.workbench.documents;
    const own = ownDefinition(current, this.cellId, this.column);
    this.draft = { ...(own ?? this.found?.definition) };
  }

  cancel(): void {
    this.draft = undefined;
  }

  /** Keeps what was written, as one step that can be undone. */
  keep(): void {
    if (this.draft) this.workbench.define(this.cellId, this.column, $state.snapshot(this.draft));
    this.draft = undefined;
  }
}

/** `a, b ,, a` as `a` and `b`. */
export function readTags(text: string): string[] {
  const tags = text.split(',').map((tag) => tag.trim());
  return [...new Set(tags.filter((tag) => tag !== ''))];
}
