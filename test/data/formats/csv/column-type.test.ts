import { describe, expect, it } from 'vitest';
import { ColumnEvidence } from '../../../../src/data/formats/csv/column-evidence';
import { chooseType, type ColumnType } from '../../../../src/data/formats/csv/column-type';

const encoder = new TextEncoder();

function typeOf(...texts: string[]): ColumnType {
  const evidence = new ColumnEvidence();
  for (const text of texts) {
    const bytes = encoder.encode(text);
    evidence.addText(bytes, 0, bytes.length);
  }
  return chooseType(evidence);
}

describe('the type of a column', () => {
  it.each<[string, string[]]>([
    ['VARCHAR', []],
    ['VARCHAR', ['', '']],
    ['BOOLEAN', ['true', 'False', 'TRUE', '']],
    ['BIGINT', ['1', '-2', '9223372036854775807']],
    ['HUGEINT', ['1', '9223372036854775808']],
    ['DOUBLE', ['1', '2.5', '1e-7']],
    ['DOUBLE', ['1', 'NaN', '-inf', 'Infinity']],
    ['DOUBLE', ['0.1', '10000000000000000']],
    ['DECIMAL(17,1)', ['9007199254740993.5', '1']],
    ['DECIMAL(18,1)', ['0.5', '90071992547409931']],
    ['VARCHAR', ['9007199254740993.5', '1e300']],
    ['VARCHAR', ['NaN', 'inf']],
    ['VARCHAR', ['1', '01234']],
    ['VARCHAR', ['+4912345']],
    ['VARCHAR', ['true', '1']],
    ['DATE', ['2020-02-29', '1999-12-31', '']],
    ['VARCHAR', ['2019-02-29']],
    ['VARCHAR', ['2020-13-01']],
    ['VARCHAR', ['01/02/2020']],
    ['TIMESTAMP', ['2020-01-01 10:00', '2020-01-01T10:00:00.123456', '2020-01-01']],
    ['VARCHAR', ['2020-01-01 10:00:00.1234567']],
    ['VARCHAR', ['2020-01-01 24:00:00']],
    ['VARCHAR', ['2020-01-01 10:00', '2020-01-01 10:00Z']],
    ['VARCHAR', ['2020-01-01', '5']],
    ['VARCHAR', ['a', 'b', 'c', 'd', '5']],
  ])('%s holds %j', (sql, texts) => {
    expect(typeOf(...texts)).toMatchObject({ sql, zoned: false });
  });

  it('is a UTC timestamp where every time has an offset', () => {
    const type = typeOf('2020-01-01T10:00:00Z', '2020-01-01 10:00+02:00', '2020-01-01 10:00 -0330');
    expect(type).toEqual({ sql: 'TIMESTAMP', zoned: true });
  });

  it('names the few texts that keep a column of numbers from being one', () => {
    expect(typeOf('1', '2', '?', '3', '4', '?', 'n/a').note).toBe(
      'holds numbers and 2 × "?", 1 × "n/a", so it is kept as text; name what means "missing" to read it as numbers.',
    );
    expect(typeOf('true', '1').note).toBe('holds numbers and true or false; it is kept as text.');
  });

  it('keeps codes with leading zeros and says so', () => {
    expect(typeOf('98765', '01234').note).toBe(
      'holds digits with leading zeros, such as "01234"; it is kept as text.',
    );
    expect(typeOf('a', '1').note).toBe(undefined);
  });

  it('says when floating point would have rounded', () => {
    expect(typeOf('9007199254740993.5').note).toBe(
      'holds 1 number that floating point would round; it is kept exactly, as DECIMAL(17,1).',
    );
  });
});
