import type { ArtifactKind } from '../data/artifact';
import type { Definition } from '../data/definition';
import type { ColumnKind } from '../data/table';
import type { ValueSketch } from '../data/value-sketch';

/** A column as the catalogue knows it, whichever project it is in. */
export interface CatalogueColumn {
  name: string;
  kind: ColumnKind;
  /** The engine's type. */
  type: string;
  definition?: Definition;
  /** Of its values, where it was computed: equal for equal content. */
  content?: string;
  /** What different values it has, where they may be those of a key. */
  values?: ValueSketch;
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
  /** Cells that it was made from, directly or not. */
  from?: string[];
}

/** What the list of projects and the search over all of them know of one project without opening it. */
export interface ProjectAbout {
  title: string;
  /** ISO 8601, of the last change. */
  changedAt: string;
  cells: number;
  entries: CatalogueEntry[];
}
