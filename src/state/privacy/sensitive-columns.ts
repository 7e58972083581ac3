import { sensitivities, type Sensitivity, type TableInfo } from '../../data/table';
import type { Cell, NotebookDocument } from '../../notebook/document';
import { inputIds, upstream } from '../../notebook/graph';
import type { SensitiveColumn } from '../../notebook/ledger';
import type { CellRun } from '../runs/cell-run';

/** The open notebook as far as sensitivity goes. */
export interface DeclaringNotebook {
  documents: { readonly current: NotebookDocument };
  runs: { of(id: string): CellRun };
}

/** From here on a column is about people. */
const leastSensitive: Sensitivity = 'personal';

/**
 * Columns of a table that were declared to be about people, in a definition or a feature set: on the table itself, or,
 * under the same name, on one that shares a source with it. Where a table as a whole was declared so, all columns are
 * that have no declaration of their own, also in what is made from it. A table that no cell shows is held against all
 * declarations.
 */
export function sensitiveColumns(notebook: DeclaringNotebook, table: TableInfo): SensitiveColumn[] {
  const document = notebook.documents.current;
  const own = document.cells.find(
    ({ id }) => notebook.runs.of(id).artifact?.fingerprint === table.fingerprint,
  );
  const declared = declaredColumns(document, own && sourcesOf(document, own.id));
  const otherwise = declaredTable(document, own?.id);
  return table.columns.flatMap(({ name }) => {
    const sensitivity = declared.get(name) ?? otherwise;
    return sensitivity && isSensitive(sensitivity) ? [{ name, sensitivity }] : [];
  });
}

/** Columns that any cell declares to be about people, whether or not its table stands. */
export function declaredSensitive(document: NotebookDocument): SensitiveColumn[] {
  return [...declaredColumns(document, undefined)].flatMap(([name, sensitivity]) =>
    isSensitive(sensitivity) ? [{ name, sensitivity }] : [],
  );
}

export function isSensitive(sensitivity: Sensitivity): boolean {
  return rank(sensitivity) >= rank(leastSensitive);
}

/** The highest sensitivity that any cell over these sources gives to a column, by name. */
function declaredColumns(
  document: NotebookDocument,
  sources: ReadonlySet<string> | undefined,
): Map<string, Sensitivity> {
  const declared = new Map<string, Sensitivity>();
  for (const cell of document.cells) {
    const isRelated = !sources || [...sourcesOf(document, cell.id)].some((id) => sources.has(id));
    if (!isRelated) continue;
    for (const [name, sensitivity] of declarationsOf(cell)) {
      const known = declared.get(name);
      if (!known || rank(sensitivity) > rank(known)) declared.set(name, sensitivity);
    }
  }
  return declared;
}

/** The highest sensitivity of a cell's table as a whole, and of those that it was made from. */
function declaredTable(
  document: NotebookDocument,
  id: string | undefined,
): Sensitivity | undefined {
  const ids = id === undefined ? undefined : new Set([...upstream(document, id), id]);
  return document.cells
    .filter((cell) => !ids || ids.has(cell.id))
    .flatMap(({ definitions }) => definitions?.table?.sensitivity ?? [])
    .sort((one, other) => rank(other) - rank(one))[0];
}

/** What a cell itself says of columns: what a person wrote on them, and params, which may come from any file. */
function declarationsOf({ params, definitions }: Cell): [name: string, sensitivity: Sensitivity][] {
  const written = (definitions?.columns ?? []).flatMap(
    ([name, { sensitivity }]): [string, Sensitivity][] =>
      sensitivity ? [[name, sensitivity]] : [],
  );
  const { sensitivity } = params;
  if (!Array.isArray(sensitivity)) return written;
  const given = sensitivity.filter(
    (pair): pair is [string, Sensitivity] =>
      Array.isArray(pair) && typeof pair[0] === 'string' && sensitivities.includes(pair[1]),
  );
  return [...written, ...given];
}

/** The cells without inputs from which a cell comes, itself among them where it has none. */
function sourcesOf(document: NotebookDocument, id: string): Set<string> {
  const all = new Set([...upstream(document, id), id]);
  return new Set(
    document.cells
      .filter((cell) => all.has(cell.id) && inputIds(cell).length === 0)
      .map((cell) => cell.id),
  );
}

function rank(sensitivity: Sensitivity): number {
  return sensitivities.indexOf(sensitivity);
}
