/** Values of one column as a script sees or gives them; 64-bit integers stay exact. */
export type ScriptValues =
  | Float64Array
  | Int8Array
  | Int16Array
  | Int32Array
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array
  | (string | null)[];

/**
 * How values stand in their array: numbers as they are, `boolean` as 0 and 1, `time` as milliseconds since 1970 UTC,
 * `integer` as digits beyond 64 bits.
 */
export type ScriptForm = 'number' | 'boolean' | 'time' | 'text' | 'integer';

/** A column on its way into or out of a script. */
export interface ScriptColumn {
  name: string;
  /** The engine's type, as DuckDB writes it. */
  type: string;
  form: ScriptForm;
  values: ScriptValues;
  /** 1 where a value is missing; texts are `null` there instead. */
  missing?: Uint8Array;
}

/** A table that a script made: columns of equal length. */
export interface ScriptTable {
  columns: ScriptColumn[];
  rowCount: number;
}
