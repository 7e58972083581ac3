import { cancelled, type AppError } from '../data/app-error';
import { readColumns } from '../data/columns';
import type { ImportedFile, SourceFile, SourceOptions } from '../data/source';
import type { SketchedFile } from '../data/sketch/sketched-file';
import type { TableInfo } from '../data/table';
import { unpackTexts, type ColumnTexts } from '../data/texts/column-texts';
import type { TypedColumn } from '../engine/database/tables';
import type { OpenInterpreter } from '../engine/script/interpreter';
import { nextTask } from '../engine/workers/next-task';
import type { KindChange, RunContext } from './contract';

/** A run as part of another one. */
export interface RunPart {
  operatorId: string;
  fingerprint: string;
  inputs: Record<string, unknown>;
  params: Record<string, unknown>;
}

/** What a run asks of the rest of the engine; in a worker these are calls to the page. */
export interface RunServices {
  query(sql: string, signal: AbortSignal): Promise<Uint8Array>;
  createTable(
    fingerprint: string,
    select: string,
    kinds: KindChange[],
    signal: AbortSignal,
  ): Promise<TableInfo>;
  createTableOf(
    fingerprint: string,
    columns: readonly TypedColumn[],
    ipc: Uint8Array,
    signal: AbortSignal,
  ): Promise<TableInfo>;
  importFile(
    fingerprint: string,
    file: SourceFile,
    options: SourceOptions,
    signal: AbortSignal,
    onProgress: (share: number, message: string) => void,
  ): Promise<ImportedFile>;
  /** Of these columns, or of all. */
  columnTexts(fingerprint: string, columns?: readonly string[]): Promise<ColumnTexts[]>;
  sketchFile(
    file: SourceFile,
    options: SourceOptions,
    signal: AbortSignal,
    onProgress: (share: number, message: string) => void,
  ): Promise<SketchedFile>;
  /** Runs another operator beside this run, in a worker of its own. */
  runBeside(part: RunPart, signal: AbortSignal): Promise<object>;
}

/** What a worker has itself. */
export interface WorkerServices extends RunServices {
  interpreter: OpenInterpreter;
  endAfter(seconds: number, reason: AppError): Promise<void>;
}

export interface RunHooks {
  signal: AbortSignal;
  stop: AbortSignal;
  onProgress(share: number, message: string, partial?: object): void;
}

/** The context of one run, whose output table is named by its fingerprint. */
export function createRunContext(
  fingerprint: string,
  services: WorkerServices,
  hooks: RunHooks,
): RunContext {
  const { signal, stop, onProgress } = hooks;
  return {
    signal,
    stop,
    query: async (sql) => readColumns(await services.query(sql, signal)),
    createTable: (select, { kinds = [] } = {}) =>
      services.createTable(fingerprint, select, kinds, signal),
    createTableOf: (columns, ipc) => services.createTableOf(fingerprint, columns, ipc, signal),
    interpreter: () => services.interpreter(),
    endAfter: (seconds, reason) => services.endAfter(seconds, reason),
    importFile: (file, options) =>
      services.importFile(fingerprint, file, options, signal, onProgress),
    columnTexts: async ({ fingerprint: table }, columns) => {
      const texts = await services.columnTexts(table, columns);
      return new Map(texts.map((each) => [each.name, unpackTexts(each)]));
    },
    sketchFile: (file, options) => services.sketchFile(file, options, signal, onProgress),
    runBeside: <R extends object>(operatorId: string, inputs: object, params: object) => {
      const part = { operatorId, fingerprint, inputs: { ...inputs }, params: { ...params } };
      return services.runBeside(part, signal) as Promise<R>;
    },
    progress: onProgress,
    pause: async () => {
      await nextTask();
      if (signal.aborted) throw cancelled();
    },
  };
}
