type Growing = Uint8Array | Int32Array | Float64Array | BigInt64Array | BigUint64Array;

/** The array itself where it has room for so many values, else a copy of at least twice the room. */
export function grown<V extends Growing>(values: V, count: number): V {
  if (count <= values.length) return values;
  const Values = values.constructor as new (length: number) => V;
  const larger = new Values(Math.max(count, 2 * values.length));
  larger.set(values as never);
  return larger;
}
