import type { SourceFile } from '../../data/source';
import type { Cell } from '../../notebook/document';
import type { KeptArtifact, KeptFile, ProjectState } from '../../notebook/project-state';
import { findOperator } from '../../operators/operator-list';
import type { OpenNotebook } from '../cells/open-notebook';
import { sourceFiles } from '../source/source-files';

/** A file that cells read or once read, and that is kept. */
export interface KeptSource extends KeptFile {
  name: string;
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
}

const aggregateKinds: readonly string[] = ['evaluation', 'report', 'features'];

export function offerParts(notebook: OpenNotebook, state: ProjectState): OfferedParts {
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
  };
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
