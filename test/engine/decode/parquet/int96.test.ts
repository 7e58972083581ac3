import { describe, expect, it } from 'vitest';
import { microsOfInt96 } from '../../../../src/engine/decode/parquet/int96';

const micros = (text: string): bigint => BigInt(Date.parse(text)) * 1000n;
const wrapped = (time: bigint): bigint => BigInt.asIntN(64, time * 1000n);

describe('times that Spark wrote in 96 bits', () => {
  it.each([
    '0001-01-01T00:00:00Z',
    '1066-10-14T09:00:00.123Z',
    '1677-09-21T00:00:00Z',
    '1970-01-01T00:00:00.001Z',
    '2024-12-31T23:00:00Z',
    '2262-04-12T00:00:00Z',
    '9999-12-31T23:59:59.999Z',
  ])('are brought back from 64 bits of nanoseconds: %s', (text) => {
    expect(microsOfInt96(wrapped(micros(text)))).toBe(micros(text));
  });

  it('keep their microseconds', () => {
    expect(microsOfInt96(wrapped(micros('1500-01-01T00:00:00Z') + 7n))).toBe(
      micros('1500-01-01T00:00:00Z') + 7n,
    );
  });

  it('cannot be told beyond the year 9999', () => {
    const year290000 = 290_000n * 31_556_952_000_000n - 62_167_219_200_000_000n;
    expect(microsOfInt96(wrapped(year290000))).toBe(undefined);
  });
});
