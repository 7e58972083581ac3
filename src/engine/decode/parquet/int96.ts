import { timestamp, TimeUnit, type Batch, type Column } from '@uwdata/flechette';
import { columnOf, packValidity } from '../arrow/arrow-column';

const wrap = 2n ** 64n;
/** Microseconds of 0001-01-01 and of 10000-01-01, the years of Spark's times. */
const earliest = -62_135_596_800_000_000n;
const latest = 253_402_300_800_000_000n;
/** So many times the nanoseconds of those years run over 64 bits. */
const [fewestWraps, mostWraps] = [-4n, 14n];

/**
 * Microseconds of a time that Spark wrote in 96 bits, from its nanoseconds modulo 2^64, which is all that the
 * reader keeps. Spark's times have whole microseconds, so what is left over tells how often they ran over:
 * the remainders of 2^64 n repeat after 125 only. Undefined for a time outside the years 1–9999.
 */
export function microsOfInt96(nanos: bigint): bigint | undefined {
  if (nanos % 1000n === 0n) return nanos / 1000n;
  for (let count = fewestWraps; count <= mostWraps; count += 1n) {
    const whole = nanos + count * wrap;
    const micros = whole / 1000n;
    if (whole % 1000n === 0n && micros >= earliest && micros < latest) return micros;
  }
  return undefined;
}

/** A batch of such times in microseconds; those that cannot be told are missing. */
export function int96Column(batch: Batch<unknown>): Column<unknown> {
  const { length } = batch;
  const nanos = batch.values as BigInt64Array;
  const values = new BigInt64Array(length);
  const isSet = new Uint8Array(length);
  for (let row = 0; row < length; row += 1) {
    const micros = isPresent(batch, row) ? microsOfInt96(nanos[row]!) : undefined;
    if (micros === undefined) continue;
    values[row] = micros;
    isSet[row] = 1;
  }
  const type = timestamp(TimeUnit.MICROSECOND, null);
  return columnOf(type, { ...packValidity(isSet, length), length, values });
}

/** How many times of a batch cannot be told. */
export function countUnknownTimes(batch: Batch<unknown>): number {
  const nanos = batch.values as BigInt64Array;
  let count = 0;
  for (let row = 0; row < batch.length; row += 1) {
    if (isPresent(batch, row) && microsOfInt96(nanos[row]!) === undefined) count += 1;
  }
  return count;
}

function isPresent(batch: Batch<unknown>, row: number): boolean {
  return batch.nullCount === 0 || batch.isValid(row);
}
