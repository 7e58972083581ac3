import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../src/math/random';
import { quoteName, quoteNumber, quoteText, quoteValue } from '../../src/data/sql';
import { createNodeEngine, type NodeEngine } from '../support/node-engine';

let engine: NodeEngine;

beforeAll(async () => {
  engine = await createNodeEngine();
});

describe('quoteNumber', () => {
  it('gives the engine exactly the same double', async () => {
    const random = createRandom(11);
    const special = [0, 1, -1.5, 1e22, 5e-324, Number.MAX_VALUE, Infinity, -Infinity, NaN];
    const drawn = Array.from(
      { length: 500 },
      () => random.normal() * 10 ** (random.below(40) - 20),
    );
    const numbers = [...special, ...drawn];
    const rows = numbers.map((value) => `(${quoteNumber(value)})`);
    const answer = await engine.query(`SELECT * FROM (VALUES ${rows.join(', ')}) AS t(x)`);
    expect(Array.from(answer.values('x'))).toEqual(numbers);
  });
});

describe('quoteName and quoteText', () => {
  it('bring any name and text through as they are', async () => {
    const hostile = [`a"b`, `'; DROP TABLE x; --`, '😀', '<b>', '\\', '$$', 'select', '\n'];
    for (const text of hostile) {
      const answer = await engine.query(`SELECT ${quoteText(text)} AS ${quoteName(text)}`);
      expect(answer.names).toEqual([text]);
      expect(answer.texts(text)).toEqual([text]);
    }
  });

  it('refuse a NUL character', () => {
    expect(() => quoteName('a\0')).toThrow('SQL text cannot hold a NUL character');
    expect(() => quoteText('a\0')).toThrow('SQL text cannot hold a NUL character');
  });
});

describe('quoteValue', () => {
  it('writes each plain value as a literal of its type', async () => {
    const values = ['a', 1.5, 9007199254740993n, true, null, undefined];
    const answer = await engine.query(
      `SELECT ${values.map((value, index) => `${quoteValue(value)} AS v${index}`).join(', ')}`,
    );
    const found = values.map((_, index) => answer.values(`v${index}`)[0]);
    expect(found).toEqual(['a', 1.5, 9007199254740993n, true, null, null]);
  });
});
