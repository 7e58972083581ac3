import type { Artifact, ArtifactKind, ArtifactKinds } from '../data/artifact';
import type { AppError } from '../data/app-error';
import type { Columns } from '../data/columns';
import type { Proposal, ResultTable, Statement } from '../data/answer';
import type { ImportedFile, SourceFile, SourceOptions } from '../data/source';
import type { SketchedFile } from '../data/sketch/sketched-file';
import type { TableInfo } from '../data/table';
import type { TextFacts } from '../data/texts/text-facts';
import type { Interpreter } from '../engine/script/interpreter';
import type { TypedColumn } from '../engine/database/tables';
import type { Figure } from '../figures/figure';
import type { ParamTable, ParamValues } from './params';
import type { Topic } from './topics';

/** What an input accepts: one artifact of a kind, one or none, at least one, or any number of them. */
export interface InputSpec<K extends ArtifactKind = ArtifactKind> {
  kind: K;
  arity: 'one' | 'optional' | 'many' | 'any';
  label: string;
}

export type InputTable = Record<string, InputSpec>;

type InputValue<S extends InputSpec> = S['arity'] extends 'many' | 'any'
  ? ArtifactKinds[S['kind']][]
  : S['arity'] extends 'optional'
    ? ArtifactKinds[S['kind']] | undefined
    : ArtifactKinds[S['kind']];

export type InputValues<I extends InputTable> = { [K in keyof I]: InputValue<I[K]> };

/** An input that must be there. */
export function one<const K extends ArtifactKind>(
  kind: K,
  label: string = kind,
): { kind: K; arity: 'one'; label: string } {
  return { kind, arity: 'one', label };
}

/** An input that may be there. */
export function optional<const K extends ArtifactKind>(
  kind: K,
  label: string = kind,
): { kind: K; arity: 'optional'; label: string } {
  return { kind, arity: 'optional', label };
}

/** At least one input of a kind. */
export function many<const K extends ArtifactKind>(
  kind: K,
  label: string = kind,
): { kind: K; arity: 'many'; label: string } {
  return { kind, arity: 'many', label };
}

/** Any number of inputs of a kind, also none. */
export function any<const K extends ArtifactKind>(
  kind: K,
  label: string = kind,
): { kind: K; arity: 'any'; label: string } {
  return { kind, arity: 'any', label };
}

/** What `run` may ask of the engine. It runs in a worker; every call waits for the answer of another one. */
export interface RunContext {
  /** Runs one statement. Rejects with `AppError` (`query_failed` carries the SQL) or `cancelled`. */
  query(sql: string): Promise<Columns>;
  /**
   * Makes this run's output table from a SELECT; row order is kept. Kinds are inferred, except those given.
   * A table that the run makes and does not return is dropped when it ends.
   */
  createTable(select: string, options?: { kinds?: KindChange[] }): Promise<TableInfo>;
  /** Makes this run's output table from an Arrow IPC stream, whose values are cast to the types given. */
  createTableOf(columns: readonly TypedColumn[], ipc: Uint8Array): Promise<TableInfo>;
  /** An interpreter of JavaScript, to run what a person wrote. */
  interpreter(): Promise<Interpreter>;
  /** Has this worker ended so many seconds from now, where the run is not over then: for what cannot be interrupted. */
  endAfter(seconds: number, reason: AppError): Promise<void>;
  /** Reads a file that the user gave into this run's output table. */
  importFile(file: SourceFile, options: SourceOptions): Promise<ImportedFile>;
  /** What was counted of a table's text columns while its file was read, by column, where that was possible. */
  columnTexts(
    table: TableInfo,
    columns?: readonly string[],
  ): Promise<ReadonlyMap<string, TextFacts>>;
  /** One pass over a file that the user gave, which tells what its columns hold; no table is made. */
  sketchFile(file: SourceFile, options: SourceOptions): Promise<SketchedFile>;
  /**
   * Runs another operator as a part of this run that another processor can take. It must not make a table; nothing
   * is heard of its progress.
   */
  runBeside<R extends object>(operatorId: string, inputs: object, params: object): Promise<R>;
  /** Says how far the run is (0..1) and what it does; `partial` reaches the cell's view while it runs. */
  progress(share: number, message: string, partial?: object): void;
  /** Lets messages in: cancel and stop arrive here. Call it at least every 50 ms of own work. Throws `cancelled`. */
  pause(): Promise<void>;
  /** Aborted when the run is cancelled: its answer is no longer wanted. */
  readonly signal: AbortSignal;
  /** Aborted when the user says "stop and keep the best so far". Only learners look at it. */
  readonly stop: AbortSignal;
}

