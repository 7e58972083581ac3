import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/math/random';
import type { Pair } from '../../../src/methods/profile/bijections';
import { findBijections } from '../../../src/methods/profile/find-bijections';

/** Columns by the class they belong to and the texts they hold; how often a pair of them was checked. */
const asked = async (
  columns: readonly { group: number; texts: string }[],
  candidates: readonly Pair[],
): Promise<{ found: [string, string, boolean][]; checks: number }> => {
  let checks = 0;
  const found = await findBijections(
    columns.map((_, index) => `c${index}`),
    candidates,
    {
      check: async (pairs) => {
        checks += pairs.length;
        return pairs.map((pair) => {
          const [one, other] = [columns[pair[0]]!, columns[pair[1]]!];
          const isOneToOne = one.group === other.group;
          return { pair, isOneToOne, isEqual: isOneToOne && one.texts === other.texts };
        });
      },
      digest: async (some) => some.map((column) => columns[column]!.texts),
    },
  );
  return { found: found.map(({ first, second, equal }) => [first, second, equal]), checks };
};

const allPairs = (count: number): Pair[] =>
  Array.from({ length: count }, (_, first) =>
    Array.from({ length: count - first - 1 }, (_, more): Pair => [first, first + more + 1]),
  ).flat();

describe('findBijections', () => {
  it('agrees with a check of every pair, whatever the classes are', async () => {
    for (let seed = 0; seed < 200; seed += 1) {
      const random = createRandom(seed, 'classes');
      const columns = Array.from({ length: 2 + random.below(14) }, () => {
        const group = random.below(4);
        return { group, texts: `${group} ${random.below(3)}` };
      });
      const expected = allPairs(columns.length)
        .filter(([first, second]) => columns[first]!.group === columns[second]!.group)
        .map(([first, second]) => [
          `c${first}`,
          `c${second}`,
          columns[first]!.texts === columns[second]!.texts,
        ]);
      const { found } = await asked(columns, allPairs(columns.length));
      expect(found, `seed ${seed}`).toEqual(expected);
    }
  });

  it('checks one pair fewer than there are columns in a class', async () => {
    const columns = Array.from({ length: 60 }, () => ({ group: 0, texts: 'same' }));
    expect((await asked(columns, allPairs(60))).checks).toBe(59);
  });

  it('says nothing where no pair could be one', async () => {
    expect(await asked([{ group: 0, texts: '' }], [])).toEqual({ found: [], checks: 0 });
  });
});
