/** A table of results as shown below the figures: aligned columns, formatted by kind. */
export interface ResultTable {
  title?: string;
  columns: ResultColumn[];
  rows: ResultValue[][];
  /** The convention or rule that the numbers follow. */
  note?: string;
  /** It shows values of single rows, not what many have in common: it leaves the page only when asked for. */
  holdsRows?: boolean;
}

export interface ResultColumn {
  label: string;
  /** `share` 0..1 is shown as percent; `bar` draws the number as a bar relative to the column's maximum. */
  format: 'text' | 'integer' | 'number' | 'share' | 'bar';
  /** What the column means, shown on hover. */
  help?: string;
}

export type ResultValue = string | number | bigint | boolean | null;

/** Something the user should know, with how serious it is and what could be done about it. */
export interface Statement {
  level: 'info' | 'good' | 'warning' | 'problem';
  text: string;
  proposal?: Proposal;
}

/** A proposed next step: a question that fits what is there, and the cell that would answer it. */
export interface Proposal {
  question: string;
  operator: string;
  params: Record<string, unknown>;
  /** Input name of the proposed operator to: `self` (this cell) or the name of an input of this cell. */
  inputs: Record<string, string>;
  /** Inputs that are other cells, by their ids: for what only the whole notebook can propose. */
  cells?: Record<string, string[]>;
}
