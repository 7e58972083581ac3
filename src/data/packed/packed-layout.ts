/**
 * Any structured-clonable value as bytes, and back: what results, models and tables' facts are stored as.
 *
 * Layout: `ASV1`, the length of the text (32 bit, little endian), the text (JSON, UTF-8), then the bytes of typed
 * arrays, each at a multiple of eight. In the text, what JSON cannot say stands as an object with the key `$`.
 */
export const magic = 0x31565341;
export const headBytes = 8;

export const arrays = {
  i8: Int8Array,
  u8: Uint8Array,
  c8: Uint8ClampedArray,
  i16: Int16Array,
  u16: Uint16Array,
  i32: Int32Array,
  u32: Uint32Array,
  i64: BigInt64Array,
  u64: BigUint64Array,
  f32: Float32Array,
  f64: Float64Array,
};

export type ArrayName = keyof typeof arrays;
export type TypedArray = InstanceType<(typeof arrays)[ArrayName]>;
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** The next multiple of eight. */
export function aligned(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}
