import type { Artifact } from '../../data/artifact';
import { getCell } from '../../notebook/document';
import type { RunRecord } from '../../notebook/run-record';
import { compareRuns, type RunSide } from './compare-runs';
import type { Workbench } from '../workbench.svelte';

/** Two runs of one cell side by side. */
export class RunComparison {
  readonly name: string;
  /** All runs of the cell, the newest first. */
  readonly runs: readonly RunRecord[];
  /** Places in `runs` of the earlier and the later one. */
  firstIndex = $state(1);
  secondIndex = $state(0);
  /** Results by fingerprint, as far as they have been looked for; `undefined` for those that are not kept. */
  #results: ReadonlyMap<string, Artifact | undefined> = $state.raw(new Map());
  readonly first = $derived(this.#side(this.firstIndex));
  readonly second = $derived(this.#side(this.secondIndex));
  readonly #sides = $derived(this.first && this.second ? [this.first, this.second] : undefined);
  readonly compared = $derived(this.#sides && compareRuns(this.#sides[0]!, this.#sides[1]!));
  readonly isSame = $derived(this.first?.record.fingerprint === this.second?.record.fingerprint);
  /** Whether results are still being looked for. */
  readonly isLoading = $derived(
    [this.first, this.second].some(
      (side) => side?.record.outcome === 'done' && !this.#results.has(side.record.fingerprint),
    ),
  );
  /** Runs that ended well, but whose results are not kept. */
  readonly lost = $derived(
    [this.first, this.second].filter(
      (side) => side?.record.outcome === 'done' && !side.artifact && !this.isLoading,
    ).length,
  );

  constructor(
    private readonly workbench: Workbench,
    cellId: string,
  ) {
    this.name = getCell(workbench.documents.current, cellId).name;
    this.runs = workbench.runs.records.filter(({ cell }) => cell === cellId).reverse();
    void this.#load();
  }

  async #load(): Promise<void> {
    const fingerprints = new Set(
      this.runs.filter(({ outcome }) => outcome === 'done').map(({ fingerprint }) => fingerprint),
    );
    for (const fingerprint of fingerprints) {
      const artifact = await this.workbench.runs.store.find(fingerprint).catch(() => undefined);
      this.#results = new Map(this.#results).set(fingerprint, artifact);
    }
  }

  #side(index: number): RunSide | undefined {
    const record = this.runs[index];
    if (!record) return undefined;
    const artifact = record.outcome === 'done' ? this.#results.get(record.fingerprint) : undefined;
    return { record, artifact, inputNames: record.inputs.map((input) => this.#nameOf(input)) };
  }

  #nameOf(fingerprint: string): string {
    const maker = this.workbench.runs.records.findLast(
      (known) => known.fingerprint === fingerprint,
    );
    const cell = this.workbench.cells.find(({ id }) => id === maker?.cell);
    return cell?.name ?? 'a cell that is gone';
  }
}
