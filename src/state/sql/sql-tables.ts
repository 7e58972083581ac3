import type { TableInfo } from '../../data/table';
import { downstream } from '../../notebook/graph';
import { getCell, type NotebookDocument } from '../../notebook/document';
import type { NamedTable } from '../../operators/contract';
import { findOperator } from '../../operators/operator-list';
import type { CellRun } from '../runs/cell-run';

/** The open notebook as far as tables and their names go. */
export interface TableNotebook {
  documents: { readonly current: NotebookDocument };
  runs: { of(id: string): CellRun };
}

/**
 * All tables of the notebook that the SQL of a cell may name: under the names that their cells have now, and
 * then under those by which the cell knows them already, should they have been renamed since.
 */
export function namedTables(notebook: TableNotebook, cellId: string): NamedTable[] {
  const document = notebook.documents.current;
  const below = new Set([cellId, ...downstream(document, cellId)]);
  const makers = document.cells.filter(
    ({ operator }) => findOperator(operator)?.output === 'table',
  );
  const current = makers.map(({ id, name }) => ({
    cellId: id,
    name,
    table: tableOf(notebook, id),
    isBelow: below.has(id),
  }));
  const taken = new Set(current.map(({ name }) => name.toLowerCase()));
  return [
    ...current,
    ...known(notebook, cellId).filter(({ name }) => !taken.has(name.toLowerCase())),
  ];
}

function known(notebook: TableNotebook, cellId: string): NamedTable[] {
  const { inputs, params } = getCell(notebook.documents.current, cellId);
  const names = Array.isArray(params.names) ? (params.names as string[]) : [];
  const ids = [inputs.tables ?? []].flat();
  return ids.flatMap((id, index) => {
    const name = names[index];
    return name === undefined ? [] : [{ cellId: id, name, table: tableOf(notebook, id) }];
  });
}

function tableOf(notebook: TableNotebook, cellId: string): TableInfo | undefined {
  const artifact = notebook.runs.of(cellId).artifact;
  return artifact?.kind === 'table' ? (artifact.value as TableInfo) : undefined;
}
