import type { Columns } from '../../data/columns';
import type { GroupMoments } from './anova';
import { countNames, countNumbers, countUnnamed, type ColumnCounts } from './column-counts';
import type { CountedColumn } from './count-plan';
import { classCodeExpression, type TargetCoding } from './target-coding';

/**
 * SQL that groups rows by all columns of a pack and by class at once: `c0`, `c1`, … values, `y` class, `n` rows, and
 * for a regression `d` and `s`, sum and sum of squares of target − `centre`. Rows without a target are left out.
 */
export function packQuery(
  relation: string,
  pack: readonly CountedColumn[],
  target: TargetCoding,
  centre = 0,
): string {
  const isRegression = target.task === 'regression';
  const values = pack.map((column, index) => `${column.value} AS c${index}`);
  const deviation = `(${target.value} - ${centre}::DOUBLE)`;
  const moments = isRegression
    ? [`sum(${deviation}) AS d`, `sum(${deviation} * ${deviation}) AS s`]
    : [];
  const y = `${isRegression ? target.key : target.value} AS y`;
  const list = [...values, y, 'count(*)::DOUBLE AS n', ...moments].join(', ');
  const keys = [...pack.map((column) => column.key), target.key].join(', ');
  return `SELECT ${list} FROM ${relation} WHERE ${target.present} GROUP BY ${keys}`;
}

export interface PackCounts {
  column: CountedColumn;
  counts: ColumnCounts;
  /** For a name and a regression: moments of target − centre in each level. */
  groups?: GroupMoments[];
}

/** Joint counts of each column of a pack, from the answer of `packQuery`. */
export function readPack(
  answer: Columns,
  pack: readonly CountedColumn[],
  target: TargetCoding,
): PackCounts[] {
  const pairs = { classes: readClasses(answer, target), weights: answer.numbers('n') };
  const classCount = target.classes.length;
  return pack.map((column, index) => {
    const id = `c${index}`;
    if (column.form === 'number') {
      const numbers = answer.numbers(id);
      return { column, counts: countNumbers(numbers, answer.missing(id), pairs, classCount) };
    }
    const { codes, labels } = answer.codes(id);
    const counts = countNames(codes, labels, pairs, classCount);
    return target.task === 'regression'
      ? { column, counts, groups: readGroups(answer, codes, labels.length) }
      : { column, counts };
  });
}

/** SQL with a row for each value of a column that has too many to name: its rows by class, `c0`, `c1`, …. */
export function tallQuery(relation: string, column: CountedColumn, target: TargetCoding): string {
  const counts = target.classes.map(
    (_, code) => `count(*) FILTER (WHERE y = ${code})::DOUBLE AS c${code}`,
  );
  const inner = `SELECT ${column.key} AS k, ${classCodeExpression(target)} AS y FROM ${relation} WHERE ${target.present}`;
  return `SELECT ${counts.join(', ')} FROM (${inner}) GROUP BY k`;
}

/** Joint counts without names, from the answer of `tallQuery`. */
export function readTall(answer: Columns, target: TargetCoding): ColumnCounts {
  return countUnnamed(target.classes.map((_, code) => answer.numbers(`c${code}`)));
}

function readClasses(answer: Columns, target: TargetCoding): ArrayLike<number> {
  if (target.task === 'regression') return answer.numbers('y');
  const { codes, labels } = answer.codes('y');
  const classOf = labels.map((label) => target.classes.indexOf(label));
  return codes.map((code) => classOf[code]);
}

function readGroups(answer: Columns, codes: Int32Array, labels: number): GroupMoments[] {
  const [counts, sums, squares] = ['n', 'd', 's'].map((id) => answer.numbers(id));
  const groups = Array.from({ length: labels + 1 }, () => ({ count: 0, mean: 0, squares: 0 }));
  codes.forEach((code, index) => {
    const group = groups[code < 0 ? labels : code];
    group.count += counts[index];
    group.mean += sums[index];
    group.squares += squares[index];
  });
  for (const group of groups) {
    if (group.count === 0) continue;
    group.mean /= group.count;
    group.squares = Math.max(0, group.squares - group.count * group.mean ** 2);
  }
  return groups;
}
