import type { Artifact } from '../data/artifact';

/** Where artifacts are kept, by fingerprint. */
export interface ArtifactStore {
  /** What is at hand. */
  get(fingerprint: string): Artifact | undefined;
  /** What is at hand, or kept elsewhere and brought here now. */
  find(fingerprint: string): Promise<Artifact | undefined>;
  put(artifact: Artifact): void;
  /** Forgets artifacts that the engine has lost (its tables, after a restart). Answers their fingerprints. */
  forget(lost: (artifact: Artifact) => boolean): string[];
}

/** Brings an artifact from where it is kept; `undefined` where it is not. */
export type FetchArtifact = (fingerprint: string) => Promise<Artifact | undefined>;

/** Artifacts in memory; what is not there is fetched from where `fetchFrom` says. */
export class MemoryArtifactStore implements ArtifactStore {
  readonly #artifacts = new Map<string, Artifact>();
  readonly #fetches = new Map<string, Promise<Artifact | undefined>>();
  #fetch: FetchArtifact = async () => undefined;

  /** Says where artifacts are kept from now on. */
  fetchFrom(fetch: FetchArtifact): void {
    this.#fetch = fetch;
  }

  get(fingerprint: string): Artifact | undefined {
    return this.#artifacts.get(fingerprint);
  }

  async find(fingerprint: string): Promise<Artifact | undefined> {
    return this.get(fingerprint) ?? this.#fetches.get(fingerprint) ?? this.#bring(fingerprint);
  }

  put(artifact: Artifact): void {
    this.#artifacts.set(artifact.fingerprint, artifact);
  }

  forget(lost: (artifact: Artifact) => boolean): string[] {
    const gone = [...this.#artifacts.values()].filter(lost).map((artifact) => artifact.fingerprint);
    for (const fingerprint of gone) this.#artifacts.delete(fingerprint);
    return gone;
  }

  #bring(fingerprint: string): Promise<Artifact | undefined> {
    const fetch = this.#fetch;
    const fetched = fetch(fingerprint)
      .then((artifact) => {
        if (artifact && fetch === this.#fetch) this.put(artifact);
        return artifact;
      })
      .finally(() => this.#fetches.delete(fingerprint));
    this.#fetches.set(fingerprint, fetched);
    return fetched;
  }
}
