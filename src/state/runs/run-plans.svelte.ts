import type { Cell, NotebookDocument } from '../../notebook/document';
import type { DocumentState } from '../cells/document.svelte';
import { planNotebook, type Plan } from './plan';

/** What every cell of the open document would compute now, kept up with the document. */
export class RunPlans {
  #plans: ReadonlyMap<string, Plan> = $state.raw(new Map());
  #planned: NotebookDocument | undefined;

  constructor(private readonly documents: DocumentState) {}

  /** Plans of the document as it is when this resolves. */
  async update(): Promise<void> {
    while (this.#planned !== this.documents.current) {
      const document = this.documents.current;
      const plans = await planNotebook(document);
      if (document !== this.documents.current) continue;
      this.#plans = plans;
      this.#planned = document;
    }
  }

  get(id: string): Plan | undefined {
    return this.#plans.get(id);
  }

  /** Empty for a cell that cannot run. */
  fingerprintOf(id: string): string {
    return this.#plans.get(id)?.fingerprint ?? '';
  }

  /** Fingerprints of what a cell reads, by input name. */
  inputsOf(cell: Cell): Record<string, string | string[]> {
    const entries = Object.entries(cell.inputs).map(([name, ids]) => [
      name,
      Array.isArray(ids) ? ids.map((id) => this.fingerprintOf(id)) : this.fingerprintOf(ids),
    ]);
    return Object.fromEntries(entries) as Record<string, string | string[]>;
  }
}
