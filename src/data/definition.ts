import type { Sensitivity } from './table';

/** What people know of a dataset or a column that the data do not say. All of it is filled in by hand. */
export interface Definition {
  description?: string;
  /** Of a column: `EUR`, `mg/dl`. */
  unit?: string;
  owner?: string;
  /** Where it was collected or bought. */
  source?: string;
  /** ISO 8601 date. */
  collectedOn?: string;
  sensitivity?: Sensitivity;
  tags?: string[];
  /** Terms of use. */
  terms?: string;
}

/** What is known of the table of a cell, and of its columns by name. */
export interface CellDefinitions {
  table?: Definition;
  columns?: [name: string, definition: Definition][];
}