/** A table that what is written may name: the cell that makes it, and what it made where it has run. */
export interface NamedTable {
  cellId: string;
  name: string;
  table: TableInfo | undefined;
  /** It is made from what the cell makes, so that the cell cannot read it. */
  isBelow?: boolean;
}

/** What `bind` may ask of the engine. */
export interface BindEngine {
  query(sql: string, signal?: AbortSignal): Promise<unknown>;
  /** Parses a statement; what else it answers is not used, since it fails on joins and views. */
  tableNames(sql: string): Promise<unknown>;
}

/** Inputs and params that follow from what is written. */
export interface Bound {
  inputs: Record<string, string | string[]>;
  params: Record<string, unknown>;
}

/** A kind that the user has set by hand, instead of the inferred one. */
export type KindChange = [column: string, kind: TableInfo['columns'][number]['kind']];

export interface Cost {
  rows: number;
  /** Bytes that `run` will bring out of the engine or hold beside it. */
  bytes: number;
  /** Rough seconds on a small laptop; at 2 or more the cell waits to be asked. */
  seconds: number;
}

/**
 * One kind of cell. A value, not a class: `run` is the only place where science meets engine.
 *
 * - `run` executes in a worker. Bring only the smallest data that answers, call a method, return a plain
 *   structured-clonable result. Import heavy packages inside it.
 * - `figures`, `describe`, `table` and `next` are pure, quick, and execute on the page.
 */
export interface Operator<
  I extends InputTable = InputTable,
  P extends ParamTable = ParamTable,
  R extends object = object,
  K extends ArtifactKind = ArtifactKind,
> {
  /** `topic.name`; the file is `operators/topic/name.ts`. */
  id: string;
  /** Raised when the same inputs would give another result: old artifacts are then stale. */
  version: number;
  topic: Topic;
  title: string;
  /** The question it answers, in plain words. */
  question: string;
  inputs: I;
  params: P;
  /** Kind of artifact that it makes. */
  output: K;
  /** `train`: a worker with tensors, `script`: one for what a person wrote; both ended after the run. Default `compute`. */
  worker?: 'compute' | 'train' | 'script';
  /** Code of a person that it would run: what came with a file of somebody else is not run unasked. */
  script?: (params: ParamValues<P>) => string;
  /** Not in the catalogue: views and other parts of the page run it. */
  unlisted?: boolean;
  /** Why it cannot run on these inputs, in words; `undefined` where it can. */
  unavailable?: (inputs: InputValues<I>) => string | undefined;
  cost?: (inputs: InputValues<I>, params: ParamValues<P>) => Cost;
  /**
   * The inputs that the params name, where a person writes names instead of choosing inputs. Asked whenever what is
   * written is handed over; such a cell waits to be written before it runs.
   * @throws AppError for what cannot be bound, with its place.
   */
  bind?: (
    params: ParamValues<P>,
    tables: readonly NamedTable[],
    engine: BindEngine,
    signal?: AbortSignal,
  ) => Promise<Bound>;
  /**
   * Columns of its tables on which the answer rests, by name; `undefined`, as where this is left out, for all of them.
   * Lineage says by it what depends on a column. Both inputs and params are as for `run`.
   */
  columnsRead?: (inputs: InputValues<I>, params: ParamValues<P>) => readonly string[] | undefined;
  run: (inputs: InputValues<I>, params: ParamValues<P>, context: RunContext) => Promise<R>;
  /**
   * The answer to changed params out of an earlier answer on the same inputs, where nothing has to be measured anew:
   * exactly what `run` would give, at once, on the page. `undefined` where it must run. Both params are checked.
   */
  revise?: (result: R, before: ParamValues<P>, after: ParamValues<P>) => R | undefined;
  /** The artifact value that later cells get, where it is not the result itself (tables: `result.table`). */
  value?: (result: R) => ArtifactKinds[K];
  figures?: (result: R, params: ParamValues<P>) => Figure[];
  /** What was found, in words: the answer first, then the rule and the rows it rests on. At least one statement. */
  describe: (result: R, params: ParamValues<P>) => Statement[];
  table?: (result: R, params: ParamValues<P>) => ResultTable[];
  /** Questions that fit what was found. */
  next?: (result: R, params: ParamValues<P>) => Proposal[];
}

/** Checks the types of an operator and forgets them, so that the catalogue can hold all in one list. */
export function defineOperator<
  I extends InputTable,
  P extends ParamTable,
  R extends object,
  K extends ArtifactKind,
>(operator: Operator<I, P, R, K>): Operator {
  return operator as unknown as Operator;
}

/** The artifact that a run of `operator` made. */
export function toArtifact(operator: Operator, fingerprint: string, result: object): Artifact {
  const value = operator.value ? operator.value(result) : (result as ArtifactKinds[ArtifactKind]);
  return { kind: operator.output, fingerprint, value, result };
}
