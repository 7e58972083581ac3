import { AppError } from '../../data/app-error';
import type { SourceFile } from '../../data/source';
import type { Cell } from '../../notebook/document';
import type { LineageStep } from '../../notebook/lineage';
import type { Operator } from '../../operators/contract';
import { findOperator } from '../../operators/operator-list';
import { checkParams } from '../../operators/params';
import { gatherInputs, knownTables } from '../runs/gather-inputs';
import type { OpenNotebook } from '../cells/open-notebook';

/** What lineage is made of: each cell of the notebook with its operator, its result and its run. */
export function lineageSteps(notebook: OpenNotebook): LineageStep[] {
  return notebook.cells.map((cell) => {
    const operator = findOperator(cell.operator);
    const { artifact, record } = notebook.runs.of(cell.id);
    return {
      cell,
      kind: operator?.output ?? 'report',
      title: operator?.title ?? cell.operator,
      version: operator?.version ?? 0,
      inputLabels: inputLabels(operator),
      artifact,
      record,
      isStale: notebook.runs.isStale(cell.id),
      columnsRead: operator && columnsRead(operator, cell, notebook),
      files: filesOf(cell),
    };
  });
}

function inputLabels(operator: Operator | undefined): Map<string, string> {
  return new Map(Object.entries(operator?.inputs ?? {}).map(([name, { label }]) => [name, label]));
}

/** Only what an operator says of inputs that are there and params that fit. */
function columnsRead(
  operator: Operator,
  cell: Cell,
  { runs }: OpenNotebook,
): readonly string[] | undefined {
  const artifacts = operator.columnsRead && runs.artifactsOf(cell.inputs);
  if (!artifacts) return undefined;
  try {
    const params = checkParams(operator.params, cell.params, knownTables(artifacts));
    return operator.columnsRead!(gatherInputs(operator, artifacts) as never, params as never);
  } catch (thrown) {
    if (thrown instanceof AppError) return undefined;
    throw thrown;
  }
}

/** The file that a cell was given, among its params. */
export function filesOf({ params }: Pick<Cell, 'params'>): SourceFile[] {
  const { file } = params;
  return isSourceFile(file) ? [file] : [];
}

function isSourceFile(value: unknown): value is SourceFile {
  if (typeof value !== 'object' || value === null) return false;
  const { name, sha256 } = value as Partial<SourceFile>;
  return typeof name === 'string' && typeof sha256 === 'string';
}
