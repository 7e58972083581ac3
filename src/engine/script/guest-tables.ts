/** A table as the interpreter is told of it. */
export interface GuestTable {
  name: string;
  rowCount: number;
  columns: { name: string; type: string; kind: string }[];
}

/** What the host hands over for a column; nothing where it has not been brought yet. */
export interface GuestValues {
  array: string;
  /** Bytes of the array, or a list of texts as JSON. */
  values: ArrayBuffer | string;
  missing: ArrayBuffer | undefined;
  form: string;
}

/** A column as a script sees it. */
export interface GuestColumn {
  readonly name: string;
  readonly type: string;
  readonly form: string;
  readonly length: number;
  readonly values: ArrayLike<unknown>;
  readonly missing: Uint8Array;
  get(row: number): unknown;
}

/**
 * Makes `tables` of a script. Stands alone, without names from outside: the interpreter gets it as text.
 * Values are fetched through `load` when they are first looked at.
 */
export function makeTables(
  infos: readonly GuestTable[],
  load: (table: number, column: number) => GuestValues | undefined,
): {
  tables: object;
  isColumn: (value: unknown) => value is GuestColumn;
  columnsOf: (value: unknown) => GuestColumn[] | undefined;
} {
  const arrays: Record<string, (bytes: ArrayBuffer) => ArrayLike<unknown>> = {
    Float64Array: (bytes) => new Float64Array(bytes),
    Int8Array: (bytes) => new Int8Array(bytes),
    Int16Array: (bytes) => new Int16Array(bytes),
    Int32Array: (bytes) => new Int32Array(bytes),
    Uint8Array: (bytes) => new Uint8Array(bytes),
    Uint16Array: (bytes) => new Uint16Array(bytes),
    Uint32Array: (bytes) => new Uint32Array(bytes),
    BigInt64Array: (bytes) => new BigInt64Array(bytes),
    BigUint64Array: (bytes) => new BigUint64Array(bytes),
  };
  const readers: Record<string, (value: never) => unknown> = {
    boolean: (value: number) => value === 1,
    time: (value: number) => new Date(value),
  };
  /** A number where that is exact, so that it can be added to others. */
  const plainInteger = (value: unknown): unknown =>
    typeof value === 'bigint' && value >= -(2n ** 53n) && value <= 2n ** 53n
      ? Number(value)
      : value;
  const columns = new WeakSet<object>();
  const ofTable = new WeakMap<object, () => GuestColumn[]>();

  /** Members by name; asking for another one says which there are. */
  const named = <T>(what: string, names: string[], get: (index: number) => T): object => {
    const target = Object.create(null) as object;
    names.forEach((name, index) =>
      Object.defineProperty(target, name, {
        enumerable: true,
        configurable: true,
        get: () => get(index),
      }),
    );
    return new Proxy(target, {
      get: (known, key) => {
        if (typeof key !== 'string' || key in known) return Reflect.get(known, key) as unknown;
        if (key === 'then' || key === 'toJSON') return undefined;
        throw new ReferenceError(
          `unknown ${what}: ${key}. There is ${names.slice(0, 12).join(', ') || 'none'}${names.length > 12 ? ', …' : ''}.`,
        );
      },
      set: (_, key) => {
        throw new TypeError(
          `${what} ${String(key)} cannot be set: tables do not change, return a new one`,
        );
      },
    });
  };

  const makeColumn = (table: number, index: number): GuestColumn => {
    const { rowCount } = infos[table]!;
    const { name, type, kind } = infos[table]!.columns[index]!;
    let loaded: { values: ArrayLike<unknown>; missing: Uint8Array; form: string } | undefined;
    const fetched = (): NonNullable<typeof loaded> => {
      if (loaded) return loaded;
      const given = load(table, index);
      if (!given) throw new Error(`column ${name} is being brought`);
      const { array, values, form } = given;
      const list =
        typeof values === 'string'
          ? (JSON.parse(values) as (string | null)[])
          : arrays[array]!(values);
      const missing = given.missing ? new Uint8Array(given.missing) : new Uint8Array(rowCount);
      if (Array.isArray(list))
        list.forEach((value, row) => void (value === null && (missing[row] = 1)));
      const numbers = form === 'integer' && Array.isArray(list);
      loaded = {
        form,
        missing,
        values: numbers ? list.map((value) => (value === null ? null : BigInt(value))) : list,
      };
      return loaded;
    };
    const get = (row: number): unknown => {
      const { values, missing, form } = fetched();
      if (missing[row] !== 0) return row < rowCount && row >= 0 ? null : undefined;
      const read = readers[form];
      return read ? read(values[row] as never) : plainInteger(values[row]);
    };
    const column = {
      name,
      type,
      kind,
      length: rowCount,
      get form() {
        return fetched().form;
      },
      get values() {
        return fetched().values;
      },
      get missing() {
        return fetched().missing;
      },
      get,
      toArray: () => Array.from({ length: rowCount }, (_, row) => get(row)),
      *[Symbol.iterator]() {
        for (let row = 0; row < rowCount; row += 1) yield get(row);
      },
    };
    columns.add(column);
    return Object.freeze(column);
  };

  const makeTable = (table: number): object => {
    const info = infos[table]!;
    const made: (GuestColumn | undefined)[] = [];
    const columnAt = (index: number): GuestColumn => (made[index] ??= makeColumn(table, index));
    const names = info.columns.map(({ name }) => name);
    const byName = named('column', names, columnAt) as Record<string, GuestColumn>;
    const rowAt = (row: number): object => {
      const values = Object.create(null) as Record<string, unknown>;
      names.forEach((name, index) => (values[name] = columnAt(index).get(row)));
      return values;
    };
    const value = {
      name: info.name,
      rowCount: info.rowCount,
      columnNames: Object.freeze(names),
      columns: byName,
      column: (name: string) => byName[name],
      row: rowAt,
      *rows() {
        for (let row = 0; row < info.rowCount; row += 1) yield rowAt(row);
      },
    };
    ofTable.set(value, () => names.map((_, index) => columnAt(index)));
    return Object.freeze(value);
  };

  const made: (object | undefined)[] = [];
  const tables = named(
    'table',
    infos.map(({ name }) => name),
    (index) => (made[index] ??= makeTable(index)),
  );
  const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
  return {
    tables,
    isColumn: (value): value is GuestColumn => isObject(value) && columns.has(value),
    columnsOf: (value) => (isObject(value) ? ofTable.get(value)?.() : undefined),
  };
}
