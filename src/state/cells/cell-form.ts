import { toAppError, type AppError } from '../../data/app-error';
import type { Cell } from '../../notebook/document';
import type { InputSpec, Operator } from '../../operators/contract';
import { findOperator } from '../../operators/operator-list';
import type { KnownTables, Param } from '../../operators/params';

/** One control of a cell's form. */
export interface Field {
  name: string;
  param: Param<unknown>;
  value: unknown;
  /** The person has to choose first. */
  isUnset: boolean;
  /** Why the value does not fit, in the words of the one checker. */
  problem?: AppError;
}

/** One input of a cell: what is chosen, and what could be. */
export interface InputField {
  name: string;
  spec: InputSpec;
  chosen: string[];
  options: Cell[];
  isUnset: boolean;
}

/** The controls of a cell's params, each checked by itself; hidden ones left out. */
export function cellFields(operator: Operator, cell: Cell, tables: KnownTables): Field[] {
  return Object.entries(operator.params)
    .filter(([, param]) => param.control.kind !== 'hidden')
    .map(([name, param]) => {
      const value = Object.hasOwn(cell.params, name) ? cell.params[name] : param.default;
      const isUnset = value === undefined;
      return { name, param, value, isUnset, problem: findProblem(param, name, value, tables) };
    });
}

/** The inputs of a cell with the cells that could feed them: of the right kind, and not built on this one. */
export function inputFields(operator: Operator, cell: Cell, cells: readonly Cell[]): InputField[] {
  const below = readersOf(cell.id, cells);
  return Object.entries(operator.inputs).map(([name, spec]) => {
    const chosen = [cell.inputs[name] ?? []].flat();
    const options = cells.filter(
      (known) => !below.has(known.id) && findOperator(known.operator)?.output === spec.kind,
    );
    const isUnset = chosen.length === 0 && (spec.arity === 'one' || spec.arity === 'many');
    return { name, spec, chosen, options, isUnset };
  });
}

/** What has to be chosen before the cell can run, as the labels of its controls. */
export function findUnset(inputs: readonly InputField[], fields: readonly Field[]): string[] {
  return [
    ...inputs.filter((input) => input.isUnset).map((input) => input.spec.label),
    ...fields.filter((field) => field.isUnset).map((field) => field.param.label),
  ];
}

function findProblem(
  param: Param<unknown>,
  name: string,
  value: unknown,
  tables: KnownTables,
): AppError | undefined {
  if (value === undefined) return undefined;
  try {
    param.check(value, name, tables);
    return undefined;
  } catch (thrown) {
    return toAppError(thrown);
  }
}

/** A cell and all that read it, directly or not. */
function readersOf(id: string, cells: readonly Cell[]): Set<string> {
  const found = new Set([id]);
  let before = 0;
  while (found.size > before) {
    before = found.size;
    for (const cell of cells) {
      if (
        Object.values(cell.inputs)
          .flat()
          .some((input) => found.has(input))
      )
        found.add(cell.id);
    }
  }
  return found;
}
