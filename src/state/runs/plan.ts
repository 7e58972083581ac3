import { toAppError, type AppError } from '../../data/app-error';
import { computeFingerprint } from '../../notebook/fingerprint';
import type { Cell, NotebookDocument } from '../../notebook/document';
import { checkInputs, upstream } from '../../notebook/graph';
import { getOperator } from '../../operators/operator-list';
import { fillParams } from '../../operators/params';

/** What a cell would compute now: its fingerprint, or why it has none. */
export type Plan =
  { fingerprint: string; problem?: undefined } | { fingerprint?: undefined; problem: AppError };

/** Plans of all cells, each input before the cells that read it. */
export async function planNotebook(document: NotebookDocument): Promise<Map<string, Plan>> {
  const plans = new Map<string, Plan>();
  for (const cell of document.cells) {
    for (const id of [...upstream(document, cell.id), cell.id]) {
      const member = document.cells.find((known) => known.id === id)!;
      if (!plans.has(id)) plans.set(id, await planCell(document, member, plans));
    }
  }
  return plans;
}

async function planCell(
  document: NotebookDocument,
  cell: Cell,
  plans: Map<string, Plan>,
): Promise<Plan> {
  try {
    checkInputs(document, cell.id);
    const operator = getOperator(cell.operator);
    const inputs: Record<string, string | string[]> = {};
    for (const [name, ids] of Object.entries(cell.inputs)) {
      inputs[name] = Array.isArray(ids) ? ids.map((id) => inputOf(plans, id)) : inputOf(plans, ids);
    }
    const params = fillParams(operator.params, cell.params);
    return { fingerprint: await computeFingerprint(operator.id, operator.version, params, inputs) };
  } catch (thrown) {
    return { problem: toAppError(thrown) };
  }
}

function inputOf(plans: Map<string, Plan>, id: string): string {
  const plan = plans.get(id);
  if (plan?.fingerprint === undefined)
    throw plan?.problem ?? new RangeError(`cell ${id} was not planned`);
  return plan.fingerprint;
}
