import {
  matchNames,
  nameForms,
  nameKeys,
  type NameForms,
  type NameMatch,
} from '../data/near-names';
import {
  compareValues,
  toSetSketch,
  type SetSketch,
  type ShareEstimate,
  type ValueSketch,
} from '../data/value-sketch';
import type { CatalogueColumn, CatalogueEntry, ProjectAbout } from './catalogue';

/** A project with what the catalogue knows of it. */
export interface KnownAbout {
  id: string;
  about: ProjectAbout;
}

/** A column of a table somewhere. */
export interface ColumnPlace {
  project: string;
  entry: CatalogueEntry;
  column: CatalogueColumn;
}

/** Two columns that two tables could be joined by. */
export interface JoinProposal {
  from: ColumnPlace;
  /** The column that is nearer to a key of its table, where one is. */
  to: ColumnPlace;
  /** Different values of `from` that occur in `to`. */
  contained: ShareEstimate;
  /** Different values of `to` that occur in `from`. */
  containing: ShareEstimate;
  /** Values of both of those of either. */
  shared: ShareEstimate;
  names: NameMatch | undefined;
  /** Whether `to` has each value once, or nearly so: then a join keeps the rows of `from` as they are. */
  isKey: boolean;
  /** 0..1, to rank by. */
  score: number;
}

interface SketchedColumn extends ColumnPlace {
  values: ValueSketch;
  set: SetSketch;
  forms: NameForms;
}

/** Of the different values at least so many must occur in the other column. */
export const leastShare = 0.5;
const unnamedWeight = 0.6;
const keylessWeight = 0.5;
const families = ['number', 'text', 'time'] as const;
const placesAPiece = 40;
const pairsAPiece = 100;
/** Hashes that are looked up at once: a large map is slow to grow. */
const hashesAPart = 50_000;

/**
 * All pairs of columns of two tables that have near the same values or names, and enough values in common: the surest
 * first. Columns that a table took over from one that it was made from are left out. Each step of the generator is a
 * short piece of work.
 */
export function* proposeJoins(
  projects: readonly KnownAbout[],
): Generator<undefined, JoinProposal[]> {
  const columns: SketchedColumn[] = [];
  for (const place of ownColumns(projects)) {
    columns.push(sketched(place));
    if (columns.length % placesAPiece === 0) yield;
  }
  const found: JoinProposal[] = [];
  let looked = 0;
  for (const pair of yield* candidatePairs(columns)) {
    const [first, second] = [Math.floor(pair / columns.length), pair % columns.length];
    const proposal = judge(columns[first]!, columns[second]!);
    if (proposal) found.push(proposal);
    if ((looked += 1) % pairsAPiece === 0) yield;
  }
  return rank(found);
}

/** The columns of other tables that the table of this one could be joined to by it, the surest first; in short steps. */
export function* proposeJoinsOf(
  projects: readonly KnownAbout[],
  project: string,
  cell: string,
  column: string,
): Generator<undefined, JoinProposal[]> {
  const own = findPlace(projects, project, cell, column);
  if (!own) return [];
  const mine = sketched(own);
  const found: JoinProposal[] = [];
  for (const [index, place] of ownColumns(projects).entries()) {
    const proposal =
      place.column.values.family === mine.values.family ? judge(mine, sketched(place)) : undefined;
    if (proposal) found.push(proposal);
    if (index % placesAPiece === 0) yield;
  }
  return rank(found);
}

type PlaceWithValues = ColumnPlace & { column: { values: ValueSketch } };

function findPlace(
  projects: readonly KnownAbout[],
  project: string,
  cell: string,
  name: string,
): PlaceWithValues | undefined {
  const { about } = projects.find(({ id }) => id === project) ?? {};
  const entry = about?.entries.find((each) => each.cell === cell);
  const column = entry?.columns?.find((each) => each.name === name);
  return entry && column?.values ? ({ project, entry, column } as PlaceWithValues) : undefined;
}

/** Columns with a sketch that their table did not take over, by name, from one that it was made from. */
function ownColumns(projects: readonly KnownAbout[]): PlaceWithValues[] {
  return projects.flatMap(({ id: project, about }) => {
    const names = new Map(
      about.entries.map(({ cell, columns = [] }) => [cell, new Set(columns.map((c) => c.name))]),
    );
    return about.entries.flatMap((entry) =>
      (entry.columns ?? [])
        .filter(({ values }) => values !== undefined)
        .filter(({ name }) => !entry.from?.some((cell) => names.get(cell)?.has(name)))
        .map((column) => ({ project, entry, column }) as PlaceWithValues),
    );
  });
}

function sketched(place: PlaceWithValues): SketchedColumn {
  const { values, name } = place.column;
  return { ...place, values, set: toSetSketch(values), forms: nameForms(name, place.entry.name) };
}

/** Pairs that have a hash or a key of their names in common: the place of the first times their number, plus the second. */
function* candidatePairs(
  columns: readonly SketchedColumn[],
): Generator<undefined, ReadonlySet<number>> {
  const pairs = new Set<number>();
  const byName = new Map<string, number[]>();
  for (const [index, { values, forms }] of columns.entries())
    for (const key of nameKeys(forms)) keep(byName, `${values.family} ${key}`, index);
  yield* addAll(pairs, byName, columns.length);
  const hashes = columns.reduce((sum, { set }) => sum + set.hashes.length, 0);
  const parts = Math.ceil(hashes / hashesAPart);
  for (const family of families) {
    for (let part = 0; part < parts; part += 1) {
      const byHash = new Map<number, number[]>();
      for (const [index, { values, set }] of columns.entries()) {
        if (values.family !== family) continue;
        for (const hash of set.hashes) if (hash % parts === part) keep(byHash, hash, index);
        if (index % pairsAPiece === 0) yield;
      }
      yield* addAll(pairs, byHash, columns.length);
    }
  }
  return pairs;
}

