import { describe, expect, it } from 'vitest';
import { dateForm, dateForms, readDay, readTimestamp } from '../../../src/data/formats/date-text';

describe('times written in ISO form', () => {
  it.each([
    ['1970-01-01', 0n],
    ['1970-01-01 00:00:01', 1_000_000n],
    ['1970-01-01T00:00:00.000001', 1n],
    ['1970-01-01T00:00:00.5Z', 500_000n],
    ['1970-01-01 02:00+02:00', 0n],
    ['1970-01-01 00:00 -0130', 5_400_000_000n],
    ['1969-12-31 23:59:59.999999', -1n],
    ['0001-01-01', -62_135_596_800_000_000n],
    ['9999-12-31 23:59:59.999999', 253_402_300_799_999_999n],
  ])('%s is %d µs after 1970', (text, micros) => {
    const bytes = new TextEncoder().encode(text);
    expect(dateForm(bytes, 0, bytes.length)).not.toBe(dateForms.none);
    expect(readTimestamp(text)).toBe(micros);
  });

  it('counts days', () => {
    expect(readDay('1970-01-02')).toBe(1);
    expect(readDay('2000-03-01')).toBe(11_017);
  });
});
