import type { Artifact, ArtifactKind } from '../data/artifact';
import type { SourceFile } from '../data/source';
import type { TableInfo } from '../data/table';
import type { Cell } from './document';
import type { RunRecord } from './run-record';

/** A cell with all that lineage says of it. */
export interface LineageStep {
  cell: Cell;
  kind: ArtifactKind;
  /** Of its operator: what people call it, and its version now. */
  title: string;
  version: number;
  /** Input name to what people call it. */
  inputLabels: ReadonlyMap<string, string>;
  /** What it shows, and the run that made it. */
  artifact?: Artifact;
  record?: RunRecord;
  isStale: boolean;
  /** Columns of the tables that it reads on which its answer rests; absent where only "all of them" can be said. */
  columnsRead?: readonly string[];
  /** What it was given from outside. */
  files: readonly SourceFile[];
}

/** Something that others are made from: a file, or what a cell makes. */
export interface LineageNode {
  id: string;
  kind: 'file' | ArtifactKind;
  name: string;
  step?: LineageStep;
  file?: SourceFile;
}

export interface LineageEdge {
  from: string;
  to: string;
  /** What it is to the cell that reads it. */
  role: string;
}

/** What was made from what: no cycles, sources first. */
export interface LineageGraph {
  nodes: ReadonlyMap<string, LineageNode>;
  edges: readonly LineageEdge[];
}

/** Files are known by what they hold: two cells that read the same bytes come from one node. */
export function buildLineage(steps: readonly LineageStep[]): LineageGraph {
  const nodes = new Map<string, LineageNode>();
  const edges: LineageEdge[] = [];
  for (const { cell, files } of steps) {
    for (const file of files) {
      const id = fileNodeId(file);
      nodes.set(id, { id, kind: 'file', name: file.name, file });
      edges.push({ from: id, to: cell.id, role: 'file' });
    }
  }
  for (const step of steps) {
    const { id, name } = step.cell;
    nodes.set(id, { id, kind: step.kind, name, step });
  }
  for (const { cell, inputLabels } of steps) {
    for (const [input, ids] of Object.entries(cell.inputs)) {
      const role = inputLabels.get(input) ?? input;
      for (const from of [ids].flat())
        if (nodes.has(from)) edges.push({ from, to: cell.id, role: role.toLowerCase() });
    }
  }
  return { nodes, edges };
}

export function fileNodeId({ sha256, sample, name }: SourceFile): string {
  return `file:${sha256 || sample || name}`;
}

/** All that a node was made from. */
export function ancestorsOf({ edges }: LineageGraph, id: string): Set<string> {
  return reach(id, (at) => edges.filter(({ to }) => to === at).map(({ from }) => from));
}

/** All that was made from a node: what goes stale when it changes. */
export function descendantsOf({ edges }: LineageGraph, id: string): Set<string> {
  return reach(id, (at) => edges.filter(({ from }) => from === at).map(({ to }) => to));
}

/**
 * How a cell depends on a column: it reads it; it reads the table, and which columns cannot be told; or it is built
 * on something that does.
 */
export type ColumnDependence = 'reads it' | 'reads the whole table' | 'is built on it';

/**
 * Cells that depend on a column of a table, each with the closest way in which it does. A table made from the column
 * hands it on under its name; a cell that reads other columns only of such a table is built on it.
 */
export function traceColumn(
  graph: LineageGraph,
  id: string,
  column: string,
): Map<string, ColumnDependence> {
  const found = new Map<string, ColumnDependence>();
  const visit = (from: string, isSource: boolean): void => {
    for (const { to } of graph.edges.filter((edge) => edge.from === from)) {
      const node = graph.nodes.get(to)!;
      const direct = hasColumn(graph.nodes.get(from)!, column)
        ? directDependence(node, column)
        : undefined;
      if (!direct && isSource) continue;
      const how = direct ?? 'is built on it';
      const known = found.get(to);
      if (known && closeness.indexOf(known) <= closeness.indexOf(how)) continue;
      found.set(to, how);
      visit(to, false);
    }
  };
  visit(id, true);
  return found;
}

const closeness: readonly ColumnDependence[] = [
  'reads it',
  'reads the whole table',
  'is built on it',
];

function directDependence(node: LineageNode, column: string): ColumnDependence | undefined {
  const read = node.step?.columnsRead;
  if (!read) return 'reads the whole table';
  return read.includes(column) ? 'reads it' : undefined;
}

function hasColumn(node: LineageNode, column: string): boolean {
  return columnNames(node).includes(column);
}

/** Columns of the table that a node is; none where it is none, or has not been made. */
export function columnNames({ step }: LineageNode): string[] {
  const { artifact } = step ?? {};
  if (artifact?.kind !== 'table') return [];
  return (artifact.value as TableInfo).columns.map(({ name }) => name);
}

function reach(start: string, next: (id: string) => string[]): Set<string> {
  const seen = new Set<string>();
  const open = [start];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const other of next(id)) {
      if (seen.has(other)) continue;
      seen.add(other);
      open.push(other);
    }
  }
  return seen;
}
