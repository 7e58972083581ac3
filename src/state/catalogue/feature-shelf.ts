import type { FeatureVersion } from '../../data/feature-set';
import type { Desk } from '../desk';
import type { Cell } from '../workbench.svelte';
import { applyFeatures, keepFeatures } from './feature-cell';
import type { FeatureStore, KeptFeatureSet } from './feature-store.svelte';

/** What a person does with the feature sets kept for all projects: what is changed can be taken back for a while. */
export class FeatureShelf {
  constructor(private readonly desk: Desk) {}

  get #store(): FeatureStore {
    return this.desk.workbench.featureStore;
  }

  /** Keeps the feature set of a cell for all projects. */
  keep(cell: Cell): void {
    const before = this.#store.find(String(cell.params.name ?? ''));
    const kept = keepFeatures(this.desk.workbench, cell).then(({ name, version }) => {
      const now = this.#store.find(name);
      this.#offer(`${name} is kept as version ${version}.`, () =>
        before ? this.#store.restore(before) : this.#store.remove(now!),
      );
    });
    this.desk.attempt(kept);
  }

  /** Makes the features of a version of a table of this notebook. */
  apply(version: FeatureVersion, tableId: string): void {
    const { workbench, panels } = this.desk;
    panels.hide('projects');
    this.desk.attempt(applyFeatures(workbench, version, tableId));
    if (workbench.selectedId !== undefined) this.desk.goTo(workbench.selectedId);
  }

  /** Renames a feature set; cells that hold it keep the name that they have. */
  rename(kept: KeptFeatureSet, name: string): void {
    if (name.trim() === kept.set.name) return;
    const renamed = this.#store
      .rename(kept, name)
      .then(() => this.#offerBack(`${kept.set.name} is called ${name.trim()} now.`, kept));
    this.desk.attempt(renamed);
  }

  /** Deletes a feature set with all its versions. */
  remove(kept: KeptFeatureSet): void {
    const removed = this.#store
      .remove(kept)
      .then(() => this.#offerBack(`The feature set ${kept.set.name} was deleted.`, kept));
    this.desk.attempt(removed);
  }

  #offerBack(words: string, kept: KeptFeatureSet): void {
    this.#offer(words, () => this.#store.restore(kept));
  }

  #offer(words: string, undo: () => Promise<unknown>): void {
    this.desk.toast = { words, undo: () => this.desk.attempt(undo()) };
  }
}
