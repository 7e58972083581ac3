import { describe, expect, it } from 'vitest';
import { ColumnEvidence } from '../../../../src/data/formats/csv/column-evidence';
import { chooseType } from '../../../../src/data/formats/csv/column-type';
import { mergeEvidence } from '../../../../src/data/formats/csv/merge-evidence';
import { writtenOtherwise } from '../../../../src/data/formats/csv/written-otherwise';

function evidenceOf(texts: readonly string[], point = '.'): ColumnEvidence {
  const evidence = new ColumnEvidence(point.charCodeAt(0));
  for (const text of texts) {
    const bytes = new TextEncoder().encode(text);
    evidence.addText(bytes, 0, bytes.length);
  }
  return evidence;
}

describe('values written otherwise than their type shows them', () => {
  it.each<[string, string[], number, string, string]>([
    ['zeros behind the point', ['1.50', '2.5', '3.0', '4'], 2, '1.50', '1.5'],
    ['numbers without a digit before the point', ['.5', '-.25', '0.5'], 2, '.5', '0.5'],
    ['numbers without a digit behind it', ['5.', '0.5'], 1, '5.', '5'],
    ['exponents', ['1E5', '1e-7', '1.0e2'], 2, '1E5', '100000'],
    ['a zero with a sign', ['-0', '1'], 1, '-0', '0'],
    ['infinities', ['-inf', 'Infinity', 'NaN', '1.5'], 1, '-inf', '-Infinity'],
    ['words in capitals', ['TRUE', 'true', 'False'], 2, 'TRUE', 'true'],
    [
      'days among times',
      ['2020-02-29', '2020-03-01 10:00:00'],
      1,
      '2020-02-29',
      '2020-02-29 00:00:00',
    ],
    ['times with T', ['2020-02-29T10:00:00'], 1, '2020-02-29T10:00:00', '2020-02-29 10:00:00'],
    ['times without seconds', ['2020-02-29 10:00'], 1, '2020-02-29 10:00', '2020-02-29 10:00:00'],
    [
      'fractions of a second',
      ['1960-02-29 10:00:00.250', '2020-02-29 10:00:00.25'],
      1,
      '1960-02-29 10:00:00.250',
      '1960-02-29 10:00:00.25',
    ],
    [
      'times with an offset',
      ['2020-01-01T00:00:00+02:00', '2020-01-01 00:00:00Z'],
      2,
      '2020-01-01T00:00:00+02:00',
      '2019-12-31 22:00:00',
    ],
  ])('are %s', (_, texts, count, written, shown) => {
    const evidence = evidenceOf(texts);
    expect(writtenOtherwise(evidence, chooseType(evidence))).toEqual({ count, written, shown });
  });

  it.each<[string, string[]]>([
    ['decimals of one form', ['1.50', '2.00']],
    ['whole numbers', ['0', '-1', '12345678901234567890']],
    ['fractions', ['0.5', '-1.25', '1e-7']],
    ['dates', ['2020-02-29']],
    ['times', ['2020-02-29 10:00:00', '2020-02-29 10:00:00.25']],
    ['texts', ['TRUE', 'x', '1.50']],
    ['nothing', ['', '']],
  ])('are none of %s', (_, texts) => {
    const evidence = evidenceOf(texts);
    expect(writtenOtherwise(evidence, chooseType(evidence))).toBeUndefined();
  });

  it('are the same counted in parts', () => {
    const merged = mergeEvidence(evidenceOf(['1', '2.5', '3.10']), evidenceOf(['4.0', '.5', '6.']));
    expect(writtenOtherwise(merged, chooseType(merged))).toEqual({
      count: 4,
      written: '.5',
      shown: '0.5',
    });
  });

  it('are read with a decimal comma where the file has one', () => {
    const evidence = evidenceOf(['1,50', '2,5'], ',');
    expect(writtenOtherwise(evidence, chooseType(evidence), ',')).toEqual({
      count: 1,
      written: '1,50',
      shown: '1.5',
    });
  });
});
