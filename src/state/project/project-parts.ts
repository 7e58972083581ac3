import type { SourceFile } from '../../data/source';
import type { TableInfo } from '../../data/table';
import type { Cell } from '../../notebook/document';
import type { SensitiveColumn } from '../../notebook/ledger';
import type { KeptArtifact, KeptFile, ProjectState } from '../../notebook/project-state';
import { findOperator } from '../../operators/operator-list';
import type { OpenNotebook } from '../cells/open-notebook';
import { personalLooking } from '../privacy/personal-looking';
import { sensitiveColumns, type DeclaringNotebook } from '../privacy/sensitive-columns';
import { sourceFiles } from '../source/source-files';
import type { ChosenRows } from './write-project-file';

/** A file that cells read or once read, and that is kept. */
export interface KeptSource extends KeptFile {
  name: string;
}

/** Rows of a table that a cell shows, and that are kept. */
export interface OfferedRows extends ChosenRows {
  columnCount: number;
  /** Columns that were declared to be about people. */
  declared: SensitiveColumn[];
  /** Columns not declared so that a profile found to look so. */
  looking: string[];
}

/** Everything that could go into a project file, in its parts. */
export interface OfferedParts {
  /** What the cells show now. */
  results: KeptArtifact[];
  /** Of those, what says something of many rows, and shows none by itself. */
  aggregates: KeptArtifact[];
  /** What cells have shown before, and undo may bring back. */
  earlier: KeptArtifact[];
  files: KeptSource[];
  rows: OfferedRows[];
}

const aggregateKinds: readonly string[] = ['evaluation', 'report', 'features'];

/** The open notebook with what is declared in it. */
type OfferedNotebook = OpenNotebook & DeclaringNotebook;

export function offerParts(notebook: OfferedNotebook, state: ProjectState): OfferedParts {
  const shown = new Map(
    notebook.cells.map((cell) => [notebook.runs.of(cell.id).artifact?.fingerprint ?? '', cell]),
  );
  const all = [...state.artifacts.values()].filter(({ shownBeside }) => !shownBeside);
  const results = all.filter(({ fingerprint }) => shown.has(fingerprint));
  return {
    results,
    aggregates: results.filter(
      ({ kind, fingerprint }) =>
        aggregateKinds.includes(kind) && !holdsRows(notebook, shown.get(fingerprint)!),
    ),
    earlier: all.filter(({ fingerprint }) => !shown.has(fingerprint)),
    files: listFiles(state),
    rows: listRows(notebook, state),
  };
}

/** One for each table, under the name of the first cell that shows it. */
function listRows(notebook: OfferedNotebook, { artifacts }: ProjectState): OfferedRows[] {
  const offered = new Map<string, OfferedRows>();
  for (const { id, name } of notebook.cells) {
    const { artifact } = notebook.runs.of(id);
    const kept = artifact && artifacts.get(artifact.fingerprint)?.table;
    if (!kept || artifact.kind !== 'table' || offered.has(artifact.fingerprint)) continue;
    const table = artifact.value as TableInfo;
    const declared = sensitiveColumns(notebook, table);
    offered.set(artifact.fingerprint, {
      fingerprint: artifact.fingerprint,
      kept,
      table: name,
      rowCount: table.rowCount,
      columnCount: table.columns.length,
      declared,
      looking: personalLooking(notebook, table).filter(
        (column) => !declared.some((known) => known.name === column),
      ),
    });
  }
  return [...offered.values()];
}

/** Those of any step of the history, since undo may need them. */
function listFiles({ history, files }: ProjectState): KeptSource[] {
  const named = [...history.nodes.values()].flatMap(({ document }) => sourceFiles(document));
  const names = new Map(named.map(({ sha256, name }: SourceFile) => [sha256, name]));
  return [...files.values()].map((file) => ({
    ...file,
    name: names.get(file.sha256) ?? 'a file of an earlier step',
  }));
}

/** Whether a result shows values of single rows, as far as its operator says; one that cannot be shown counts as such. */
function holdsRows({ runs }: OpenNotebook, { id, operator: operatorId }: Cell): boolean {
  const operator = findOperator(operatorId);
  const { artifact, params } = runs.of(id);
  if (!operator || !artifact || operator.script) return true;
  try {
    const figures = operator.figures?.(artifact.result, params as never) ?? [];
    const tables = operator.table?.(artifact.result, params as never) ?? [];
    return [...figures, ...tables].some((part) => part.holdsRows);
  } catch {
    return true;
  }
}

export function sumBytes(parts: readonly { bytes: number }[]): number {
  return parts.reduce((sum, { bytes }) => sum + bytes, 0);
}
