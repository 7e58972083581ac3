import type { Artifact, ArtifactKind } from '../data/artifact';
import type { SourceFile } from '../data/source';
import type { RunRecord } from './run-record';

/** A run with what is known of its cell and operator: what exports of lineage are made of. */
export interface LineageRun {
  record: RunRecord;
  /** Of the cell, or its id where it is gone. */
  name: string;
  /** Of the operator: its title and question. */
  title: string;
  question: string;
  kind: ArtifactKind;
  /** What it made, where that is at hand. */
  artifact?: Artifact;
  files: readonly SourceFile[];
  /** Columns of its tables that it rests on; absent for all. */
  columnsRead?: readonly string[];
  /** What the columns of its table are made of, where that is known by more than their names. */
  origins?: RunOrigins;
  /** What people wrote of the table that it makes, and of columns of it. */
  description?: string;
  columnDescriptions: ReadonlyMap<string, string>;
}

/** A column of what a run read: the fingerprint of the table, and the name. */
export interface OriginField {
  fingerprint: string;
  field: string;
}

/** What the columns of a table are made of. */
export interface RunOrigins {
  /** Columns whose values go into each one, by its name. */
  direct: ReadonlyMap<string, readonly OriginField[]>;
  /** Columns by which its rows are chosen, joined, grouped or put in order. */
  indirect: readonly OriginField[];
}

/** All runs of a notebook, the oldest first, to be handed on. */
export interface LineageRecord {
  title: string;
  /** ISO 8601, UTC: when it was written down. */
  at: string;
  /** URI of this page and its version. */
  producer: string;
  runs: readonly LineageRun[];
}

/** The newest run that made each fingerprint. */
export function makersOf(runs: readonly LineageRun[]): Map<string, LineageRun> {
  const done = runs.filter(({ record }) => record.outcome === 'done');
  return new Map(done.map((run) => [run.record.fingerprint, run]));
}
