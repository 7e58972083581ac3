import { DateUnit, TimeUnit, Type, type DataType } from '@uwdata/flechette';

const unitsPerSecond: Record<number, bigint> = {
  [TimeUnit.SECOND]: 1n,
  [TimeUnit.MILLISECOND]: 1_000n,
  [TimeUnit.MICROSECOND]: 1_000_000n,
  [TimeUnit.NANOSECOND]: 1_000_000_000n,
};

/** A decimal number as text, all its digits: 15, scale 1 is `1.5`. */
export function decimalText(unscaled: bigint, scale: number): string {
  if (scale <= 0) return String(unscaled * 10n ** BigInt(-scale));
  const isNegative = unscaled < 0n;
  const digits = String(isNegative ? -unscaled : unscaled).padStart(scale + 1, '0');
  const text = `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return isNegative ? `-${text}` : text;
}

/** A point in time as ISO text, with as many digits of a second as its unit has. */
export function timestampText(value: bigint, unit: number): string {
  const perSecond = unitsPerSecond[unit]!;
  const rest = ((value % perSecond) + perSecond) % perSecond;
  const seconds = Number((value - rest) / perSecond);
  const whole = new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
  const places = String(perSecond).length - 1;
  return places === 0 ? whole : `${whole}.${String(rest).padStart(places, '0')}`;
}

/** Bytes as hexadecimal digits, two each. */
export function hexText(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** One value that is no list or struct, as JSON text. */
export function scalarJson(value: unknown, type: DataType): string {
  if (value === null || value === undefined) return 'null';
  if (type.typeId === Type.Decimal) return decimalText(BigInt(value as bigint), type.scale);
  if (type.typeId === Type.Timestamp) return `"${timestampText(value as bigint, type.unit)}"`;
  if (type.typeId === Type.Date) return dateJson(value as number, type.unit);
  if (value instanceof Uint8Array) return `"${hexText(value)}"`;
  if (ArrayBuffer.isView(value))
    return `[${Array.from(value as unknown as ArrayLike<number>).join(',')}]`;
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number' && !Number.isFinite(value)) return `"${value}"`;
  return JSON.stringify(value);
}

function dateJson(value: number, unit: number): string {
  const date = new Date(value).toISOString();
  return `"${unit === DateUnit.DAY || date.endsWith('T00:00:00.000Z') ? date.slice(0, 10) : date}"`;
}
