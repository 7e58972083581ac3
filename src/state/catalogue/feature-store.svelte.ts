import { AppError } from '../../data/app-error';
import {
  keepVersion,
  latestOf,
  readFeatureSet,
  renameSet,
  type FeatureDraft,
  type FeatureSet,
  type FeatureVersion,
} from '../../data/feature-set';
import type { StorageClient } from '../../engine/storage/storage-client';

/** A feature set as it is kept for all projects. */
export interface KeptFeatureSet {
  id: string;
  revision: number;
  set: FeatureSet;
}

/** The feature sets of this machine: by name, with all their versions, whichever project uses them. */
export class FeatureStore {
  /** By name; `undefined` until they were read once. */
  sets: readonly KeptFeatureSet[] | undefined = $state.raw();
  /** Kept ones that cannot be read any more. */
  unreadable = $state(0);

  constructor(
    private readonly storage: Pick<StorageClient, 'shelf' | 'putOnShelf' | 'takeFromShelf'>,
  ) {}

  async refresh(): Promise<void> {
    const { items, damaged } = await this.storage.shelf();
    const sets = items.flatMap(({ id, revision, value }): KeptFeatureSet[] => {
      const set = readIfPossible(value);
      return set ? [{ id, revision, set }] : [];
    });
    this.sets = sets.sort((a, b) => a.set.name.localeCompare(b.set.name));
    this.unreadable = damaged + items.length - sets.length;
  }

  find(name: string): KeptFeatureSet | undefined {
    const wanted = name.trim().toLowerCase();
    return this.sets?.find(({ set }) => set.name.toLowerCase() === wanted);
  }

  /** Keeps a definition under its name: the next version where it makes something else than the latest. */
  async keep(draft: FeatureDraft, now = new Date()): Promise<FeatureVersion> {
    const known = this.find(draft.name);
    const set = keepVersion(known?.set, draft, now.toISOString());
    await this.#put(known ?? newPlace(), set);
    return latestOf(set);
  }

  /** @throws AppError `bad_value` where another set has the name, or there is none */
  async rename(kept: KeptFeatureSet, name: string): Promise<void> {
    const wanted = name.trim();
    const other = this.find(wanted);
    if (wanted === '') throw new AppError('bad_value', 'A feature set needs a name.');
    if (other && other.id !== kept.id)
      throw new AppError(
        'bad_value',
        `There is a feature set "${other.set.name}" already. Choose another name.`,
      );
    await this.#put(kept, renameSet(kept.set, wanted));
  }

  /** Puts a set back as it was, whatever has been done to it here since: for undo. */
  async restore({ id, set }: KeptFeatureSet): Promise<void> {
    const revision = this.sets?.find((each) => each.id === id)?.revision ?? 0;
    await this.#put({ id, revision }, set);
  }

  async remove({ id, revision }: Pick<KeptFeatureSet, 'id' | 'revision'>): Promise<void> {
    await this.#change(this.storage.takeFromShelf(id, revision));
  }

  #put(
    { id, revision }: Pick<KeptFeatureSet, 'id' | 'revision'>,
    value: FeatureSet,
  ): Promise<void> {
    return this.#change(this.storage.putOnShelf({ id, revision, value }));
  }

  /** What is shown is what is kept, also where another tab was faster. */
  async #change(work: Promise<unknown>): Promise<void> {
    try {
      await work;
    } finally {
      await this.refresh();
    }
  }
}

function newPlace(): Pick<KeptFeatureSet, 'id' | 'revision'> {
  return { id: crypto.randomUUID(), revision: 0 };
}

function readIfPossible(value: unknown): FeatureSet | undefined {
  try {
    return readFeatureSet(value);
  } catch {
    return undefined;
  }
}
