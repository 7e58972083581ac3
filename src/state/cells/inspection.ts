import type { Artifact } from '../../data/artifact';
import type { ColumnInfo, TableInfo } from '../../data/table';
import { formatDuration, formatCount, formatMoment } from '../../data/format';
import type { Model } from '../../data/model';
import type { Cell } from '../../notebook/document';
import { findOperator } from '../../operators/operator-list';
import type { OpenNotebook } from './open-notebook';

/** A name and what stands behind it. */
export interface Fact {
  label: string;
  value: string;
}

/** A cell on the other end of an edge. */
export interface Neighbour {
  id: string;
  name: string;
  /** What the edge is for: the label of the input. */
  role: string;
  icon: string;
}

/** The table or column that a cell is about: the table that it makes, or the one column that it looks at. */
export function describedBy(cell: Cell): { cellId: string; column?: string } | undefined {
  if (findOperator(cell.operator)?.output === 'table') return { cellId: cell.id };
  const { table } = cell.inputs;
  const { column } = cell.params;
  if (typeof table !== 'string' || typeof column !== 'string') return undefined;
  return { cellId: table, column };
}

/** Where a cell's inputs come from. */
export function listInputs(cell: Cell, notebook: OpenNotebook): Neighbour[] {
  const specs = findOperator(cell.operator)?.inputs ?? {};
  return Object.entries(cell.inputs).flatMap(([name, ids]) =>
    [ids].flat().flatMap((id) => toNeighbour(id, specs[name]?.label ?? name, notebook)),
  );
}

/** What reads a cell. */
export function listUsers(cell: Cell, notebook: OpenNotebook): Neighbour[] {
  return notebook.cells.flatMap((user) => {
    const specs = findOperator(user.operator)?.inputs ?? {};
    return Object.entries(user.inputs)
      .filter(([, ids]) => [ids].flat().includes(cell.id))
      .flatMap(([name]) => toNeighbour(user.id, `as ${specs[name]?.label ?? name}`, notebook));
  });
}

/** What is known of the last run. */
export function listRunFacts(cell: Cell, notebook: OpenNotebook): Fact[] {
  const { record, artifact } = notebook.runs.of(cell.id);
  if (!record) return [];
  const facts: [string, string | undefined][] = [
    ['Started', formatMoment(record.startedAt)],
    ['Took', formatDuration(record.durationMs)],
    ['Rows read', record.rowsRead > 0 ? formatCount(record.rowsRead) : undefined],
    ['Seed', record.seed?.toString()],
    ['Backend', record.backend ?? backendOf(artifact)],
    [
      'Engine',
      Object.entries(record.engines)
        .map(([name, version]) => `${name} ${version}`)
        .join(', '),
    ],
    ['Fingerprint', record.fingerprint.slice(0, 12)],
  ];
  return facts.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }]));
}

/** Params that differ from their defaults, or had to be chosen. */
export function listSettings(cell: Cell): Fact[] {
  const params = findOperator(cell.operator)?.params ?? {};
  return Object.entries(cell.params)
    .filter(([name, value]) => value !== undefined && params[name])
    .filter(([name]) => params[name]!.control.kind !== 'hidden')
    .map(([name, value]) => ({ label: params[name]!.label, value: formatParam(value) }));
}

/** The table that a cell has made. */
export function tableOfCell(
  { runs }: { runs: Pick<OpenNotebook['runs'], 'of'> },
  id: string,
): TableInfo | undefined {
  const { artifact } = runs.of(id);
  return artifact?.kind === 'table' ? (artifact.value as TableInfo) : undefined;
}

export function columnsOf(artifact: Artifact | undefined): ColumnInfo[] {
  return artifact?.kind === 'table' ? (artifact.value as TableInfo).columns : [];
}

function toNeighbour(id: string, role: string, notebook: OpenNotebook): Neighbour[] {
  const cell = notebook.cells.find((known) => known.id === id);
  if (!cell) return [];
  return [{ id, name: cell.name, role, icon: findOperator(cell.operator)?.output ?? 'report' }];
}

function backendOf(artifact: Artifact | undefined): string | undefined {
  return artifact?.kind === 'model' ? (artifact.value as Model).backend : undefined;
}

/** A value of a param in words. */
export function formatParam(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
