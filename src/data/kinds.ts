import type { Columns } from './columns';
import { inferKind, type KindFacts } from './kind-rules';
import { countedFields, exactFields, valuesWithBefore } from './kind-fields';
import { quoteName, unionAll } from './sql';
import type { ColumnInfo, ColumnKind } from './table';
import { typeFamily } from './type-family';

export interface StoredColumn {
  name: string;
  type: string;
}

/** A text column that was counted while it was read, exactly. */
export interface CountedColumn {
  name: string;
  present: number;
  distinct: number;
  phrases: number;
  characters: number;
}

/** Up to this many cells every distinct count is exact; some 0.2 s a million different texts is the price. */
const exactCells = 5_000_000;

/** More columns of one type than this are counted together: a statement grows slower than its columns. */
const stackedColumns = 40;

/**
 * One statement whose answer has a row for each column, with the counts that its kind rests on.
 * Columns are told by their position in `column_index`, never by name; one without any value may have no row.
 * Works for any relation and any DuckDB type; no columns give no rows, nor do those that were `counted` already. One scan a column, a second one where
 * an estimated distinct count could decide the kind.
 */
export function kindsQuery(
  relation: string,
  columns: readonly StoredColumn[],
  rowCount: number,
  counted: readonly Pick<CountedColumn, 'name'>[] = [],
): string {
  const known = new Set(counted.map(({ name }) => name));
  const asked = groupByType(columns, known);
  if (asked.length === 0) return 'SELECT 0 AS column_index WHERE false';
  const exact = rowCount * columns.length <= exactCells;
  const branches = asked.flatMap(({ type, members }) =>
    exact && members.length > stackedColumns
      ? [stackedQuery(relation, type, members)]
      : members.map((member) => columnQuery(relation, type, member, exact)),
  );
  return unionAll(branches);
}

/**
 * Columns with their kind and the reason for it, from answers of `kindsQuery`, each for some of the columns.
 * `changes` are kinds that the user has set; they win over what was inferred, the last one for a column holds.
 */
export function readKinds(
  answers: readonly Columns[],
  columns: readonly StoredColumn[],
  rowCount: number,
  changes: readonly [string, ColumnKind][] = [],
  counted: readonly CountedColumn[] = [],
): ColumnInfo[] {
  const setByHand = new Map(changes);
  const factsOf = new Map(answers.flatMap((answer) => [...readFacts(answer)]));
  const countedOf = new Map(counted.map((each) => [each.name, each]));
  return columns.map(({ name, type }, index) => {
    const facts = {
      type,
      family: typeFamily(type),
      rowCount,
      ...(factsOf.get(index) ?? nothing),
      ...countsOf(countedOf.get(name)),
    };
    const changed = setByHand.get(name);
    return {
      name,
      type,
      ...(changed ? { kind: changed, reason: 'set by hand' } : inferKind(facts)),
      missing: rowCount - facts.present - facts.nan,
      distinct: facts.distinct,
      distinctIsEstimate: facts.distinctIsEstimate,
    };
  });
}

function countsOf(counted: CountedColumn | undefined): Partial<Counts> {
  if (!counted) return {};
  const { present, distinct, phrases, characters } = counted;
  return { present, distinct, phrases, characters, distinctIsEstimate: false };
}

/** The columns that an answer of `kindsQuery` tells of. */
export function columnsIn(answer: Columns, columns: readonly StoredColumn[]): StoredColumn[] {
  return [...readFacts(answer).keys()].map((index) => columns[index]!);
}

type Counts = Omit<KindFacts, 'type' | 'family' | 'rowCount'>;

const nothing: Counts = {
  present: 0,
  nan: 0,
  distinct: 0,
  distinctIsEstimate: false,
  whole: 0,
  span: 0,
  phrases: 0,
  characters: 0,
  unix: { seconds: 0, milliseconds: 0, microseconds: 0, nanoseconds: 0 },
};

interface Member {
  name: string;
  index: number;
}

function groupByType(
  columns: readonly StoredColumn[],
  known: ReadonlySet<string>,
): { type: string; members: Member[] }[] {
  const groups = new Map<string, Member[]>();
  columns.forEach(({ name, type }, index) => {
    if (known.has(name)) return;
    const group = groups.get(type) ?? [];
    group.push({ name, index });
    groups.set(type, group);
  });
  return [...groups].map(([type, members]) => ({ type, members }));
}

function columnQuery(
  relation: string,
  type: string,
  { name, index }: Member,
  exact: boolean,
): string {
  const source = `(SELECT ${quoteName(name)} AS c FROM ${relation})`;
  if (exact) return `SELECT ${index} AS column_index, ${exactFields(type)} FROM ${source}`;
  const inOrder = valuesWithBefore(type, quoteName(name), relation);
  return `(WITH f AS MATERIALIZED (SELECT ${countedFields(type)} FROM ${inOrder}),
    e AS (SELECT ${exactFields(type, 'distinct_values')} FROM ${source} WHERE (SELECT counted FROM f))
    SELECT ${index} AS column_index, f.* EXCLUDE ascending REPLACE (
      if(counted, e.distinct_values, f.distinct_values) AS distinct_values, counted OR ascending AS counted)
    FROM f, e)`;
}

/** Many columns of one type as two: which, and what. */
function stackedQuery(relation: string, type: string, members: Member[]): string {
  const indexes = members.map(({ index }) => index).join(', ');
  const names = members.map(({ name }) => quoteName(name)).join(', ');
  const source = `(SELECT unnest([${indexes}]) AS k, unnest([${names}]) AS c FROM ${relation})`;
  return `SELECT k AS column_index, ${exactFields(type)} FROM ${source} GROUP BY k`;
}

function readFacts(answer: Columns): Map<number, Counts> {
  const known = answer.rowCount > 0;
  const field = (name: string): Float64Array => (known ? answer.numbers(name) : new Float64Array());
  const [present, nan, distinct] = ['present', 'nan', 'distinct_values'].map(field);
  const [counted, whole, span] = ['counted', 'whole', 'span'].map(field);
  const [phrases, characters] = ['phrases', 'characters'].map(field);
  const [s, ms, us, ns] = ['unix_s', 'unix_ms', 'unix_us', 'unix_ns'].map(field);
  const facts = Array.from(field('column_index'), (index, row): [number, Counts] => [
    index,
    {
      present: present![row]!,
      nan: nan![row]!,
      distinct: Math.min(distinct![row]!, present![row]!),
      distinctIsEstimate: counted![row] === 0,
      whole: whole![row]!,
      span: span![row]!,
      phrases: phrases![row]!,
      characters: characters![row]!,
      unix: {
        seconds: s![row]!,
        milliseconds: ms![row]!,
        microseconds: us![row]!,
        nanoseconds: ns![row]!,
      },
    },
  ]);
  return new Map(facts);
}
