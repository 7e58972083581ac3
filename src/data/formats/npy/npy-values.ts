import { AppError } from '../../app-error';
import type { NpyField } from './npy-header';

/** How the values of a field become those of a plain column. */
export type NpyValues =
  | {
      sql: 'BOOLEAN' | 'FLOAT' | 'DOUBLE' | IntegerType;
      read: (view: DataView, at: number) => number;
    }
  | { sql: 'BIGINT' | 'UBIGINT' | 'INTERVAL'; read: (view: DataView, at: number) => bigint | null }
  | { sql: 'DATE' | 'TIMESTAMP'; read: (view: DataView, at: number) => bigint | null }
  | { sql: 'VARCHAR'; read: (view: DataView, at: number) => string };

type IntegerType = 'TINYINT' | 'SMALLINT' | 'INTEGER' | 'UTINYINT' | 'USMALLINT' | 'UINTEGER';

/** "Not a time", in times and spans alike. */
const notATime = -(2n ** 63n);

/**
 * Reads one value of a field at its offset. Times in microseconds and dates in days since 1970, spans in microseconds;
 * what is finer is cut.
 * @throws AppError `unreadable_file` for types that nothing here can hold.
 */
export function npyValues({ type, isBigEndian, sizeBytes }: NpyField, name: string): NpyValues {
  const little = !isBigEndian;
  switch (type) {
    case '?':
    case 'b1':
      return { sql: 'BOOLEAN', read: (view, at) => (view.getUint8(at) === 0 ? 0 : 1) };
    case 'i1':
      return { sql: 'TINYINT', read: (view, at) => view.getInt8(at) };
    case 'i2':
      return { sql: 'SMALLINT', read: (view, at) => view.getInt16(at, little) };
    case 'i4':
      return { sql: 'INTEGER', read: (view, at) => view.getInt32(at, little) };
    case 'i8':
      return { sql: 'BIGINT', read: (view, at) => view.getBigInt64(at, little) };
    case 'u1':
      return { sql: 'UTINYINT', read: (view, at) => view.getUint8(at) };
    case 'u2':
      return { sql: 'USMALLINT', read: (view, at) => view.getUint16(at, little) };
    case 'u4':
      return { sql: 'UINTEGER', read: (view, at) => view.getUint32(at, little) };
    case 'u8':
      return { sql: 'UBIGINT', read: (view, at) => view.getBigUint64(at, little) };
    case 'f2':
      return { sql: 'FLOAT', read: (view, at) => halfFloat(view.getUint16(at, little)) };
    case 'f4':
      return { sql: 'FLOAT', read: (view, at) => view.getFloat32(at, little) };
    case 'f8':
      return { sql: 'DOUBLE', read: (view, at) => view.getFloat64(at, little) };
  }
  if (/^[SUV]/.test(type)) return { sql: 'VARCHAR', read: textReader(type[0]!, sizeBytes, little) };
  if (/^[Mm]8/.test(type)) return timeValues(type, little, name);
  throw unknown(name, type);
}

function timeValues(type: string, little: boolean, name: string): NpyValues {
  const [, kind, count = '1', unit = ''] = /^([Mm])8(?:\[(\d*)(\w+)\])?$/.exec(type) ?? [];
  const steps = BigInt(count || 1);
  const scaled = (scale: (value: bigint) => bigint) => (view: DataView, at: number) => {
    const value = view.getBigInt64(at, little);
    return value === notATime ? null : scale(value * steps);
  };
  if (kind === 'M' && (unit === 'D' || unit === 'W'))
    return { sql: 'DATE', read: scaled((value) => (unit === 'W' ? 7n * value : value)) };
  if (kind === 'M' && (unit === 'M' || unit === 'Y'))
    return { sql: 'DATE', read: scaled((value) => dayOfMonth(unit === 'Y' ? 12n * value : value)) };
  const micros = microsPerUnit[unit];
  if (micros === undefined) throw unknown(name, type);
  const [times, parts] = micros;
  const read = scaled((value) => (value * times) / parts);
  return { sql: kind === 'M' ? 'TIMESTAMP' : 'INTERVAL', read };
}

const microsPerUnit: Record<string, [times: bigint, parts: bigint]> = {
  W: [604_800_000_000n, 1n],
  D: [86_400_000_000n, 1n],
  h: [3_600_000_000n, 1n],
  m: [60_000_000n, 1n],
  s: [1_000_000n, 1n],
  ms: [1_000n, 1n],
  us: [1n, 1n],
  ns: [1n, 1_000n],
};

/** Days from 1970 to the first of a month counted from there. */
function dayOfMonth(months: bigint): bigint {
  return BigInt(Date.UTC(1970, Number(months), 1) / 86_400_000);
}

/** Texts end at the NULs that fill them up; raw bytes are written as hexadecimal. */
function textReader(
  kind: string,
  sizeBytes: number,
  little: boolean,
): (view: DataView, at: number) => string {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const bytesAt = (view: DataView, at: number): Uint8Array =>
    new Uint8Array(view.buffer, view.byteOffset + at, sizeBytes);
  if (kind === 'S') return (view, at) => decoder.decode(bytesAt(view, at)).replace(/\0+$/, '');
  if (kind === 'V') {
    return (view, at) =>
      Array.from(bytesAt(view, at), (byte) => byte.toString(16).padStart(2, '0')).join('');
  }
  return (view, at) => {
    let text = '';
    for (let index = 0; index < sizeBytes; index += 4) {
      const point = view.getUint32(at + index, little);
      text += point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd';
    }
    return text.replace(/\0+$/, '');
  };
}

/** IEEE 754 binary16. */
function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return exponent === 0
    ? sign * fraction * 2 ** -24
    : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

function unknown(name: string, type: string): AppError {
  return new AppError(
    'unreadable_file',
    `"${name}" cannot be read as a NumPy array: no type here holds its values of type "${type}". Convert them first, to float64 or int64.`,
    { name, type },
  );
}
