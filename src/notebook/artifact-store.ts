import type { Artifact } from '../data/artifact';

/** Where artifacts are kept, by fingerprint. In memory here; another kind may keep them over a reload. */
export interface ArtifactStore {
  get(fingerprint: string): Artifact | undefined;
  put(artifact: Artifact): void;
  /** Forgets artifacts that the engine has lost (its tables, after a restart). Answers their fingerprints. */
  forget(lost: (artifact: Artifact) => boolean): string[];
}

export class MemoryArtifactStore implements ArtifactStore {
  readonly #artifacts = new Map<string, Artifact>();

  get(fingerprint: string): Artifact | undefined {
    return this.#artifacts.get(fingerprint);
  }

  put(artifact: Artifact): void {
    this.#artifacts.set(artifact.fingerprint, artifact);
  }

  forget(lost: (artifact: Artifact) => boolean): string[] {
    const gone = [...this.#artifacts.values()].filter(lost).map((artifact) => artifact.fingerprint);
    for (const fingerprint of gone) this.#artifacts.delete(fingerprint);
    return gone;
  }
}
