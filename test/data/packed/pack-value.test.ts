import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/data/app-error';
import { packValue } from '../../../src/data/packed/pack-value';
import { unpackValue } from '../../../src/data/packed/unpack-value';
import { createRandom } from '../../../src/math/random';

const again = (value: unknown): unknown => unpackValue(packValue(value));

describe('a packed value', () => {
  it.each([
    ['numbers that JSON has not', [NaN, Infinity, -Infinity, -0, 0, 1e-320, 2 ** 53]],
    ['missing in its ways', { a: undefined, b: null, c: [undefined, null] }],
    ['big integers', [0n, -(2n ** 63n), 2n ** 64n - 1n, 10n ** 300n]],
    ['texts', ['', '\u0000', '😀', '\ud800 alone', '\u2028', '{"$":"map"}']],
    ['keys that mean something elsewhere', { $: 'map', constructor: 1, toString: 2, '': 3 }],
    ['maps and sets', new Map<unknown, unknown>([[{ a: 1 }, new Set([1, '1', NaN])]])],
    ['dates', [new Date(0), new Date(NaN), new Date(-8.64e15)]],
    ['an array buffer', new Uint8Array([1, 2, 3]).buffer],
  ])('comes back as it was: %s', (_, value) => {
    expect(again(value)).toEqual(structuredClone(value));
    expect(Object.is((again([-0]) as number[])[0], -0)).toBe(true);
  });

  it('keeps every kind of typed array, also a part of a longer one', () => {
    const doubles = Float64Array.from([0, NaN, -0, Infinity, 1.5]);
    const value = [
      doubles.subarray(1, 4),
      new Uint8Array(0),
      new Int8Array([-1]),
      new Uint8ClampedArray([255]),
      new Int16Array([-2]),
      new Uint16Array([65_535]),
      new Int32Array([-3]),
      new Uint32Array([4_294_967_295]),
      new Float32Array([0.1]),
      new BigInt64Array([-(2n ** 63n)]),
      new BigUint64Array([2n ** 64n - 1n]),
    ];
    const read = again(value) as object[];
    expect(read).toEqual(value);
    expect(read.map((array) => array.constructor)).toEqual(value.map((array) => array.constructor));
  });

  it('keeps a key __proto__ without touching any prototype', () => {
    const value = JSON.parse('{"__proto__": {"polluted": 1}, "a": 2}') as object;
    const read = again(value) as Record<string, unknown>;
    expect(Object.keys(read)).toEqual(['__proto__', 'a']);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(read.polluted).toBeUndefined();
  });

  it('writes a typed array once, however often it is there', () => {
    const long = new Float64Array(10_000);
    expect(packValue([long, long, long]).byteLength).toBeLessThan(81_000);
    expect(again([long, long])).toEqual([long, long]);
  });

  it('gives equal bytes for equal values', () => {
    const make = (): unknown => ({ b: [1, NaN], a: new Float64Array([1, 2]) });
    expect(packValue(make())).toEqual(packValue(make()));
  });

  it('refuses what it could not give back', () => {
    const circle: unknown[] = [];
    circle.push(circle);
    for (const value of [() => 1, Symbol('a'), circle, new (class Own {})(), /a/])
      expect(() => packValue(value)).toThrow(AppError);
  });

  it('refuses deep nesting instead of running out of stack', () => {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    const text = new TextEncoder().encode(deep);
    const bytes = new Uint8Array(8 + text.length);
    new DataView(bytes.buffer).setUint32(0, 0x31565341, true);
    new DataView(bytes.buffer).setUint32(4, text.length, true);
    bytes.set(text, 8);
    expect(() => unpackValue(bytes)).toThrow(AppError);
  });

  it('answers a value or a typed failure for 5,000 damaged ones', () => {
    const random = createRandom(7);
    const whole = packValue({
      a: new Float64Array(20),
      m: new Map([[1n, NaN]]),
      t: 'text',
      n: [-0],
    });
    for (let trial = 0; trial < 5000; trial += 1) {
      const damaged = whole.slice(0, trial % 3 === 0 ? random.below(whole.length + 1) : undefined);
      if (damaged.length > 0) damaged[random.below(damaged.length)]! ^= 1 << random.below(8);
      try {
        unpackValue(damaged);
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(AppError);
      }
    }
  });
});
