import { describe, expect, it } from 'vitest';
import { doubleHolds, doubleSurelyHolds } from '../../../../src/data/formats/text/double-exactness';
import {
  createNumberText,
  numberForms,
  readNumber,
} from '../../../../src/data/formats/text/number-text';
import { createRandom } from '../../../../src/math/random';

const encoder = new TextEncoder();

function look(text: string, decimalPoint = '.'): ReturnType<typeof createNumberText> {
  const bytes = encoder.encode(text);
  const into = createNumberText();
  readNumber(bytes, 0, bytes.length, decimalPoint.charCodeAt(0), into);
  return into;
}

function formOf(text: string): string {
  const { form } = look(text);
  return Object.entries(numberForms).find(([, code]) => code === form)![0];
}

describe('the form of a number', () => {
  it.each([
    ['0', 'integer'],
    ['-12', 'integer'],
    ['999999999999999', 'integer'],
    ['1000000000000000', 'longInteger'],
    ['9223372036854775807', 'longInteger'],
    ['9223372036854775808', 'hugeInteger'],
    ['-9223372036854775808', 'longInteger'],
    ['-9223372036854775809', 'hugeInteger'],
    ['18446744073709551615', 'hugeInteger'],
    ['9'.repeat(38), 'hugeInteger'],
    ['9'.repeat(39), 'longDecimal'],
    ['0.5', 'double'],
    ['.5', 'double'],
    ['5.', 'double'],
    ['-1.5e-7', 'double'],
    ['1E5', 'double'],
    ['0.30000000000000004', 'double'],
    ['0.10000000000000001', 'double'],
    ['0.1000000000000000055511151231257827', 'double'],
    ['1.7976931348623157e308', 'double'],
    ['5e-324', 'double'],
    ['9007199254740993.5', 'longDecimal'],
    ['1234567890123.4567', 'longDecimal'],
    ['3.14159265358979323846', 'longDecimal'],
    ['1e400', 'longDecimal'],
    ['1e-400', 'longDecimal'],
    ['0.000', 'double'],
    ['-0', 'integer'],
  ])('%s is %s', (text, form) => {
    expect(formOf(text)).toBe(form);
  });

  it.each([
    '',
    '-',
    '.',
    '-.',
    '007',
    '-01',
    '00.5',
    '+5',
    '1_000',
    '1,000',
    '1e',
    '1e+',
    '0x1F',
    '5 ',
    ' 5',
    '1.2.3',
    'NaN',
    '١٢',
  ])('"%s" is no number', (text) => {
    expect(formOf(text)).toBe('none');
  });

  it('reads a decimal comma where told', () => {
    expect(look('1,5', ',').form).toBe(numberForms.double);
    expect(look('1.5', ',').form).toBe(numberForms.none);
  });
});

describe('what a double holds', () => {
  it('is everything that was printed from a double', () => {
    const random = createRandom(3);
    for (let round = 0; round < 20_000; round += 1) {
      const value =
        (random.next() - 0.5) * 10 ** (random.below(40) - 20) + random.next() * 2 ** -40;
      expect(look(String(value)).fitsDouble).toBe(true);
      expect(look(value.toPrecision(17)).fitsDouble).toBe(true);
    }
  });

  it('is told alike by the quick and by the thorough test', () => {
    const random = createRandom(4);
    for (let round = 0; round < 50_000; round += 1) {
      const digits = 16 + random.below(3);
      const fraction = random.below(digits);
      const high = random.below(10 ** (digits - 9));
      const low = random.below(10 ** 9);
      const all = `${high}${String(low).padStart(9, '0')}`.padStart(fraction + 1, '0');
      const text = `${all.slice(0, all.length - fraction)}.${all.slice(all.length - fraction)}`;
      if (doubleSurelyHolds(high, low, fraction))
        expect([text, doubleHolds(text)]).toEqual([text, true]);
    }
  });
});
