import type { ArtifactKind } from '../data/artifact';
import type { ColumnContent } from '../data/column-content';
import type { ColumnValues } from '../data/value-sketch';
import { diffDocuments, type DocumentChange } from './document-change';
import { emptyDocument } from './document';
import type { History, HistoryNode } from './history';
import type { LedgerLine } from './ledger';
import type { RunRecord } from './run-record';

/** An artifact as it is kept: what its value is stored as, and for a table the file that holds its rows. */
export interface KeptArtifact {
  fingerprint: string;
  kind: ArtifactKind;
  /** The blob of its packed value and result. */
  sha256: string;
  bytes: number;
  /** The file of its rows, in the format of the engine. Here it is a cache, since a run makes them anew. */
  table?: KeptTable;
  /** Of what no cell makes but a view shows (pictures above columns): the artifacts that it needs, and belongs to. */
  shownBeside?: string[];
  /** Of a table: what values its columns have, to find those that others have too. */
  values?: ColumnValues[];
}

export interface KeptTable {
  sha256: string;
  bytes: number;
  /** What each column holds, to find the same one elsewhere. */
  contents?: ColumnContent[];
}

/** A file that was given, kept under the hash of its bytes. */
export interface KeptFile {
  sha256: string;
  bytes: number;
}

/** A step of the history without its document: what it changed in that of its parent. */
export interface KeptStep {
  id: string;
  parent?: string;
  label: string;
  at: string;
  change: DocumentChange;
}

/** One line of a project's journal. */
export type JournalEntry =
  | { type: 'step'; step: KeptStep }
  | { type: 'moved'; to: string }
  | { type: 'ran'; record: RunRecord }
  | { type: 'made'; artifact: KeptArtifact }
  | { type: 'file'; file: KeptFile }
  | { type: 'ledger'; line: LedgerLine }
  | { type: 'freed'; artifacts: string[]; files: string[] }
  /** A person agreed to run a script; the SHA-256 of its text. */
  | { type: 'trusted'; script: string };

/** All that is known of a project: what its journal comes to. */
export interface ProjectState {
  history: History;
  records: readonly RunRecord[];
  artifacts: ReadonlyMap<string, KeptArtifact>;
  files: ReadonlyMap<string, KeptFile>;
  ledger: readonly LedgerLine[];
  /** SHA-256 of the texts of scripts that a person here has written or agreed to. Never travels. */
  trusted: ReadonlySet<string>;
}

/** A project state as one plain value, as snapshots hold it. */
export interface ProjectSnapshot {
  steps: KeptStep[];
  position: string;
  records: RunRecord[];
  artifacts: KeptArtifact[];
  files: KeptFile[];
  ledger: LedgerLine[];
  trusted?: string[];
}

export function toKeptStep(node: HistoryNode, parent: HistoryNode | undefined): KeptStep {
  const { id, label, at, document } = node;
  const change = diffDocuments(parent?.document ?? emptyDocument, document);
  return { id, parent: node.parent, label, at, change };
}

export function toSnapshot(state: ProjectState): ProjectSnapshot {
  const { nodes, position } = state.history;
  const steps = [...nodes.values()].map((node) => toKeptStep(node, nodes.get(node.parent ?? '')));
  return {
    steps,
    position,
    records: [...state.records],
    artifacts: [...state.artifacts.values()],
    files: [...state.files.values()],
    ledger: [...state.ledger],
    ...(state.trusted.size > 0 && { trusted: [...state.trusted] }),
  };
}
