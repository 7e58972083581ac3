import type { Artifact } from '../../data/artifact';
import type { ColumnContent } from '../../data/column-content';
import type { ColumnValues } from '../../data/value-sketch';
import type { KeptTable } from '../../notebook/project-state';

/** Keeps the rows of tables as files of the engine, and brings them back without reading them again. */
export interface TableKeeper {
  /** Writes the rows of a table behind the work; `undefined` for what is no table or cannot be kept. */
  keep(project: string, artifact: Artifact, signal: AbortSignal): Promise<KeptTable | undefined>;
  /** The artifact with its rows at hand; `undefined` where they are gone, and a run must make them anew. */
  bring(project: string, artifact: Artifact, kept: KeptTable): Promise<Artifact | undefined>;
  /** What each column of a table holds, to find the same one elsewhere; `undefined` where it cannot be read now. */
  contents(artifact: Artifact, signal: AbortSignal): Promise<ColumnContent[] | undefined>;
  /** What values the columns of a table have; `undefined` for what is no table or cannot be read now. */
  sketch(artifact: Artifact, signal: AbortSignal): Promise<ColumnValues[] | undefined>;
}
