import { AppError } from '../data/app-error';
import type { CellValue } from '../data/columns';
import type { ExportChoice, ExportOptions } from '../data/export';
import type { SourceOptions } from '../data/source';
import { findCell, type Cell } from '../notebook/document';
import { catalogue } from '../operators/catalogue';
import { exportBlob } from './export/export-cell';
import { saveProjectBlob, type SaveOptions } from './project/save-project';
import type { NewCell, Workbench } from './workbench.svelte';
import { scriptOf } from './runs/script-trust.svelte';

/** What an operator takes, as scripts see it. */
export interface OperatorSummary {
  id: string;
  topic: string;
  title: string;
  question: string;
  inputs: Record<string, { kind: string; arity: string }>;
  params: Record<string, { label: string; default: unknown }>;
  output: string;
}

/** The answer of a statement; 64-bit integers as BigInt. */
export interface QueryAnswer {
  columns: { name: string; type: string }[];
  rows: CellValue[][];
}

/** `globalThis.assay`: what the screen uses, for the console, tests and benchmarks. */
export interface AssayApi {
  /** When engine and storage are up. */
  readonly ready: Promise<unknown>;
  /** As if dropped; the ids of the new source cells, once loaded. */
  open(files: Iterable<File>, options?: SourceOptions): Promise<string[]>;
  /** Adds a cell and runs it; its id once it is done. Rejects with the typed failure. */
  add(operatorId: string, cell?: NewCell): Promise<string>;
  /** The plain result of a cell. */
  result(cellId: string): object;
  cells(): readonly Cell[];
  operators(): OperatorSummary[];
  query(sql: string): Promise<QueryAnswer>;
  /** The table of a cell as a file. Rejects with the typed failure. */
  export(cellId: string, options: ExportOptions & ExportChoice): Promise<Blob>;
  /** Bytes that tables may take together; with a number, sets them. Files that would not fit ask what to read. */
  budget(bytes?: number): number;
  /** The project file; with the bytes of its source files, with rows of tables, or only with what says nothing of single rows. */
  save(options?: SaveOptions): Promise<Blob>;
  /** The notebook alone as JSON: steps, settings and what each run came to, no data. */
  saveNotebook(): Promise<Blob>;
  /** Resolves once the project is kept on this machine as it is now. Rejects with the typed failure. */
  saved(): Promise<void>;
  /** Opens a project file, or a notebook document (JSON), in place of this one. */
  load(file: Blob): Promise<void>;
}

export function createAssayApi(workbench: Workbench): AssayApi {
  return {
    ready: workbench.ready,
    open: (files, options) => workbench.open(files, options),
    add: (operatorId, cell) => {
      const code = scriptOf(operatorId, cell?.params);
      if (code !== undefined) workbench.runs.trust.allow(code);
      return workbench.add(operatorId, cell);
    },
    result: (cellId) => resultOf(workbench, cellId),
    cells: () => workbench.cells,
    operators: () => catalogue.filter((operator) => !operator.unlisted).map(summarize),
    query: (sql) => query(workbench, sql),
    export: (cellId, { columns, where, sorts, ...options }) =>
      exportBlob(workbench, cellId, options, { columns, where, sorts }),
    budget: (bytes) => (workbench.engine.budgetBytes = bytes ?? workbench.engine.budgetBytes),
    save: (options) => saveProjectBlob(workbench, options),
    saveNotebook: () => workbench.save(),
    saved: () => workbench.projects.saved(),
    load: (file) => workbench.load(file),
  };
}

function resultOf(workbench: Workbench, cellId: string): object {
  if (!findCell(workbench.documents.current, cellId))
    throw new AppError('unknown_cell', `unknown cell: ${cellId}`, { cell: cellId });
  const { artifact } = workbench.runs.of(cellId);
  if (!artifact)
    throw new AppError('missing_input', `cell ${cellId} has no result: run it first`, {
      cell: cellId,
    });
  return artifact.result;
}

async function query(workbench: Workbench, sql: string): Promise<QueryAnswer> {
  const answer = await workbench.query(sql);
  const values = answer.names.map((name) => answer.values(name));
  const types = answer.types;
  return {
    columns: answer.names.map((name, index) => ({ name, type: types[index]! })),
    rows: Array.from({ length: answer.rowCount }, (_, row) =>
      values.map((column) => column[row] ?? null),
    ),
  };
}

function summarize(operator: (typeof catalogue)[number]): OperatorSummary {
  const { id, topic, title, question, output } = operator;
  const inputs = Object.entries(operator.inputs).map(([name, { kind, arity }]) => [
    name,
    { kind, arity },
  ]);
  const params = Object.entries(operator.params).map(([name, param]) => [
    name,
    { label: param.label, default: param.default },
  ]);
  return {
    id,
    topic,
    title,
    question,
    output,
    inputs: Object.fromEntries(inputs),
    params: Object.fromEntries(params),
  };
}
