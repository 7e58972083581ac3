import type { Sensitivity, TableInfo } from './table';
import type { Model } from './model';
import type { Split } from './split';

/** What a cell can make, by kind. A `report` is the plain result of a cell that others do not build on. */
export interface ArtifactKinds {
  table: TableInfo;
  features: FeatureSet;
  split: Split;
  model: Model;
  evaluation: object;
  report: object;
}

export type ArtifactKind = keyof ArtifactKinds;

export const artifactKinds = [
  'table',
  'features',
  'split',
  'model',
  'evaluation',
  'report',
] as const satisfies readonly ArtifactKind[];

export interface Artifact<K extends ArtifactKind = ArtifactKind> {
  kind: K;
  fingerprint: string;
  /** What the next cell gets as its input. */
  value: ArtifactKinds[K];
  /** What `figures` and `describe` see; equals `value` except for tables, whose cell may say more. */
  result: object;
}

/** The columns chosen to predict a target, with the reason for each, what they cost and what they reached. */
export interface FeatureSet {
  name: string;
  target: string;
  choices: FeatureChoice[];
  /** Cross-validated score of the chosen columns, where it was estimated. */
  score?: { metric: string; mean: number; std: number; folds: number; rows: number };
  totalCost: number;
}

export interface FeatureChoice {
  column: string;
  chosen: boolean;
  reason: string;
  /** Chance-corrected mutual information with the target, in nats. */
  signal: number;
  cost: number;
  sensitivity: Sensitivity;
}
