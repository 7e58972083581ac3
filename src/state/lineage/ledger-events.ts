import type { ExportChoice } from '../../data/export';
import type { TableInfo } from '../../data/table';
import type { LedgerEvent, SensitiveColumn } from '../../notebook/ledger';
import { sensitiveColumns, type DeclaringNotebook } from '../privacy/sensitive-columns';

/** Rows of a table that were handed out: as a file, or on the clipboard. */
export function rowsHandedOut(
  notebook: DeclaringNotebook,
  kind: 'export' | 'copy',
  what: string,
  table: TableInfo,
  rows: number,
  { columns }: Pick<ExportChoice, 'columns'>,
): LedgerEvent {
  const cells = notebook.documents.current.cells;
  const maker = cells.find(
    ({ id }) => notebook.runs.of(id).artifact?.fingerprint === table.fingerprint,
  );
  return {
    kind,
    what,
    table: maker?.name,
    fingerprint: table.fingerprint,
    rows,
    columns: sensitiveColumns(notebook, table).filter(
      ({ name }) => columns?.includes(name) ?? true,
    ),
    protection: 'none: values as they are',
  };
}

/** An answer of a step that was copied as a table. */
export function answerCopied(title: string, rows: number): LedgerEvent {
  const protection = 'an answer of a step, not its rows';
  return { kind: 'copy', what: title, rows, columns: [], protection };
}

/** A figure that was saved as a picture. */
export function pictureSaved(name: string): LedgerEvent {
  return { kind: 'picture', what: name, rows: 0, columns: [], protection: 'a figure' };
}

/** The notebook's steps and settings, saved without data. */
export function notebookSaved(title: string): LedgerEvent {
  const protection = 'steps and settings, no rows';
  return { kind: 'notebook', what: title, rows: 0, columns: [], protection };
}

/** The whole project, saved as a file: rows only where they went along, in files or as tables. */
export function projectSaved(
  title: string,
  rows: number,
  columns: readonly SensitiveColumn[],
  aggregatesOnly: boolean,
): LedgerEvent {
  const withRows = rows > 0 ? 'none: rows as they are' : 'results and facts of tables, no files';
  const protection = aggregatesOnly ? 'aggregates only: no files, tables or models' : withRows;
  return { kind: 'export', what: `Project ${title}`, rows, columns, protection };
}

/** A report on all steps, saved as a page: without rows of tables, or with the first of each. */
export function reportSaved(
  title: string,
  rows: number,
  columns: readonly SensitiveColumn[],
): LedgerEvent {
  const protection =
    rows === 0 ? 'words, figures and summaries, no rows' : 'none: values as they are';
  return { kind: 'export', what: `Report on ${title}`, rows, columns, protection };
}

/** All runs of the notebook, saved as lineage. */
export function lineageSaved(title: string): LedgerEvent {
  const protection = 'runs, settings and counts, no rows';
  return { kind: 'notebook', what: `lineage of ${title}`, rows: 0, columns: [], protection };
}

/** What the browser itself took from the screen: selected text, or a print. */
export function screenTaken(kind: 'copy' | 'print', what: string): LedgerEvent {
  return { kind, what, rows: 0, columns: [], protection: 'none: what the screen showed' };
}
