import type { ArtifactKind } from '../data/artifact';
import type { Definition } from '../data/definition';
import type { ColumnKind } from '../data/table';

/** A column as the catalogue knows it, whichever project it is in. */
export interface CatalogueColumn {
  name: string;
  kind: ColumnKind;
  /** The engine's type. */
  type: string;
  definition?: Definition;
  /** Of its values, where it was computed: equal for equal content. */
  content?: string;
}

/** Something that a cell made, as the catalogue knows it. */
export interface CatalogueEntry {
  cell: string;
  name: string;
  kind: ArtifactKind;
  /** Size, target and the like. */
  detail: string;
  /** ISO 8601, of the run that made it. */
  madeAt?: string;
  definition?: Definition;
  columns?: CatalogueColumn[];
}

/** What the list of projects and the search over all of them know of one project without opening it. */
export interface ProjectAbout {
  title: string;
  /** ISO 8601, of the last change. */
  changedAt: string;
  cells: number;
  entries: CatalogueEntry[];
}
