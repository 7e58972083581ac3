import { SvelteSet } from 'svelte/reactivity';
import { AppError } from '../../data/app-error';
import { hashText } from '../../data/hash-text';
import type { Cell, NotebookDocument } from '../../notebook/document';
import { findOperator } from '../../operators/operator-list';
import { fillParams } from '../../operators/params';

/** Scripts that a person has written or agreed to here, each bound to its exact text: only these run. */
export class ScriptTrust {
  /** SHA-256 of their texts. */
  readonly #trusted = new SvelteSet<string>();
  readonly #listeners = new Set<(script: string) => void>();

  has(code: string): boolean {
    return code.trim() === '' || this.#trusted.has(hashText(code));
  }

  allow(code: string): void {
    const script = hashText(code);
    if (this.#trusted.has(script)) return;
    this.#trusted.add(script);
    for (const listener of this.#listeners) listener(script);
  }

  /** Takes on what was agreed to in a project that is opened. */
  restore(scripts: Iterable<string>): void {
    for (const script of scripts) this.#trusted.add(script);
  }

  /** Those of a notebook's scripts that may run. */
  of({ cells }: NotebookDocument): string[] {
    const codes = cells.map(({ operator, params }) => scriptOf(operator, params) ?? '');
    return codes.filter((code) => code.trim() !== '' && this.has(code)).map(hashText);
  }

  /** Calls back with each script that is agreed to. */
  subscribe(listener: (script: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
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
