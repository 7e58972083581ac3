import type { Columns } from '../../data/columns';
import type { ScriptColumn, ScriptForm, ScriptValues } from '../../data/script/script-table';
import { quoteName } from '../../data/sql';
import type { ColumnInfo, TableInfo } from '../../data/table';

/** How a column of a type is brought to a script. */
interface Reading {
  form: ScriptForm;
  /** The expression over the quoted name, in SQL. */
  select: (name: string) => string;
  read: (answer: Columns, name: string) => ScriptValues;
}

const asIs = (name: string): string => name;
const asText = (name: string): string => `${name}::VARCHAR`;

const narrow = (
  make: (numbers: Float64Array) => ScriptValues,
  select: (name: string) => string = asIs,
): Reading => ({
  form: 'number',
  select,
  read: (answer, name) => make(answer.numbers(name)),
});

const texts: Reading = {
  form: 'text',
  select: asText,
  read: (answer, name) => answer.texts(name),
};

/** Infinite times have no place in a script: they are dates that are not valid there. */
const times: Reading = {
  form: 'time',
  select: (name) =>
    `CASE WHEN isfinite(${name}) THEN epoch_us(${name}) / 1000.0 WHEN ${name} IS NOT NULL THEN 'NaN'::DOUBLE END::DOUBLE`,
  read: (answer, name) => answer.numbers(name),
};

const doubles = narrow(
  (numbers) => numbers,
  (name) => `${name}::DOUBLE`,
);

const readings = new Map<string, Reading>([
  ['TINYINT', narrow((numbers) => Int8Array.from(numbers))],
  ['SMALLINT', narrow((numbers) => Int16Array.from(numbers))],
  ['INTEGER', narrow((numbers) => Int32Array.from(numbers))],
  ['UTINYINT', narrow((numbers) => Uint8Array.from(numbers))],
  ['USMALLINT', narrow((numbers) => Uint16Array.from(numbers))],
  ['UINTEGER', narrow((numbers) => Uint32Array.from(numbers))],
  ['FLOAT', doubles],
  ['DOUBLE', doubles],
  ['BIGINT', integers64((length) => new BigInt64Array(length))],
  ['UBIGINT', integers64((length) => new BigUint64Array(length))],
  ['HUGEINT', { ...texts, form: 'integer' }],
  ['UHUGEINT', { ...texts, form: 'integer' }],
  [
    'BOOLEAN',
    {
      form: 'boolean',
      select: (name) => `${name}::UTINYINT`,
      read: (answer, name) => Uint8Array.from(answer.numbers(name)),
    },
  ],
  ['DATE', times],
  ['TIMESTAMP', times],
  ['TIMESTAMP_S', times],
  ['TIMESTAMP_MS', times],
  ['TIMESTAMP_NS', times],
  ['TIMESTAMP WITH TIME ZONE', times],
]);

function readingOf(type: string): Reading {
  return readings.get(type) ?? (type.startsWith('DECIMAL') ? doubles : texts);
}

/** Columns of a table for a script, in the order of its rows; the answer has them by place. */
export function scriptColumnsQuery(table: TableInfo, columns: readonly ColumnInfo[]): string {
  const list = columns.map(
    ({ name, type }, index) => `${readingOf(type).select(quoteName(name))} AS c${index}`,
  );
  return `SELECT ${list.join(', ')} FROM ${table.relation}`;
}

export function readScriptColumns(answer: Columns, columns: readonly ColumnInfo[]): ScriptColumn[] {
  return columns.map(({ name, type, missing: missingCount }, index) => {
    const { form, read } = readingOf(type);
    const values = read(answer, `c${index}`);
    const missing =
      missingCount > 0 && !Array.isArray(values) ? answer.missing(`c${index}`) : undefined;
    return { name, type, form, values, missing };
  });
}

/** Bytes that columns take in a script: one row, beside the characters of its texts. */
export function rowBytes(columns: readonly ColumnInfo[]): number {
  const bytesOf = ({ type }: ColumnInfo): number => (isText(type) ? 32 : 9);
  return columns.reduce((sum, column) => sum + bytesOf(column), 0);
}

/** Characters of the texts among columns, counted in bytes; nothing where there are none. */
export function textBytesQuery(
  table: TableInfo,
  columns: readonly ColumnInfo[],
): string | undefined {
  const sums = columns
    .filter(({ type }) => isText(type))
    .map(({ name }) => `coalesce(sum(strlen(${quoteName(name)}::VARCHAR)), 0)`);
  return sums.length === 0
    ? undefined
    : `SELECT (${sums.join(' + ')})::DOUBLE AS bytes FROM ${table.relation}`;
}

function isText(type: string): boolean {
  return ['text', 'integer'].includes(readingOf(type).form);
}

function integers64(make: (length: number) => BigInt64Array | BigUint64Array): Reading {
  return {
    form: 'number',
    select: asIs,
    read: (answer, name) => {
      const values = answer.values(name);
      if (values instanceof BigInt64Array || values instanceof BigUint64Array) return values;
      const integers = make(values.length);
      for (let row = 0; row < values.length; row += 1) {
        const value = values[row];
        if (typeof value === 'bigint') integers[row] = value;
      }
      return integers;
    },
  };
}
