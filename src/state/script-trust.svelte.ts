import { SvelteSet } from 'svelte/reactivity';
import { AppError } from '../data/app-error';
import type { Cell } from '../notebook/document';
import { findOperator } from '../operators/operator-list';
import { fillParams } from '../operators/params';

/** Scripts that a person has written or agreed to on this page: only these run. */
export class ScriptTrust {
  readonly #trusted = new SvelteSet<string>();

  has(code: string): boolean {
    return code.trim() === '' || this.#trusted.has(code);
  }

  allow(code: string): void {
    this.#trusted.add(code);
  }
}

/** The code that a cell of an operator would run; nothing where it runs none. */
export function scriptOf(
  operatorId: string,
  params: Record<string, unknown> = {},
): string | undefined {
  const operator = findOperator(operatorId);
  const code: unknown = operator?.script?.(fillParams(operator.params, params) as never);
  return typeof code === 'string' ? code : undefined;
}

/** Why a cell must not run yet: it holds a script that nobody here has written or agreed to. */
export function findUntrusted(cell: Cell, trust: ScriptTrust): AppError | undefined {
  const code = scriptOf(cell.operator, cell.params);
  if (code === undefined || trust.has(code)) return undefined;
  return new AppError(
    'not_trusted',
    `${cell.name} holds a script that came with a file, and has not run. Read it, then press "Run this script" beside it.`,
    { cell: cell.id },
  );
}
