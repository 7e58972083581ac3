import { AppError } from '../data/app-error';
import { findColumn, type ColumnKind, type TableInfo } from '../data/table';

/** What a param's check may look at: the tables among the cell's inputs, by input name. */
export type KnownTables = Record<string, TableInfo | undefined>;

/** What a text is written in: `condition` is a predicate in SQL over the columns of a table. */
export type TextLanguage = 'sql' | 'condition' | 'javascript' | 'markdown' | 'pattern';

/** How the form shows a param. One control per kind; `ui/form` has them. */
export type ControlSpec =
  | { kind: 'number'; min?: number; max?: number; step?: number; unit?: string }
  | { kind: 'choice'; options: { value: string; label: string; help?: string }[] }
  | { kind: 'switch' }
  | { kind: 'text'; lines: number; language?: TextLanguage; placeholder?: string }
  | {
      kind: 'column';
      input: string;
      kinds?: readonly ColumnKind[];
      many: boolean;
      optional: boolean;
      /** What none chosen means, in a word or two. */
      none?: string;
    }
  | { kind: 'hidden' };

/** A declared parameter: how it reads, what it holds by default, and the one check of its values. */
export interface Param<T> {
  label: string;
  help: string;
  control: ControlSpec;
  /** Shown only on request, below the others. */
  advanced: boolean;
  /** `undefined` where the user must choose. */
  default: T | undefined;
  /** The value itself where it fits; throws `AppError('bad_param')` with the value and what to do where not. */
  check(value: unknown, name: string, tables: KnownTables): T;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type ParamTable = Record<string, Param<any>>;

export type ParamValues<P extends ParamTable> = {
  [K in keyof P]: P[K] extends Param<infer T> ? T : never;
};

interface Words {
  label: string;
  help?: string;
  advanced?: boolean;
}

interface NumberOptions extends Words {
  default: number;
  min?: number;
  max?: number;
  step?: number;
  unit?: string;
}

export function number(options: NumberOptions): Param<number> {
  const { min = -Infinity, max = Infinity, step, unit } = options;
  return param(
    options,
    { kind: 'number', min: options.min, max: options.max, step, unit },
    options.default,
    (value, name) => {
      if (typeof value !== 'number' || Number.isNaN(value))
        throw badParam(name, value, 'give a number');
      if (value < min || value > max)
        throw badParam(name, value, `give a number ${range(options)}`);
      return value;
    },
  );
}

export function integer(options: NumberOptions): Param<number> {
  const base = number({ step: 1, ...options });
  return {
    ...base,
    check(value, name, tables) {
      const checked = base.check(value, name, tables);
      if (!Number.isSafeInteger(checked)) throw badParam(name, value, 'give a whole number');
      return checked;
    },
  };
}

/** The seed of all that is random in this cell. Same inputs and seed, same answer. */
export function seed(): Param<number> {
  return integer({
    label: 'Seed',
    help: 'Same data and same seed give the same answer.',
    default: 1,
    min: 0,
    max: 2 ** 31 - 1,
    advanced: true,
  });
}

export function choice<const V extends string>(
  options: Words & {
    default: NoInfer<V>;
    options: readonly { value: V; label: string; help?: string }[];
  },
): Param<V> {
  const known = options.options.map((option) => option.value);
  return param(
    options,
    { kind: 'choice', options: [...options.options] },
    options.default,
    (value, name) => {
      if (!known.includes(value as V))
        throw badParam(name, value, `choose one of ${known.join(', ')}`);
      return value as V;
    },
  );
}

export function toggle(options: Words & { default: boolean }): Param<boolean> {
  return param(options, { kind: 'switch' }, options.default, (value, name) => {
    if (typeof value !== 'boolean') throw badParam(name, value, 'give true or false');
    return value;
  });
}

export function text(
  options: Words & {
    default?: string;
    lines?: number;
    language?: TextLanguage;
    placeholder?: string;
  },
): Param<string> {
  const { lines = 1, language, placeholder } = options;
  return param(
    options,
    { kind: 'text', lines, language, placeholder },
    options.default ?? '',
    (value, name) => {
      if (typeof value !== 'string') throw badParam(name, value, 'give a text');
      return value;
    },
  );
}

interface ColumnOptions extends Words {
  /** Which input's columns; `table` by default. */
  input?: string;
  /** Only columns of these kinds. */
  kinds?: readonly ColumnKind[];
  /** What none chosen means, in a word or two, where many may be. */
  none?: string;
}

/** One column of an input table. The user must choose it. */
export function column(options: ColumnOptions): Param<string> {
  const { input = 'table', kinds } = options;
  return param(
    options,
    { kind: 'column', input, kinds, many: false, optional: false },
    undefined,
    (value, name, tables) => checkColumn(value, name, tables[input], kinds),
  );
}

/** One column or none. */
export function optionalColumn(options: ColumnOptions): Param<string | null> {
  const { input = 'table', kinds } = options;
  return param<string | null>(
    options,
    { kind: 'column', input, kinds, many: false, optional: true },
    null,
    (value, name, tables) =>
      value === null ? null : checkColumn(value, name, tables[input], kinds),
  );
}

/** A list of columns; the empty list is the default and means what the help text says (usually: all that fit). */
export function columns(options: ColumnOptions): Param<string[]> {
  const { input = 'table', kinds, none = 'All that fit' } = options;
  return param<string[]>(
    options,
    { kind: 'column', input, kinds, many: true, optional: true, none },
    [],
    (value, name, tables) => {
      if (!Array.isArray(value)) throw badParam(name, value, 'give a list of columns');
      return value.map((item) => checkColumn(item, name, tables[input], kinds));
    },
  );
}

/** A value that the cell's own view edits, so the form shows nothing; `check` refuses what does not fit. */
export function hidden<T>(options: {
  default: T;
  check: (value: unknown, name: string) => T;
}): Param<T> {
  return param<T>({ label: '' }, { kind: 'hidden' }, options.default, options.check);
}

/**
 * All values of a param table, checked, defaults filled in. The only checker there is.
 * @throws AppError `bad_param` at the first value that does not fit, or at a name that is not declared.
 */
export function checkParams<P extends ParamTable>(
  table: P,
  values: Record<string, unknown>,
  tables: KnownTables = {},
): ParamValues<P> {
  for (const name of Object.keys(values)) {
    if (!Object.hasOwn(table, name))
      throw badParam(name, values[name], 'there is no such parameter');
  }
  const checked = Object.entries(table).map(([name, declared]) => {
    const value = Object.hasOwn(values, name) ? values[name] : declared.default;
    return [name, declared.check(value, name, tables)];
  });
  return Object.fromEntries(checked) as ParamValues<P>;
}

/** `bad_param`, always in the same form: what, the value, what to do. */
export function badParam(name: string, value: unknown, advice: string): AppError {
  const shown = value === undefined ? 'nothing chosen' : JSON.stringify(value);
  return new AppError('bad_param', `${name}: ${shown}: ${advice}`, { param: name, value: shown });
}

function checkColumn(
  value: unknown,
  name: string,
  table: TableInfo | undefined,
  kinds: readonly ColumnKind[] | undefined,
): string {
  if (typeof value !== 'string') throw badParam(name, value, 'choose a column');
  if (!table) return value;
  const found = findColumn(table, value);
  if (!found) throw badParam(name, value, `unknown column; the table has ${listNames(table)}`);
  if (kinds && !kinds.includes(found.kind)) {
    throw badParam(
      name,
      value,
      `its kind is ${found.kind}; choose a column of kind ${kinds.join(' or ')}`,
    );
  }
  return value;
}

function listNames(table: TableInfo): string {
  const names = table.columns.slice(0, 8).map((known) => known.name);
  return names.join(', ') + (table.columns.length > names.length ? ', …' : '');
}

function range({ min, max }: { min?: number; max?: number }): string {
  if (min === undefined) return `up to ${max}`;
  return max === undefined ? `from ${min}` : `from ${min} to ${max}`;
}

function param<T>(
  words: Words,
  control: ControlSpec,
  initial: T | undefined,
  check: (value: unknown, name: string, tables: KnownTables) => T,
): Param<T> {
  return {
    label: words.label,
    help: words.help ?? '',
    advanced: words.advanced ?? false,
    control,
    default: initial,
    check,
  };
}

/** The values with defaults filled in, unchecked: what a fingerprint is made of. */
export function fillParams(
  table: ParamTable,
  values: Record<string, unknown>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(table).map(([name, declared]) => [
      name,
      Object.hasOwn(values, name) ? values[name] : declared.default,
    ]),
  );
}