function* addAll<K>(
  pairs: Set<number>,
  byKey: ReadonlyMap<K, number[]>,
  count: number,
): Generator<undefined> {
  let looked = 0;
  for (const found of byKey.values()) {
    addPairs(pairs, found, count);
    if ((looked += found.length ** 2) < 20_000) continue;
    looked = 0;
    yield;
  }
}

function keep<K>(byKey: Map<K, number[]>, key: K, index: number): void {
  const found = byKey.get(key);
  if (!found) byKey.set(key, [index]);
  else if (found[found.length - 1] !== index) found.push(index);
}

function addPairs(pairs: Set<number>, found: readonly number[], count: number): void {
  for (let one = 0; one < found.length; one += 1)
    for (let other = one + 1; other < found.length; other += 1)
      pairs.add(found[one]! * count + found[other]!);
}

/** A join of two columns, where enough speaks for it. */
function judge(first: SketchedColumn, second: SketchedColumn): JoinProposal | undefined {
  if (first.values.family !== second.values.family || areRelated(first, second)) return undefined;
  const names = matchNames(first.forms, second.forms) ?? matchTimes(first, second);
  const overlap = compareValues(first.set, second.set);
  const [from, to] = orient(
    first,
    second,
    overlap.firstInSecond.share >= overlap.secondInFirst.share,
  );
  const [contained, containing] =
    from === first
      ? [overlap.firstInSecond, overlap.secondInFirst]
      : [overlap.secondInFirst, overlap.firstInSecond];
  const best = Math.max(orNone(contained.low), orNone(containing.low));
  const isPossible = Math.max(orNone(contained.share), orNone(containing.share)) >= leastShare;
  const isUnknown = names !== undefined && orNone(contained.high) - orNone(contained.low) > 0.5;
  if (!isPossible && !isUnknown) return undefined;
  const isKey = isNearKey(to.values);
  if (names === undefined && !isTelling(from, to, isKey)) return undefined;
  const weight = (names ? 1 : unnamedWeight) * (isKey ? 1 : keylessWeight);
  return {
    from: placeOf(from),
    to: placeOf(to),
    contained,
    containing,
    shared: overlap.shared,
    names,
    isKey,
    score: best * weight,
  };
}

/** Times of one name, even a general one such as `date`, where one table has a row for each. */
function matchTimes(first: SketchedColumn, second: SketchedColumn): NameMatch | undefined {
  const isKey = isNearKey(first.values) || isNearKey(second.values);
  const isTime = first.values.family === 'time' && second.values.family === 'time';
  const isSame = first.forms.name.toLowerCase() === second.forms.name.toLowerCase();
  return isTime && isKey && isSame ? 'are the same' : undefined;
}

/** The column that is a key goes second; else the one that holds more of the other. */
function orient(
  first: SketchedColumn,
  second: SketchedColumn,
  isForward: boolean,
): [SketchedColumn, SketchedColumn] {
  const [one, other] = [isNearKey(first.values), isNearKey(second.values)];
  if (one !== other) return other ? [first, second] : [second, first];
  return isForward ? [first, second] : [second, first];
}

/**
 * Whether common values tell something without a likeness of names. Times recur everywhere. Whole numbers do where
 * they lie densely, as row numbers, ages and counts do: then a column may hold another only for its range.
 */
function isTelling(
  { values: from }: SketchedColumn,
  { values: to }: SketchedColumn,
  isKey: boolean,
): boolean {
  if (from.family === 'time') return false;
  if (from.family === 'text') return true;
  return isKey && shareByRange(from, to) < 0.5;
}

/** The share of numbers that would be found in another column if they were spread at random over their range. */
function shareByRange(from: ValueSketch, to: ValueSketch): number {
  const [low, high] = [Math.max(from.low!, to.low!), Math.min(from.high!, to.high!)];
  const inRange = Math.max(0, high - low + 1) / (from.high! - from.low! + 1);
  return inRange * (to.distinct / (to.high! - to.low! + 1));
}

function isNearKey({ distinct, rows, isEstimate }: ValueSketch): boolean {
  return distinct >= rows * (isEstimate ? 0.9 : 0.98);
}

/** One table, one that was made from the other, or a copy of it in another project. */
function areRelated(first: ColumnPlace, second: ColumnPlace): boolean {
  const [one, other] = [first.entry, second.entry];
  if (first.project !== second.project) return isCopy(one, other);
  if (one.cell === other.cell) return true;
  return (one.from?.includes(other.cell) || other.from?.includes(one.cell)) ?? false;
}

function isCopy(
  { columns: one = [] }: CatalogueEntry,
  { columns: other = [] }: CatalogueEntry,
): boolean {
  if (one.length !== other.length || one.length === 0) return false;
  return one.every(
    ({ name, content }, index) =>
      content !== undefined && content === other[index]!.content && name === other[index]!.name,
  );
}

function placeOf({ project, entry, column }: SketchedColumn): ColumnPlace {
  return { project, entry, column };
}

function orNone(share: number): number {
  return Number.isNaN(share) ? 0 : share;
}

function rank(found: JoinProposal[]): JoinProposal[] {
  return found.sort((a, b) => b.score - a.score);
}
