import type { Columns } from '../../data/columns';
import { quoteName } from '../../data/sql';
import { typeFamily } from '../../data/type-family';
import { familyOf } from '../../data/value-sketch';

/** A column of a relation. */
export interface RelationColumn {
  relation: string;
  name: string;
  type: string;
}

/** What the values of one of two columns come to, against those of the other. */
export interface CommonSide {
  /** Different values; missing ones are none. */
  distinct: number;
  /** Rows with a value. */
  rows: number;
  /** Rows whose value the other column has too. */
  matched: number;
  /** Rows that the most frequent value has. */
  most: number;
}

/** Values of two columns, counted exactly. */
export interface CommonValues {
  first: CommonSide;
  second: CommonSide;
  /** Different values that both have. */
  both: number;
  /** Rows that an inner join by these columns would have. */
  joined: number;
}

/** How values are compared, in words: numbers and times of any type as such, all else as text. */
export type ComparedAs = 'number' | 'time' | 'text';

export function comparedAs(first: RelationColumn, second: RelationColumn): ComparedAs {
  const [one, other] = [familyOf(first.type), familyOf(second.type)];
  return one === other && one !== undefined ? one : 'text';
}

/** One row: the parts of `CommonValues`. Groups both columns once: O(rows). */
export function commonValuesQuery(first: RelationColumn, second: RelationColumn): string {
  const as = comparedAs(first, second);
  const areWhole = [first, second].every(({ type }) => typeFamily(type) === 'integer');
  const counted = ({ relation, name }: RelationColumn): string =>
    `SELECT ${comparable(quoteName(name), as, areWhole)} AS k, count(*) AS n FROM ${relation}
      WHERE k IS NOT NULL GROUP BY ALL`;
  const amounts = {
    distinct0: 'count(a.k)',
    distinct1: 'count(b.k)',
    rows0: 'sum(a.n)',
    rows1: 'sum(b.n)',
    matched0: 'sum(a.n) FILTER (WHERE b.k IS NOT NULL)',
    matched1: 'sum(b.n) FILTER (WHERE a.k IS NOT NULL)',
    most0: 'max(a.n)',
    most1: 'max(b.n)',
    both: 'count(*) FILTER (WHERE a.k IS NOT NULL AND b.k IS NOT NULL)',
    joined: 'sum(a.n::DOUBLE * b.n)',
  };
  const list = Object.entries(amounts).map(
    ([name, amount]) => `coalesce(${amount}, 0)::DOUBLE AS ${name}`,
  );
  return `WITH a AS (${counted(first)}), b AS (${counted(second)})
    SELECT ${list.join(', ')} FROM a FULL JOIN b ON a.k = b.k`;
}

export function readCommonValues(answer: Columns): CommonValues {
  const amount = (name: string): number => answer.numbers(name)[0]!;
  const side = (index: number): CommonSide => ({
    distinct: amount(`distinct${index}`),
    rows: amount(`rows${index}`),
    matched: amount(`matched${index}`),
    most: amount(`most${index}`),
  });
  return { first: side(0), second: side(1), both: amount('both'), joined: amount('joined') };
}

function comparable(value: string, as: ComparedAs, areWhole: boolean): string {
  if (as === 'time') return `epoch_us(${value})`;
  if (as === 'number') return `${value}::${areWhole ? 'HUGEINT' : 'DOUBLE'}`;
  return `${value}::VARCHAR`;
}
