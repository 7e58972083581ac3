import { columnsOf } from '../cells/inspection';
import type { CatalogueEntry, ProjectAbout } from '../../notebook/catalogue';
import { columnDefinitions, findDefinition } from '../../notebook/definitions';
import type { Cell, NotebookDocument } from '../../notebook/document';
import { upstream } from '../../notebook/graph';
import type { ProjectState } from '../../notebook/project-state';
import { findOperator } from '../../operators/operator-list';
import { describeArtifact } from './project';
import type { OpenNotebook } from '../cells/open-notebook';

/** What the list of projects and the catalogue know of the open project. */
export function describeProject(
  notebook: OpenNotebook,
  document: NotebookDocument,
  kept: ProjectState['artifacts'],
  now: Date,
): ProjectAbout {
  const { title, cells } = document;
  return {
    title,
    changedAt: now.toISOString(),
    cells: cells.length,
    entries: cells.flatMap((cell) => describeCell(notebook, document, kept, cell)),
  };
}

function describeCell(
  notebook: OpenNotebook,
  document: NotebookDocument,
  kept: ProjectState['artifacts'],
  cell: Cell,
): CatalogueEntry[] {
  const kind = findOperator(cell.operator)?.output;
  if (!kind) return [];
  const { artifact, record } = notebook.runs.of(cell.id);
  const known = kept.get(artifact?.fingerprint ?? '');
  const contents = new Map(known?.table?.contents);
  const values = new Map(known?.values);
  const from = upstream(document, cell.id);
  const definitions = columnDefinitions(document, cell.id);
  const columns = columnsOf(artifact).map(({ name, kind: meaning, type }) => ({
    name,
    kind: meaning,
    type,
    definition: definitions.get(name)?.definition,
    content: contents.get(name),
    values: values.get(name),
  }));
  return [
    {
      cell: cell.id,
      name: cell.name,
      kind,
      detail: artifact ? describeArtifact(artifact) : '',
      madeAt: record?.startedAt,
      definition: findDefinition(document, cell.id)?.definition,
      ...(columns.length > 0 && { columns }),
      ...(from.length > 0 && { from }),
    },
  ];
}
