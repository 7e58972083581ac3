import type { Bound, NamedTable } from '../contract';
import { badParam, hidden, integer, seed, text, type ParamValues } from '../params';
import { bindScript } from './bind-script';

/** The params of every cell that runs a script. */
export const scriptParams = {
  code: text({
    label: 'Script',
    help: 'JavaScript over the tables of this notebook, by their names: tables.adult.columns.age. It ends with return.',
    lines: 8,
    language: 'javascript',
    placeholder: 'return …',
  }),
  timeLimit: integer({
    label: 'Time limit',
    help: 'A script that takes longer is stopped.',
    default: 30,
    min: 1,
    max: 3600,
    unit: 's',
  }),
  seed: seed(),
  /** What the script calls each input table. */
  names: hidden<string[]>({ default: [], check: checkNames }),
};

export type ScriptParams = ParamValues<typeof scriptParams>;

/** The inputs of a cell that runs a script, from what is written in it. */
export async function bindCode(
  { code }: ScriptParams,
  tables: readonly NamedTable[],
): Promise<Bound> {
  const found = bindScript(code, tables);
  return {
    inputs: { tables: found.map(({ cellId }) => cellId) },
    params: { names: found.map(({ name }) => name) },
  };
}

function checkNames(value: unknown, name: string): string[] {
  if (!Array.isArray(value) || value.some((item) => typeof item !== 'string')) {
    throw badParam(name, value, 'give a list of table names');
  }
  return value as string[];
}
