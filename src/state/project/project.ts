import type { Artifact, ArtifactKind, FeatureSet } from '../../data/artifact';
import { countWords, formatShare } from '../../data/format';
import type { Model } from '../../data/model';
import type { Split } from '../../data/split';
import type { TableInfo } from '../../data/table';
import type { Cell } from '../../notebook/document';
import { findOperator } from '../../operators/operator-list';
import { findCellStatus, type CellStatus } from '../cells/cell-status';
import type { OpenNotebook } from '../cells/open-notebook';

/** One thing that the notebook has made, as the project list shows it. */
export interface ProjectItem {
  id: string;
  name: string;
  kind: ArtifactKind;
  /** Size, target and the like; empty before the cell has run. */
  detail: string;
  status: CellStatus;
}

export interface ProjectGroup {
  kind: ArtifactKind;
  title: string;
  items: ProjectItem[];
}

const titles: [ArtifactKind, string][] = [
  ['table', 'Tables'],
  ['features', 'Feature sets'],
  ['split', 'Splits'],
  ['model', 'Models'],
  ['evaluation', 'Evaluations'],
];

/** What the cells have made, by kind, as far as the words typed find it. Reports stay in the notebook. */
export function listProject(notebook: OpenNotebook, typed = ''): ProjectGroup[] {
  const words = typed.trim().toLowerCase();
  const items = notebook.cells
    .map((cell) => toItem(cell, notebook))
    .filter((item) => item !== undefined)
    .filter((item) => `${item.name} ${item.detail}`.toLowerCase().includes(words));
  return titles
    .map(([kind, title]) => ({ kind, title, items: items.filter((item) => item.kind === kind) }))
    .filter((group) => group.items.length > 0);
}

function toItem(cell: Cell, notebook: OpenNotebook): ProjectItem | undefined {
  const kind = findOperator(cell.operator)?.output;
  if (!kind || kind === 'report') return undefined;
  const { artifact } = notebook.runs.of(cell.id);
  const detail = artifact ? describeArtifact(artifact) : '';
  return { id: cell.id, name: cell.name, kind, detail, status: findCellStatus(notebook, cell) };
}

const describers: { [K in ArtifactKind]?: (value: never) => string } = {
  table: ({ rowCount, columns }: TableInfo) => `${countWords(rowCount, 'row')} × ${columns.length}`,
  features: ({ choices, target }: FeatureSet) =>
    `${choices.filter((choice) => choice.chosen).length} of ${choices.length} for ${target}`,
  split: ({ trainShare, testShare }: Split) =>
    `${formatShare(trainShare)} train, ${formatShare(testShare)} test`,
  model: ({ learner, target }: Model) => `${learner.replaceAll('-', ' ')} for ${target}`,
};

/** A table's size, a model's target: one short line. */
export function describeArtifact(artifact: Artifact): string {
  return describers[artifact.kind]?.(artifact.value as never) ?? '';
}
