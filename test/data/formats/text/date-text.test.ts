import { describe, expect, it } from 'vitest';
import {
  dateForm,
  dateForms,
  readDay,
  readTimestamp,
} from '../../../../src/data/formats/text/date-text';

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
    expect(readTimestamp(bytes, 0, bytes.length)).toBe(micros);
  });

  it('counts days as the language does, every 37 days of the years 1 to 9999', () => {
    const first = Date.UTC(2000, 0, 1) / 86_400_000 - 730_119;
    for (let day = first; day < 2_932_896; day += 37) {
      const text = new Date(day * 86_400_000).toISOString();
      const bytes = new TextEncoder().encode(text);
      expect([text, dateForm(bytes, 0, 10), readDay(bytes, 0)]).toEqual([
        text,
        dateForms.date,
        day,
      ]);
    }
  });
});
