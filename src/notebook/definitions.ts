import type { CellDefinitions, Definition } from '../data/definition';
import { changeCell, findCell, getCell, type NotebookDocument } from './document';
import { upstream } from './graph';

/** A definition, and the cell that it was written at: another one where it is taken over. */
export interface FoundDefinition {
  definition: Definition;
  cell: string;
}

/** What was written at a cell itself. Without a column: of its table. */
export function ownDefinition(
  document: NotebookDocument,
  cellId: string,
  column?: string,
): Definition | undefined {
  const definitions = findCell(document, cellId)?.definitions;
  if (column === undefined) return definitions?.table;
  return definitions?.columns?.find(([name]) => name === column)?.[1];
}

/**
 * What is known of a table or column: written at its cell, else, for a column, at the nearest cell that it was made
 * from and that has a column of this name defined.
 */
export function findDefinition(
  document: NotebookDocument,
  cellId: string,
  column?: string,
): FoundDefinition | undefined {
  if (column !== undefined) return columnDefinitions(document, cellId).get(column);
  const definition = ownDefinition(document, cellId);
  return definition && { definition, cell: cellId };
}

/** What is known of the columns of a cell by name, each as `findDefinition` tells: one walk for all of them. */
export function columnDefinitions(
  document: NotebookDocument,
  cellId: string,
): Map<string, FoundDefinition> {
  const found = new Map<string, FoundDefinition>();
  for (const cell of [...upstream(document, cellId), cellId]) {
    for (const [name, definition] of findCell(document, cell)?.definitions?.columns ?? [])
      found.set(name, { definition, cell });
  }
  return found;
}

/** The document with a definition written at a cell; an empty one takes away what stood there. */
export function define(
  document: NotebookDocument,
  cellId: string,
  column: string | undefined,
  definition: Definition,
): NotebookDocument {
  const { definitions = {} } = getCell(document, cellId);
  const cleaned = withoutEmpty(definition);
  if (column === undefined) return keep(document, cellId, { ...definitions, table: cleaned });
  const others = (definitions.columns ?? []).filter(([name]) => name !== column);
  const columns = cleaned ? [...others, [column, cleaned] as [string, Definition]] : others;
  return keep(document, cellId, { ...definitions, columns });
}

function keep(
  document: NotebookDocument,
  cellId: string,
  { table, columns = [] }: CellDefinitions,
): NotebookDocument {
  const definitions = {
    ...(table && { table }),
    ...(columns.length > 0 && { columns }),
  };
  const isEmpty = Object.keys(definitions).length === 0;
  return changeCell(document, cellId, { definitions: isEmpty ? undefined : definitions });
}

function withoutEmpty(definition: Definition): Definition | undefined {
  const entries = Object.entries(definition).filter(
    ([, value]) => value !== undefined && value !== '' && value.length !== 0,
  );
  return entries.length === 0 ? undefined : (Object.fromEntries(entries) as Definition);
}
