import { Partition } from '../../math/partition';
import type { Bijection, CheckedPair, Pair } from './bijections';

/** What all rows say of pairs of columns. */
export interface PairAsker {
  /** Whether each of these pairs is one to one, and equal. */
  check(pairs: readonly Pair[]): Promise<CheckedPair[]>;
  /** A value of each of these columns that is the same for columns with the same texts in every row. */
  digest(columns: readonly number[]): Promise<string[]>;
}

/**
 * All pairs of columns that are one to one, of those that could be, from few checks: to be one to one, and to be equal,
 * carries over from pair to pair, so that a class of n columns takes n − 1 checks and not n (n − 1) / 2.
 */
export async function findBijections(
  names: readonly string[],
  candidates: readonly Pair[],
  asker: PairAsker,
): Promise<Bijection[]> {
  const classes = new Partition(names.length);
  const equals = new Partition(names.length);
  let open = candidates;
  while (open.length > 0) {
    const asked = spanningPairs(open, classes);
    const refuted = new Set<string>();
    const checked = await asker.check(asked);
    for (const { pair, isOneToOne, isEqual } of checked) {
      if (isOneToOne) classes.unite(...pair);
      if (isOneToOne && isEqual) equals.unite(...pair);
    }
    for (const { pair, isOneToOne } of checked)
      if (!isOneToOne) refuted.add(keyOf(classes, pair)).add(keyOf(classes, [pair[1], pair[0]]));
    open = open.filter(
      (pair) => !classes.areTogether(...pair) && !refuted.has(keyOf(classes, pair)),
    );
  }
  await findEquals(names.length, classes, equals, asker);
  return pairsOf(names.length, classes).map(([first, second]) => ({
    first: names[first]!,
    second: names[second]!,
    equal: equals.areTogether(first, second),
  }));
}

/** Two columns that are each unequal to a third may still equal one another. */
async function findEquals(
  count: number,
  classes: Partition,
  equals: Partition,
  { check, digest }: PairAsker,
): Promise<void> {
  const standing = Array.from({ length: count }, (_, column) => column).filter(
    (column) => equals.classOf(column) === column,
  );
  const byClass = groupBy(standing, (column) => classes.classOf(column));
  const unclear = [...byClass.values()].filter(({ length }) => length > 2).flat();
  if (unclear.length === 0) return;
  const digests = await digest(unclear);
  const digestOf = new Map(unclear.map((column, place) => [column, digests[place]!]));
  const same = groupBy(unclear, (column) => digestOf.get(column)!);
  const pairs = [...same.values()].flatMap(([first, ...others]) =>
    others.map((other): Pair => [first!, other]),
  );
  for (const { pair, isEqual } of await check(pairs)) if (isEqual) equals.unite(...pair);
}

function groupBy<K>(columns: readonly number[], keyOf: (column: number) => K): Map<K, number[]> {
  const groups = new Map<K, number[]>();
  for (const column of columns) {
    const key = keyOf(column);
    groups.set(key, [...(groups.get(key) ?? []), column]);
  }
  return groups;
}

/** Pairs that would join all classes that could be joined, none of them twice. */
function spanningPairs(open: readonly Pair[], classes: Partition): Pair[] {
  const joined = classes.copy();
  return open.filter((pair) => joined.unite(...pair));
}

function pairsOf(count: number, classes: Partition): Pair[] {
  const pairs: Pair[] = [];
  for (let first = 0; first < count; first += 1)
    for (let second = first + 1; second < count; second += 1)
      if (classes.areTogether(first, second)) pairs.push([first, second]);
  return pairs;
}

function keyOf(classes: Partition, [first, second]: Pair): string {
  return `${classes.classOf(first)} ${classes.classOf(second)}`;
}
