import type { ResultTable, Statement } from '../../data/answer';
import { toAppError } from '../../data/app-error';
import type { TableInfo } from '../../data/table';
import type { Cell } from '../../notebook/document';
import type { Operator } from '../../operators/contract';
import { findOperator } from '../../operators/operator-list';
import { extractNotes } from '../cells/extract-notes';
import { listInputs, listRunFacts, listSettings, type Fact } from '../cells/inspection';
import type { OpenNotebook } from '../cells/open-notebook';

export type ReportFigure = ReturnType<NonNullable<Operator['figures']>>[number];

/** The first rows of a table, as texts with `null` where missing. */
export interface ReportRows {
  columns: string[];
  rows: (string | null)[][];
  rowCount: number;
}

/** One step as a report shows it. All texts may come from files: they are text, never markup. */
export interface ReportCell {
  name: string;
  title: string;
  question: string;
  /** What a person wrote beside it. */
  note: string;
  /** The text of a cell that is a note, in Markdown. */
  markdown: string;
  /** What a reader must know before reading on: not run, failed, stale. */
  warnings: string[];
  statements: Statement[];
  figures: ReportFigure[];
  tables: ResultTable[];
  /** Titles of what was left out, since it shows single rows. */
  leftOut: string[];
  settings: Fact[];
  facts: Fact[];
  rows?: ReportRows;
}

/** A notebook for those who only read: what was asked, answered, set and run. */
export interface Report {
  title: string;
  /** ISO 8601, UTC. */
  savedAt: string;
  cells: ReportCell[];
}

export interface ReportSource extends OpenNotebook {
  title: string;
  /** The first rows of a table. */
  firstRows(table: TableInfo, limit: number): Promise<ReportRows>;
}

/** Everything of an open notebook that goes into a report; with `rowsPerTable` above 0, rows of its tables too. */
export async function gatherReport(source: ReportSource, rowsPerTable: number): Promise<Report> {
  const cells: ReportCell[] = [];
  for (const cell of source.cells) cells.push(await gatherCell(cell, source, rowsPerTable));
  return { title: source.title, savedAt: new Date().toISOString(), cells };
}

async function gatherCell(
  cell: Cell,
  source: ReportSource,
  rowsPerTable: number,
): Promise<ReportCell> {
  const operator = findOperator(cell.operator);
  const { artifact } = source.runs.of(cell.id);
  const isNote = cell.operator === 'publish.note';
  const base: ReportCell = {
    name: cell.name,
    title: operator?.title ?? cell.operator,
    question: operator?.question ?? '',
    note: cell.note ?? '',
    markdown: isNote && typeof cell.params.text === 'string' ? cell.params.text : '',
    warnings: isNote ? [] : listWarnings(cell, source, operator),
    statements: [],
    figures: [],
    tables: [],
    leftOut: [],
    settings: isNote ? [] : listSettings(cell),
    facts: isNote
      ? []
      : [...fileFacts(cell), ...inputFacts(cell, source), ...runFacts(cell, source)],
  };
  if (!operator || !artifact || isNote) return base;
  const answered = answer(base, operator, cell, source, rowsPerTable > 0);
  if (artifact.kind !== 'table') return answered;
  const table = artifact.value as TableInfo;
  const tables = [describeColumns(table), ...answered.tables];
  if (rowsPerTable === 0) return { ...answered, tables };
  return { ...answered, tables, rows: await source.firstRows(table, rowsPerTable) };
}

/** Words, figures and tables of the result; an operator that fails at them leaves a warning. */
function answer(
  base: ReportCell,
  operator: Operator,
  cell: Cell,
  source: OpenNotebook,
  withRows: boolean,
): ReportCell {
  const { artifact, params } = source.runs.of(cell.id);
  const result = artifact!.result;
  try {
    const figures = operator.figures?.(result, params as never) ?? [];
    const tables = operator.table?.(result, params as never) ?? [];
    const isKept = ({ holdsRows }: { holdsRows?: boolean }): boolean => withRows || !holdsRows;
    return {
      ...base,
      statements: [...operator.describe(result, params as never), ...extractNotes(source, cell.id)],
      figures: figures.filter(isKept),
      tables: tables.filter(isKept),
      leftOut: [...figures, ...tables]
        .filter((part) => !isKept(part))
        .map(({ title }) => title ?? 'a table'),
    };
  } catch (thrown) {
    const words = `The result could not be shown: ${toAppError(thrown).message}`;
    return { ...base, warnings: [...base.warnings, words] };
  }
}

function listWarnings(cell: Cell, source: OpenNotebook, operator: Operator | undefined): string[] {
  const { status, artifact, error } = source.runs.of(cell.id);
  const warnings: string[] = [];
  if (!operator) warnings.push(`This version of Assay does not know the step ${cell.operator}.`);
  if (status === 'failed' && error) warnings.push(`The last run failed: ${error.message}`);
  else if (!artifact) warnings.push('This step has not been run.');
  if (source.runs.isStale(cell.id))
    warnings.push('The answer is of earlier settings or inputs than those named here.');
  return warnings;
}

function fileFacts({ params }: Cell): Fact[] {
  const { name, sha256, sizeBytes } = (params.file ?? {}) as Record<string, unknown>;
  if (typeof name !== 'string' || typeof sha256 !== 'string') return [];
  return [
    { label: 'File', value: name },
    {
      label: 'Bytes',
      value: typeof sizeBytes === 'number' ? sizeBytes.toLocaleString('en-US') : '',
    },
    { label: 'SHA-256 of the file', value: sha256 },
  ].filter(({ value }) => value !== '');
}

function inputFacts(cell: Cell, source: OpenNotebook): Fact[] {
  return listInputs(cell, source).map(({ role, name }) => ({
    label: `From: ${role}`,
    value: name,
  }));
}

/** Those of the inspector, with the whole fingerprint and times in UTC: a report is read elsewhere. */
function runFacts(cell: Cell, source: OpenNotebook): Fact[] {
  const { record } = source.runs.of(cell.id);
  return listRunFacts(cell, source).map(({ label, value }) => {
    if (label === 'Fingerprint') return { label, value: record!.fingerprint };
    if (label === 'Started') return { label: 'Started (UTC)', value: record!.startedAt };
    return { label, value };
  });
}

function describeColumns({ columns, rowCount }: TableInfo): ResultTable {
  return {
    title: `Columns, ${rowCount.toLocaleString('en-US')} rows`,
    columns: [
      { label: 'Column', format: 'text' },
      { label: 'Kind', format: 'text' },
      { label: 'Stored as', format: 'text' },
      { label: 'Missing', format: 'integer' },
      { label: 'Distinct', format: 'integer' },
    ],
    rows: columns.map(({ name, kind, type, missing, distinct }) => [
      name,
      kind,
      type,
      missing,
      distinct,
    ]),
  };
}
