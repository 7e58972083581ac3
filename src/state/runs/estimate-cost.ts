import { AppError } from '../../data/app-error';
import type { Cell } from '../../notebook/document';
import type { Cost } from '../../operators/contract';
import { getOperator } from '../../operators/operator-list';
import { checkParams } from '../../operators/params';
import { gatherInputs, knownTables, type InputArtifacts } from './gather-inputs';

/** What a run of the cell over these inputs would cost; `undefined` while an input is missing or its params do not fit. */
export function estimateCost(cell: Cell, artifacts: InputArtifacts): Cost | undefined {
  try {
    const operator = getOperator(cell.operator);
    const inputs = gatherInputs(operator, artifacts);
    const params = checkParams(operator.params, cell.params, knownTables(artifacts));
    return operator.cost?.(inputs as never, params as never) ?? { rows: 0, bytes: 0, seconds: 0 };
  } catch (thrown) {
    if (thrown instanceof AppError) return undefined;
    throw thrown;
  }
}
