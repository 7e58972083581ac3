import { describe, expect, it } from 'vitest';
import { ColumnSketch } from '../../../src/data/sketch/column-sketch';
import { sketchSize } from '../../../src/data/sketch/sketch-size';
import { ValueReader } from '../../../src/data/sketch/value-reader';
import { createRandom } from '../../../src/math/random';

const encoder = new TextEncoder();
const size = sketchSize(1, 0);

function read(texts: string[], point = '.', missing: string[] = []): ColumnSketch {
  const reader = new ValueReader(point.charCodeAt(0), missing);
  const sketch = new ColumnSketch(size);
  for (const text of texts) {
    const bytes = encoder.encode(`,${text},`);
    reader.add(sketch, bytes, 1, bytes.length - 1);
  }
  return sketch;
}

function numberOf(text: string, point = '.'): number {
  const { number } = read([text], point);
  number?.flush();
  return number ? number.moments.min : NaN;
}

describe('ValueReader', () => {
  it('reads the very double of any decimal', () => {
    const random = createRandom(4);
    for (let round = 0; round < 20_000; round += 1) {
      const value = (random.next() - 0.5) * 10 ** (random.below(24) - 12);
      const text = [String(value), value.toFixed(random.below(12)), value.toPrecision(17)][
        round % 3
      ]!;
      expect([text, numberOf(text)]).toEqual([text, Number(text)]);
    }
  });

  it.each([
    ['0', 0],
    ['-0.5', -0.5],
    ['.5', 0.5],
    ['5.', 5],
    ['1e-9', 1e-9],
    ['000', NaN],
    ['0.10', 0.1],
    ['007', NaN],
    ['+5', NaN],
    ['-', NaN],
    ['.', NaN],
    ['1.2.3', NaN],
    ['9223372036854775807', 9223372036854775807],
    ['123456789012345678901234567890', 123456789012345678901234567890],
  ])('reads %s as %f', (text, value) => {
    expect(numberOf(text)).toBe(value);
  });

  it('reads a decimal comma where that is the point', () => {
    expect(numberOf('1,5', ',')).toBe(1.5);
    expect(numberOf('1234567890123,25e2', ',')).toBe(123456789012325);
    expect(read(['1.5'], ',').text).toBeDefined();
  });

  it('tells whole numbers apart that a double does not', () => {
    const { number } = read(['9007199254740993', '9007199254740992', '9007199254740993']);
    expect(number!.distinct.estimate()).toBe(2);
  });

  it('reads days and times as milliseconds since 1970', () => {
    const texts = [
      '2020-02-29',
      '1999-12-31 23:59:59.5',
      '2020-01-01T00:00:00+02:00',
      '2020-01-01 10:30',
    ];
    const { time } = read(texts);
    time!.flush();
    const wanted = [
      '2020-02-29',
      '1999-12-31T23:59:59.5Z',
      '2019-12-31T22:00Z',
      '2020-01-01T10:30Z',
    ];
    expect(time!.quantiles.weighted().values).toEqual(
      Float64Array.from(wanted.map(Date.parse)).sort(),
    );
  });

  it('counts truth, missing, NaN and infinity apart', () => {
    const sketch = read(['TRUE', 'false', 'false', '', '  ', 'NaN', '-inf', 'NA'], '.', ['NA']);
    expect([sketch.trues, sketch.falses, sketch.missing]).toEqual([1, 2, 3]);
    expect([sketch.number!.nan, sketch.number!.infinite]).toEqual([1, 1]);
  });

  it('takes numbers as texts once a text has been seen', () => {
    const sketch = read(['1', 'x', '2']);
    sketch.number!.flush();
    expect(sketch.number!.moments.count).toBe(1);
    expect(sketch.text!.frequent.total).toBe(2);
  });
});
