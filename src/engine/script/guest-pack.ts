import type { GuestColumn } from './guest-tables';

/** What a packed answer is, as its JSON says; `buffer` and `missing` count among the buffers beside it. */
export interface PackedColumn {
  name: string;
  type: string;
  form: string;
  array: string;
  buffer: number;
  texts: (string | null)[] | undefined;
  missing: number;
}

export type PackedAnswer =
  | { kind: 'table'; rowCount: number; columns: PackedColumn[] }
  | { kind: 'figures'; figures: unknown[] }
  | { kind: 'value'; text: string }
  | { kind: 'nothing' };

/**
 * Makes the function that packs what a script returns, as a table or as whatever it is. It throws `TypeError` for what
 * has no place in a table. Stands alone: the interpreter gets it as text.
 */
export function makePack(
  isColumn: (value: unknown) => value is GuestColumn,
  columnsOf: (value: unknown) => GuestColumn[] | undefined,
  inspect: (value: unknown, limit?: number) => string,
): (value: unknown, wanted: 'table' | 'any') => { json: string; buffers: ArrayBuffer[] } {
  type List = ArrayLike<unknown>;
  type Part = Omit<PackedColumn, 'name' | 'buffer' | 'missing'> & {
    values?: ArrayBufferView;
    mask?: Uint8Array;
  };
  const engineTypes: Record<string, string> = {
    Float64Array: 'DOUBLE',
    Float32Array: 'FLOAT',
    Int8Array: 'TINYINT',
    Int16Array: 'SMALLINT',
    Int32Array: 'INTEGER',
    Uint8Array: 'UTINYINT',
    Uint8ClampedArray: 'UTINYINT',
    Uint16Array: 'USMALLINT',
    Uint32Array: 'UINTEGER',
    BigInt64Array: 'BIGINT',
    BigUint64Array: 'UBIGINT',
  };
  const words: Record<string, string> = {
    number: 'a number',
    bigint: 'a BigInt',
    string: 'text',
    boolean: 'true or false',
    date: 'a date',
  };
  const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
  const isTyped = (value: unknown): value is Float64Array =>
    ArrayBuffer.isView(value) && !(value instanceof DataView);
  const isList = (value: unknown): value is List =>
    Array.isArray(value) || isTyped(value) || isColumn(value);
  const isPlain = (value: unknown): value is Record<string, unknown> => {
    if (!isObject(value) || isList(value)) return false;
    const prototype = Object.getPrototypeOf(value) as unknown;
    return prototype === null || prototype === Object.prototype;
  };

  const packTyped = (name: string, values: Float64Array): Part => {
    const array = values.constructor.name;
    const type = engineTypes[array];
    if (type === undefined) throw new TypeError(`column ${name}: ${array} has no type in a table`);
    if (array === 'Float32Array')
      return {
        type,
        form: 'number',
        array: 'Float64Array',
        texts: undefined,
        values: Float64Array.from(values),
      };
    const plain = array === 'Uint8ClampedArray' ? new Uint8Array(values) : values;
    return { type, form: 'number', array: plain.constructor.name, texts: undefined, values: plain };
  };

  const packColumn = (column: GuestColumn): Part => {
    const { form, type, values, missing } = column;
    const mask = missing.includes(1) ? missing : undefined;
    if (Array.isArray(values)) {
      const texts = values.map((value: unknown) => (value === null ? null : String(value)));
      return { type: form === 'integer' ? type : 'VARCHAR', form, array: 'texts', texts };
    }
    const typed = values as Float64Array;
    const array = typed.constructor.name;
    const typeOf: Record<string, string> = {
      boolean: 'BOOLEAN',
      time: type === 'DATE' ? 'DATE' : 'TIMESTAMP',
      number: type === 'FLOAT' ? type : engineTypes[array]!,
    };
    return { type: typeOf[form]!, form, array, texts: undefined, values: typed, mask };
  };

  const kindOf = (name: string, value: unknown, row: number): string => {
    const kind = value instanceof Date ? 'date' : typeof value;
    if (!(kind in words))
      throw new TypeError(
        `column ${name}, row ${row + 1}: ${inspect(value, 60)} cannot stand in a table: give numbers, BigInts, texts, true or false, dates or null`,
      );
    return kind;
  };

  const packIntegers = (name: string, list: List, mask: Uint8Array | undefined): Part => {
    const values = new BigInt64Array(list.length);
    let isWide = false;
    const integers = Array.from(list, (value, row) => {
      if (value === null || value === undefined) return null;
      const integer = BigInt(value as number);
      values[row] = integer;
      if (values[row] !== integer) isWide = true;
      if (integer >= 2n ** 127n || integer < -(2n ** 127n))
        throw new TypeError(`column ${name}, row ${row + 1}: ${integer} has more than 128 bits`);
      return integer;
    });
    if (!isWide)
      return {
        type: 'BIGINT',
        form: 'number',
        array: 'BigInt64Array',
        texts: undefined,
        values,
        mask,
      };
    const texts = integers.map((integer) => (integer === null ? null : String(integer)));
    return { type: 'HUGEINT', form: 'integer', array: 'texts', texts };
  };

  const packList = (name: string, list: List): Part => {
    if (isColumn(list)) return packColumn(list);
    if (isTyped(list)) return packTyped(name, list);
    const missing = new Uint8Array(list.length);
    const kinds = new Map<string, number>();
    let areSafe = true;
    let areWhole = true;
    for (let row = 0; row < list.length; row += 1) {
      const value = list[row];
      if (value === null || value === undefined) {
        missing[row] = 1;
        continue;
      }
      const kind = kindOf(name, value, row);
      if (!kinds.has(kind)) kinds.set(kind, row);
      if (kind !== 'number') continue;
      if (!Number.isSafeInteger(value)) areSafe = false;
      if (Object.is(value, -0)) areWhole = false;
    }
    const mask = missing.includes(1) ? missing : undefined;
    const isMix = kinds.size === 2 && kinds.has('number') && kinds.has('bigint');
    if (kinds.size > 1 && !(isMix && areSafe)) {
      const [[one, first], [other, second]] = [...kinds] as [[string, number], [string, number]];
      throw new TypeError(
        `column ${name}: row ${first + 1} holds ${words[one]}, row ${second + 1} ${words[other]}: make them one type`,
      );
    }
    const [kind] = kinds.keys();
    const at = (row: number): never => list[row] as never;
    const numbersBy = (read: (value: never) => number): Float64Array =>
      Float64Array.from({ length: list.length }, (_, row) => (missing[row] ? NaN : read(at(row))));
    if (kind === 'bigint' || isMix || (kind === 'number' && areSafe && areWhole))
      return packIntegers(name, list, mask);
    if (kind === 'number')
      return {
        type: 'DOUBLE',
        form: 'number',
        array: 'Float64Array',
        texts: undefined,
        values: numbersBy(Number),
        mask,
      };
    if (kind === 'boolean') {
      const values = Uint8Array.from({ length: list.length }, (_, row) => (at(row) ? 1 : 0));
      return {
        type: 'BOOLEAN',
        form: 'boolean',
        array: 'Uint8Array',
        texts: undefined,
        values,
        mask,
      };
    }
    if (kind === 'date') {
      const values = numbersBy((date: Date) => date.getTime());
      const bad = values.findIndex((time, row) => !missing[row] && Number.isNaN(time));
      if (bad >= 0) throw new TypeError(`column ${name}, row ${bad + 1}: an invalid date`);
      return {
        type: 'TIMESTAMP',
        form: 'time',
        array: 'Float64Array',
        texts: undefined,
        values,
        mask,
      };
    }
    const texts = Array.from(list, (value) => (value ?? null) as string | null);
    return { type: 'VARCHAR', form: 'text', array: 'texts', texts };
  };

  /** Columns by name of whatever may be a table; nothing where it is none. */
  const entriesOf = (value: unknown): [string, List][] | undefined => {
    const whole = columnsOf(value);
    if (whole) return whole.map((column) => [column.name, column as unknown as List]);
    if (isColumn(value)) return [[value.name, value as unknown as List]];
    if (value instanceof Map) return [...value] as [string, List][];
    if (Array.isArray(value)) {
      if (value.length > 0 && value.every(isPlain)) return columnsOfRows(value);
      const isPair = (item: unknown): boolean =>
        Array.isArray(item) && item.length === 2 && typeof item[0] === 'string' && isList(item[1]);
      return value.length > 0 && value.every(isPair) ? (value as [string, List][]) : undefined;
    }
    return isPlain(value) ? (Object.entries(value) as [string, List][]) : undefined;
  };

  const columnsOfRows = (rows: Record<string, unknown>[]): [string, List][] => {
    const lists = new Map<string, unknown[]>();
    rows.forEach((row, index) => {
      for (const key of Object.keys(row)) {
        if (!lists.has(key)) lists.set(key, new Array<unknown>(rows.length).fill(null));
        lists.get(key)![index] = row[key];
      }
    });
    return [...lists];
  };

  const refuse = (value: unknown): never => {
    const shown = value === undefined ? 'nothing' : inspect(value, 80);
    throw new TypeError(
      `the script returned ${shown}, which is no table: return columns by name, as { city: ['a', 'b'], n: [1, 2] }, or a list of rows`,
    );
  };

  const packTable = (value: unknown): { json: string; buffers: ArrayBuffer[] } => {
    const entries = entriesOf(value);
    if (!entries || entries.length === 0) return refuse(value);
    const [[firstName, first]] = entries as [[string, List]];
    const buffers: ArrayBuffer[] = [];
    const keep = (view: ArrayBufferView | undefined): number => {
      if (!view) return -1;
      const { byteOffset, byteLength } = view;
      return (
        buffers.push(view.buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer) - 1
      );
    };
    const columns = entries.map(([key, list]) => {
      const name = String(key);
      if (!isList(list))
        throw new TypeError(`column ${name} is ${inspect(list, 60)}: give a list of values`);
      if (list.length !== first.length)
        throw new TypeError(
          `columns differ in length: ${firstName} has ${first.length} values, ${name} has ${list.length}`,
        );
      const { values, mask, ...part } = packList(name, list);
      return { name, ...part, buffer: keep(values), missing: keep(mask) };
    });
    const answer: PackedAnswer = { kind: 'table', rowCount: first.length, columns };
    return { json: JSON.stringify(answer), buffers };
  };

  const isFigure = (value: unknown): boolean => {
    if (!isPlain(value) || !Array.isArray(value.data) || value.data.length === 0) return false;
    const isTrace = (trace: unknown): boolean =>
      isPlain(trace) && ['type', 'x', 'y', 'z', 'values'].some((key) => key in trace);
    return value.data.every(isTrace);
  };

  const plainJson = (value: unknown): string =>
    JSON.stringify(value, (_, item: unknown) => {
      if (typeof item === 'bigint') return Number(item);
      if (isColumn(item)) return (item as unknown as { toArray(): unknown[] }).toArray();
      return isTyped(item) ? Array.from(item) : item;
    });

  const looksLikeTable = (value: unknown): boolean => {
    const entries = entriesOf(value);
    if (!entries || entries.length === 0) return false;
    return entries.every(([, list]) => isList(list) && list.length === entries[0]![1].length);
  };

  return (value, wanted) => {
    if (wanted === 'table') return packTable(value);
    const only = (answer: PackedAnswer): { json: string; buffers: ArrayBuffer[] } => ({
      json: JSON.stringify(answer),
      buffers: [],
    });
    if (value === undefined) return only({ kind: 'nothing' });
    const figures = isFigure(value) ? [value] : value;
    if (Array.isArray(figures) && figures.length > 0 && figures.every(isFigure))
      return { json: `{"kind":"figures","figures":${plainJson(figures)}}`, buffers: [] };
    if (looksLikeTable(value)) {
      try {
        return packTable(value);
      } catch {
        return only({ kind: 'value', text: inspect(value) });
      }
    }
    return only({ kind: 'value', text: inspect(value) });
  };
}
