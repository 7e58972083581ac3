import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/math/random';
import {
  associatedNumber,
  readAssociatedColumn,
  sampleColumnsQuery,
  type AssociatedColumn,
} from '../../../src/methods/profile/associated-column';
import {
  associate,
  associatePairs,
  pairIndex,
  type PairAssociation,
} from '../../../src/methods/profile/association';
import {
  chooseColumns,
  clusterOrder,
  strongestPairs,
} from '../../../src/methods/profile/association-choice';
import type { Bijection } from '../../../src/methods/profile/bijections';
import { findTwins } from '../../../src/operators/profile/collect-association';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';

const random = createRandom(12);
const noise = Float64Array.from({ length: 600 }, () => random.normal());
const rising = noise.map((value) => Math.exp(value));
const side: AssociatedColumn = {
  role: 'category',
  name: 'side',
  codes: Int32Array.from(noise, (value) => (value > 0 ? 1 : 0)),
  size: 2,
};
const unrelated: AssociatedColumn = {
  role: 'category',
  name: 'unrelated',
  codes: Int32Array.from(noise, () => random.below(3)),
  size: 3,
};

describe('associate', () => {
  it('takes the rank correlation of two numbers, with the linear one beside it', () => {
    const found = associate(associatedNumber('a', noise), associatedNumber('b', rising));
    expect(found.measure).toBe('spearman');
    expect(found.strength).toBeCloseTo(1, 12);
    expect(found.pearson).toBeLessThan(0.9);
    const falling = associate(
      associatedNumber('a', noise),
      associatedNumber(
        'c',
        rising.map((v) => -v),
      ),
    );
    expect(falling).toMatchObject({
      strength: expect.closeTo(1, 12),
      spearman: expect.closeTo(-1, 12),
    });
  });

  it("takes Cramér's V of two categories, and the correlation ratio of one of each", () => {
    expect(associate(side, side)).toMatchObject({
      measure: 'cramers-v',
      strength: expect.closeTo(1, 12),
    });
    expect(associate(side, unrelated).strength).toBeLessThan(0.15);
    const mixed = associate(side, associatedNumber('a', noise));
    expect(mixed).toEqual(associate(associatedNumber('a', noise), side));
    expect(mixed.measure).toBe('correlation-ratio');
    expect(mixed.strength).toBeCloseTo(Math.sqrt(2 / Math.PI), 1);
  });

  it('has no value where a side does not vary', () => {
    const flat = associatedNumber('flat', new Float64Array(600).fill(4));
    expect(associate(flat, associatedNumber('a', noise)).strength).toBeNaN();
    expect(associate(flat, side).strength).toBeNaN();
    const empty = associatedNumber('empty', new Float64Array(600).fill(NaN));
    expect(associate(empty, empty)).toMatchObject({ strength: NaN, mutualInformation: 0 });
  });
});

describe('pairIndex', () => {
  it('counts the pairs in the order in which they are made', () => {
    const columns = [noise, rising, noise, rising].map((values, at) =>
      associatedNumber(`${at}`, values),
    );
    const pairs = [...associatePairs(columns)];
    expect(pairs).toHaveLength(6);
    let index = 0;
    for (let first = 0; first < 4; first += 1) {
      for (let second = first + 1; second < 4; second += 1) {
        expect(pairIndex(first, second, 4)).toBe(index);
        expect(pairIndex(second, first, 4)).toBe(index);
        index += 1;
      }
    }
  });

  it('refuses what is no pair', () => {
    expect(() => pairIndex(1, 1, 3)).toThrow('no pair of 1 and 1 among 3');
    expect(() => pairIndex(0, 3, 3)).toThrow('no pair of 0 and 3 among 3');
  });
});

