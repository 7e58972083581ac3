import { AppError } from '../../data/app-error';
import type {
  ScriptColumn,
  ScriptForm,
  ScriptTable,
  ScriptValues,
} from '../../data/script/script-table';
import type { PackedAnswer, PackedColumn } from './guest-pack';

/** What a script returned. Figures are as they came: to be checked before they are drawn. */
export type ScriptAnswer =
  | { kind: 'table'; table: ScriptTable }
  | { kind: 'figures'; figures: unknown[] }
  | { kind: 'value'; text: string }
  | { kind: 'nothing' };

const arrays = new Map<string, new (buffer: ArrayBuffer) => Exclude<ScriptValues, unknown[]>>([
  ['Float64Array', Float64Array],
  ['Int8Array', Int8Array],
  ['Int16Array', Int16Array],
  ['Int32Array', Int32Array],
  ['Uint8Array', Uint8Array],
  ['Uint16Array', Uint16Array],
  ['Uint32Array', Uint32Array],
  ['BigInt64Array', BigInt64Array],
  ['BigUint64Array', BigUint64Array],
]);

const types: readonly string[] = [
  ...['DOUBLE', 'FLOAT', 'TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'UTINYINT', 'USMALLINT'],
  ...['UINTEGER', 'UBIGINT', 'HUGEINT', 'UHUGEINT', 'BOOLEAN', 'DATE', 'TIMESTAMP', 'VARCHAR'],
];

const forms: readonly ScriptForm[] = ['number', 'boolean', 'time', 'text', 'integer'];

/**
 * What came out of the interpreter, looked over: a script could have changed what packs it.
 * @throws AppError `script_failed`
 */
export function readAnswer(json: string, buffers: readonly ArrayBuffer[]): ScriptAnswer {
  const answer = parse(json);
  switch (answer.kind) {
    case 'nothing':
      return { kind: 'nothing' };
    case 'value':
      return { kind: 'value', text: String(answer.text) };
    case 'figures':
      return { kind: 'figures', figures: answer.figures };
    case 'table': {
      const { rowCount } = answer;
      const columns = answer.columns.map((column) => readColumn(column, rowCount, buffers));
      checkNames(columns);
      return { kind: 'table', table: { columns, rowCount } };
    }
    default:
      throw broken('it is of no known kind');
  }
}

function parse(json: string): PackedAnswer {
  try {
    return JSON.parse(json) as PackedAnswer;
  } catch {
    throw broken('it cannot be read');
  }
}

function readColumn(
  { name, type, form, array, buffer, texts, missing }: PackedColumn,
  rowCount: number,
  buffers: readonly ArrayBuffer[],
): ScriptColumn {
  if (!types.includes(type) || !forms.includes(form as ScriptForm))
    throw broken(`${name} has no type`);
  const values = texts ? readTexts(texts) : readArray(array, buffers[buffer]);
  const mask = missing < 0 ? undefined : new Uint8Array(buffers[missing] ?? new ArrayBuffer(0));
  if (values.length !== rowCount || (mask && mask.length !== rowCount))
    throw broken(`${name} has not ${rowCount} values`);
  return { name: String(name), type, form: form as ScriptForm, values, missing: mask };
}

function readTexts(texts: readonly unknown[]): (string | null)[] {
  return texts.map((text) => (text === null || text === undefined ? null : String(text)));
}

function readArray(array: string, buffer: ArrayBuffer | undefined): ScriptValues {
  const make = arrays.get(array);
  if (!make || !buffer) throw broken(`${array} is no array of numbers`);
  return new make(buffer);
}

/** Names that the engine could not tell apart, or that it cannot have. */
function checkNames(columns: readonly ScriptColumn[]): void {
  const seen = new Map<string, string>();
  for (const { name } of columns) {
    if (name === '') throw refused('a column has no name: give it one');
    if (name.includes('\0'))
      throw refused(`column ${JSON.stringify(name)}: a name cannot hold a NUL character`);
    const other = seen.get(name.toLowerCase());
    if (other !== undefined)
      throw refused(
        `columns ${JSON.stringify(other)} and ${JSON.stringify(name)} differ in case only: rename one`,
      );
    seen.set(name.toLowerCase(), name);
  }
}

function refused(words: string): AppError {
  return new AppError('script_failed', `The table that the script returned: ${words}`);
}

function broken(words: string): AppError {
  return refused(`${words}. Did the script change the interpreter's own objects?`);
}
