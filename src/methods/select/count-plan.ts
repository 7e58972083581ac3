/** A column as it is counted: numbers keep their order, everything else is a name. */
export interface CountedColumn {
  name: string;
  form: 'number' | 'name';
  /** SQL that says which rows are equal: the column itself, where it can be. */
  key: string;
  /** SQL of the value as DOUBLE or VARCHAR, in terms of the same column. */
  value: string;
  /** Distinct values, exact or estimated. */
  distinct: number;
}

/** How the joint counts of columns are got out of the engine with the least work. */
export interface CountPlan {
  /** Grouped together in one scan each, then added up by column. */
  packs: CountedColumn[][];
  /** Names with so many values that only their counts are fetched. */
  tall: CountedColumn[];
  /** Numbers with so many values that the rows themselves are fetched and sorted. */
  fetched: CountedColumn[];
}

/** Most combinations of values that columns of one scan may have. */
const mostCombinations = 20_000;

/** Above this many distinct values, reading groups costs more than reading rows or counts alone. */
const mostGroups = 50_000;

/** Above this many classes, one expression for each costs more than names. */
const mostTallClasses = 64;

/**
 * Columns of few values share a scan: grouping by several at once hashes and probes once, and the table of
 * combinations is small. First fit by ascending number of values. With `fetchNumbers` all numbers are fetched. Counts
 * without names need an expression for each of `classCount` classes; where these are many, names are read after all.
 */
export function planCounts(
  columns: readonly CountedColumn[],
  classCount: number,
  fetchNumbers: boolean,
): CountPlan {
  const plan: CountPlan = { packs: [], tall: [], fetched: [] };
  const sizes: number[] = [];
  const ascending = [...columns].sort((one, other) => one.distinct - other.distinct);
  for (const column of ascending) {
    if (column.form === 'number' && (fetchNumbers || column.distinct > mostGroups)) {
      plan.fetched.push(column);
    } else if (column.distinct > mostGroups && classCount <= mostTallClasses) {
      plan.tall.push(column);
    } else {
      packInto(plan.packs, sizes, column);
    }
  }
  return plan;
}

/** One level more than distinct values, since missing is one too. */
function packInto(packs: CountedColumn[][], sizes: number[], column: CountedColumn): void {
  const levels = column.distinct + 1;
  const fitting = sizes.findIndex((size) => size * levels <= mostCombinations);
  if (fitting >= 0) {
    packs[fitting].push(column);
    sizes[fitting] *= levels;
  } else {
    packs.push([column]);
    sizes.push(levels);
  }
}
