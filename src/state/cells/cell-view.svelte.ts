import { getCell, type Cell } from '../../notebook/document';
import { getOperator } from '../../operators/operator-list';
import { describeCost } from '../sql/describe-cost';
import { extractNotes } from './extract-notes';
import { cellFields, findUnset, inputFields } from './cell-form';
import { findStatus } from './cell-status';
import type { Workbench } from '../workbench.svelte';

/** A cell as the screen shows it: its form, how it stands, and what it answered. */
export class CellView {
  readonly cell: Cell = $derived.by(() => getCell(this.workbench.documents.current, this.id()));
  readonly operator = $derived(getOperator(this.cell.operator));
  readonly run = $derived.by(() => this.workbench.runs.of(this.id()));
  readonly isStale = $derived.by(() => this.workbench.runs.isStale(this.id()));
  readonly tables = $derived.by(() => this.workbench.runs.tablesOf(this.cell));
  readonly inputs = $derived.by(() => inputFields(this.operator, this.cell, this.workbench.cells));
  readonly fields = $derived(cellFields(this.operator, this.cell, this.tables));
  readonly unset = $derived(findUnset(this.inputs, this.fields));
  readonly problems = $derived(this.fields.filter((field) => field.problem));
  readonly status = $derived(findStatus(this.run, this.isStale, this.unset));
  readonly isActive = $derived(this.run.status === 'running' || this.run.status === 'waiting');
  readonly #cost = $derived.by(() => this.workbench.runs.cost(this.cell));
  /** Rough seconds that a run would take; `undefined` where it cannot be told yet. */
  readonly seconds = $derived(this.#cost?.seconds);
  /** What a run would cost, in words; empty where it is little or cannot be told yet. */
  readonly estimate = $derived(describeCost(this.#cost));
  readonly #shown = $derived.by(() => {
    const { artifact, params } = this.run;
    return artifact && { result: artifact.result, params: params as never };
  });
  readonly statements = $derived.by(() => {
    if (!this.#shown) return [];
    const { result, params } = this.#shown;
    return [...this.operator.describe(result, params), ...extractNotes(this.workbench, this.id())];
  });
  /** The first statement, for a collapsed cell. Where describing fails it is empty, and the body says why. */
  readonly headline = $derived.by(() => {
    try {
      return this.statements[0]?.text ?? '';
    } catch {
      return '';
    }
  });
  readonly figures = $derived(
    (this.#shown && this.operator.figures?.(this.#shown.result, this.#shown.params)) || [],
  );
  readonly resultTables = $derived(
    (this.#shown && this.operator.table?.(this.#shown.result, this.#shown.params)) || [],
  );
  readonly proposals = $derived.by(() => this.workbench.proposals(this.id()));

  constructor(
    readonly workbench: Workbench,
    private readonly id: () => string,
  ) {}
}
