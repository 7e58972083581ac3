import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { JsonFault, JsonScanner } from '../../../../src/data/formats/json/json-scanner';
import { createRandom } from '../../../../src/math/random';

const suite = join(import.meta.dirname, '../../../../../shared/data/corpora/json-test-suite');
const names = existsSync(suite) ? readdirSync(suite) : [];
const valid = names.filter((name) => name.startsWith('y_'));
const invalid = names.filter((name) => name.startsWith('n_'));
const free = names.filter((name) => name.startsWith('i_'));

/** The fault of a document, or undefined where it is JSON. */
function faultOf(bytes: Uint8Array): JsonFault | undefined {
  const scanner = new JsonScanner(bytes);
  try {
    const end = scanner.skipSpace(scanner.skipValue(0));
    return end === bytes.length ? undefined : new JsonFault(end, 'more text');
  } catch (thrown) {
    if (thrown instanceof JsonFault) return thrown;
    throw thrown;
  }
}

const faultOfFile = (name: string): JsonFault | undefined =>
  faultOf(readFileSync(join(suite, name)));
const faultOfText = (text: string): JsonFault | undefined =>
  faultOf(new TextEncoder().encode(text));

describe('the JSON scanner', () => {
  it(`accepts ${valid.length} of the ${valid.length} valid files of JSONTestSuite`, () => {
    expect(valid.filter((name) => faultOfFile(name) !== undefined)).toEqual([]);
  });

  it(`refuses ${invalid.length} of its ${invalid.length} invalid files`, () => {
    expect(invalid.filter((name) => faultOfFile(name) === undefined)).toEqual([]);
  });

  it(`either accepts or refuses its ${free.length} other files`, () => {
    for (const name of free) expect(() => faultOfFile(name)).not.toThrow();
  });

  it.each([
    ['[1, NaN]', 4, '"NaN" where a value is expected'],
    ['[1, -Infinity]', 5, 'a number has no digits'],
    ['{"a" 1}', 5, '"1" where a colon is expected'],
    ['[1 2]', 3, '"2" where a comma or ] is expected'],
    ["{'a': 1}", 1, '"\'" where a key in quotes is expected'],
    ['[1,]', 3, '"]" where a value is expected'],
    ['["a\nb"]', 3, 'a text holds a raw control character'],
    ['["\\x"]', 2, 'a text holds an unknown escape'],
    ['["\\u12g4"]', 2, 'four hexadecimal digits must follow \\u'],
    ['{"a": "b', 8, 'the text ends inside quotes'],
    ['[01]', 1, 'a number has a leading zero'],
    ['', 0, 'the text ends where a value is expected'],
  ])('says what is wrong in %s, and where', (text, offset, reason) => {
    expect(faultOfText(text)).toMatchObject({ offset, reason });
  });

  it('follows any depth without running out of stack', () => {
    expect(faultOfText('['.repeat(100_000) + ']'.repeat(100_000))).toBe(undefined);
    expect(faultOfText('['.repeat(100_000) + ']'.repeat(99_999))).toMatchObject({
      offset: 199_999,
      reason: 'the text ends where a comma or ] is expected',
    });
    expect(faultOfText('{"a":'.repeat(100_000))).toMatchObject({ offset: 500_000 });
  });

  it('agrees with JSON.parse on 20,000 random texts', () => {
    const random = createRandom(6);
    const tokens = [
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"\\u00e9"',
      '1',
      '-0.5e3',
      'true',
      'null',
      ' ',
      '01',
    ];
    for (let round = 0; round < 20_000; round += 1) {
      const text = Array.from(
        { length: 1 + random.below(9) },
        () => tokens[random.below(tokens.length)],
      ).join('');
      expect([text, faultOfText(text) === undefined]).toEqual([text, isJson(text)]);
    }
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