describe('choice of columns', () => {
  const strengths = [0.1, 0.9, 0.2, NaN, 0.3, 0.4];
  const pairs = strengths.map((strength): PairAssociation => ({
    measure: 'cramers-v',
    strength,
    mutualInformation: 0,
  }));

  it('keeps those with the strongest pair, in their order', () => {
    expect(chooseColumns(pairs, 4, 2)).toEqual([0, 2]);
    expect(chooseColumns(pairs, 4, 3)).toEqual([0, 2, 3]);
  });

  it('keeps the target and what goes with it', () => {
    expect(chooseColumns(pairs, 4, 2, 3)).toEqual([2, 3]);
    expect(chooseColumns(pairs, 4, 3, 3)).toEqual([1, 2, 3]);
  });

  it('ranks pairs by strength, without those that have none', () => {
    const ranked = strongestPairs({ names: ['a', 'b', 'c', 'd'], pairs });
    expect(ranked.map(({ first, second }) => first + second)).toEqual([
      'ac',
      'cd',
      'bd',
      'ad',
      'ab',
    ]);
  });

  it('puts columns that go together next to each other', () => {
    const order = clusterOrder(pairs, 4);
    expect(Math.abs(order.indexOf(0) - order.indexOf(2))).toBe(1);
    expect([...order].sort()).toEqual([0, 1, 2, 3]);
    expect(clusterOrder([], 1)).toEqual([0]);
    expect(clusterOrder([], 0)).toEqual([]);
  });
});

describe('sampling and bijections', () => {
  let engine: NodeEngine;

  beforeAll(async () => {
    engine = await createNodeEngine();
  });

  async function bijectionsOf(select: string): Promise<Bijection[]> {
    const table = await engine.table(select);
    const { relation, columns } = table;
    const answer = await engine.query(sampleColumnsQuery(relation, columns, 1, 1));
    const sampled = columns.map((column, index) => readAssociatedColumn(answer, index, column));
    return findTwins(engine.context(), table, columns, sampled);
  }

  it('samples about the share that was asked for, the same rows for the same salt', async () => {
    const { relation, columns } = await engine.table(
      'SELECT i AS a, i * 2.5 AS b FROM range(50000) r(i)',
    );
    const draw = async (salt: number): Promise<number[]> => {
      const answer = await engine.query(sampleColumnsQuery(relation, columns, 0.1, salt));
      return Array.from(answer.numbers('c1'));
    };
    const [one, again, other] = [await draw(5), await draw(5), await draw(6)];
    expect(Math.abs(one.length / 5000 - 1)).toBeLessThan(0.1);
    expect(again).toEqual(one);
    expect(other).not.toEqual(one);
    expect(one).toEqual([...one].sort((a, b) => a - b));
  });

  it('finds columns of which each decides the other, missing values included', async () => {
    const found = await bijectionsOf(
      `SELECT CASE i % 4 WHEN 3 THEN NULL ELSE i % 4 END AS code, ['a', 'b', 'c', NULL][i % 4 + 1] AS word,
        (i % 4)::VARCHAR AS same, (i % 4)::VARCHAR AS twin, i % 2 AS half FROM range(400) r(i)`,
    );
    expect(found).toEqual([
      { first: 'code', second: 'word', equal: false },
      { first: 'same', second: 'twin', equal: true },
    ]);
  });

  it('finds all pairs of many columns, and which of them are equal', async () => {
    const factors = Array.from({ length: 40 }, (_, index) => 1 + (index % 6));
    const select = factors.map((factor, index) => `(i * ${factor}) % 7 AS c${index}`).join(', ');
    const found = await bijectionsOf(`SELECT ${select}, i % 6 AS other FROM range(420) r(i)`);
    expect(found.length).toBe((40 * 39) / 2);
    const factorOf = (name: string): number => factors[Number(name.slice(1))]!;
    for (const { first, second, equal } of found)
      expect(equal).toBe(factorOf(first) === factorOf(second));
  });

  it('is not misled by as many values on both sides, or by columns that never repeat', async () => {
    const found = await bijectionsOf(
      `SELECT i % 5 AS a, (i + i // 100) % 5 AS b, i / 7 AS x, i / 3 + 1 AS y FROM range(400) r(i)`,
    );
    expect(found).toEqual([]);
  });
});
