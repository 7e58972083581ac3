import type { Contingency } from '../../math/contingency';
import { sortWithCodes } from '../../math/radix-sort';

/**
 * Joint counts of a column with the target: rows of the table are the column's levels, columns are the classes.
 * Missing is a level of its own, and so is NaN.
 */
export interface ColumnCounts {
  table: Contingency;
  levels: Levels;
}

/** What the rows of the table stand for. */
export type Levels = NumberLevels | NameLevels;

export interface NumberLevels {
  kind: 'number';
  /** Ascending: the value of each of the first rows. For bins, the upper edge. */
  values: Float64Array;
  /** Row of NaN, -1 where there is none. */
  nanRow: number;
  /** Row of missing, -1 where there is none. */
  missingRow: number;
}

export interface NameLevels {
  kind: 'name';
  /** `null` is missing; no labels at all where there are too many levels to name. */
  labels: (string | null)[];
}

/** Groups of equal rows: a level, a class and how many rows there are of both. */
export interface WeightedPairs {
  classes: ArrayLike<number>;
  weights: Float64Array;
}

/** Joint counts of numbers that come with counts; `missing` is 1 where a value is missing, NaN is a value. */
export function countNumbers(
  numbers: Float64Array,
  missing: Uint8Array,
  { classes, weights }: WeightedPairs,
  classCount: number,
): ColumnCounts {
  const present = new Set<number>();
  let [hasNaN, hasMissing] = [false, false];
  for (let index = 0; index < numbers.length; index += 1) {
    if (missing[index] === 1) hasMissing = true;
    else if (Number.isNaN(numbers[index])) hasNaN = true;
    else present.add(numbers[index]);
  }
  const values = Float64Array.from(present).sort();
  const nanRow = hasNaN ? values.length : -1;
  const missingRow = hasMissing ? values.length + Number(hasNaN) : -1;
  const rowOf = new Map(Array.from(values, (value, row) => [value, row]));
  const rows = Int32Array.from(numbers, (value, index) =>
    missing[index] === 1 ? missingRow : (rowOf.get(value) ?? nanRow),
  );
  const rowCount = values.length + Number(hasNaN) + Number(hasMissing);
  const table = tabulate(rows, rowCount, { classes, weights }, classCount);
  return { table, levels: { kind: 'number', values, nanRow, missingRow } };
}

/** Joint counts of names that come with counts; code -1 is missing, the level after all others. */
export function countNames(
  codes: ArrayLike<number>,
  labels: readonly string[],
  pairs: WeightedPairs,
  classCount: number,
): ColumnCounts {
  const hasMissing = Array.prototype.includes.call(codes, -1);
  const rows = hasMissing
    ? Int32Array.from(codes, (code) => (code < 0 ? labels.length : code))
    : codes;
  const all = hasMissing ? [...labels, null] : [...labels];
  const table = tabulate(rows, all.length, pairs, classCount);
  return { table, levels: { kind: 'name', labels: all } };
}

/**
 * Joint counts of numbers by row with the class of each row (at most 65,535 classes). O(n): a radix sort, one pass.
 * Both arrays are used up: they come back sorted, NaN left out. `missing` rows are given apart, by class.
 */
export function countSorted(
  numbers: Float64Array,
  classes: Uint16Array,
  special: { nan: Float64Array; missing: Float64Array },
): ColumnCounts {
  sortWithCodes(numbers, classes);
  const classCount = special.nan.length;
  const rows = countDistinct(numbers);
  const extra = [special.nan, special.missing].map((counts) => counts.some((count) => count > 0));
  const builder = new TableBuilder(rows + Number(extra[0]) + Number(extra[1]), classCount);
  const values = new Float64Array(rows);
  for (let start = 0, row = 0; start < numbers.length; row += 1) {
    values[row] = numbers[start];
    start = builder.addRun(row, numbers, classes, start);
  }
  const nanRow = extra[0] ? rows : -1;
  const missingRow = extra[1] ? rows + Number(extra[0]) : -1;
  if (extra[0]) builder.addCounts(nanRow, special.nan);
  if (extra[1]) builder.addCounts(missingRow, special.missing);
  return { table: builder.finish(), levels: { kind: 'number', values, nanRow, missingRow } };
}

/** Joint counts of levels without names, from one list of counts by level for each class. */
export function countUnnamed(countsByClass: readonly Float64Array[]): ColumnCounts {
  const rows = countsByClass[0]?.length ?? 0;
  const builder = new TableBuilder(rows, countsByClass.length);
  for (let row = 0; row < rows; row += 1) {
    countsByClass.forEach((counts, each) => builder.add(row, each, counts[row]));
  }
  return { table: builder.finish(), levels: { kind: 'name', labels: [] } };
}

/** Adds up rows of a table: `rowOf` gives the new row of each old one. O(cells). */
export function mergeRows(table: Contingency, rowOf: Int32Array, rowCount: number): Contingency {
  const rows = new Int32Array(table.cellRows.length);
  for (let cell = 0; cell < rows.length; cell += 1) rows[cell] = rowOf[table.cellRows[cell]];
  const pairs = { classes: table.cellColumns, weights: table.cellCounts };
  return tabulate(rows, rowCount, pairs, table.columnTotals.length);
}

/** Tables of at most this many cells are counted in full. */
const denseCells = 1_000_000;

function tabulate(
  rows: ArrayLike<number>,
  rowCount: number,
  pairs: WeightedPairs,
  classCount: number,
): Contingency {
  return rowCount * classCount <= denseCells
    ? tabulateDense(rows, rowCount, pairs, classCount)
    : tabulateSparse(rows, rowCount, pairs, classCount);
}

function tabulateDense(
  rows: ArrayLike<number>,
  rowCount: number,
  { classes, weights }: WeightedPairs,
  classCount: number,
): Contingency {
  const counts = new Float64Array(rowCount * classCount);
  for (let index = 0; index < weights.length; index += 1) {
    counts[rows[index] * classCount + classes[index]] += weights[index];
  }
  const builder = new TableBuilder(rowCount, classCount);
  for (let row = 0; row < rowCount; row += 1) {
    for (let each = 0; each < classCount; each += 1) {
      builder.add(row, each, counts[row * classCount + each]);
    }
  }
  return builder.finish();
}

function tabulateSparse(
  rows: ArrayLike<number>,
  rowCount: number,
  { classes, weights }: WeightedPairs,
  classCount: number,
): Contingency {
  const counts = new Map<number, number>();
  for (let index = 0; index < weights.length; index += 1) {
    const key = rows[index] * classCount + classes[index];
    counts.set(key, (counts.get(key) ?? 0) + weights[index]);
  }
  const builder = new TableBuilder(rowCount, classCount, counts.size);
  for (const [key, count] of counts) {
    builder.add(Math.floor(key / classCount), key % classCount, count);
  }
  return builder.finish();
}

function countDistinct(sorted: Float64Array): number {
  let distinct = 0;
  for (let index = 0; index < sorted.length; index += 1) {
    if (index === 0 || sorted[index] !== sorted[index - 1]) distinct += 1;
  }
  return distinct;
}

/** Collects cells; its arrays grow as needed. */
class TableBuilder {
  readonly #rowTotals: Float64Array;
  readonly #columnTotals: Float64Array;
  readonly #tally: Float64Array;
  #rows: Int32Array;
  #columns: Int32Array;
  #counts: Float64Array;
  #cells = 0;

  constructor(rowCount: number, classCount: number, cells = 2 * rowCount) {
    this.#rowTotals = new Float64Array(rowCount);
    this.#columnTotals = new Float64Array(classCount);
    this.#tally = new Float64Array(classCount);
    this.#rows = new Int32Array(cells);
    this.#columns = new Int32Array(cells);
    this.#counts = new Float64Array(cells);
  }

  add(row: number, column: number, count: number): void {
    if (count === 0) return;
    if (this.#cells === this.#rows.length) this.#grow();
    this.#rows[this.#cells] = row;
    this.#columns[this.#cells] = column;
    this.#counts[this.#cells] = count;
    this.#cells += 1;
    this.#rowTotals[row] += count;
    this.#columnTotals[column] += count;
  }

  addCounts(row: number, counts: Float64Array): void {
    counts.forEach((count, column) => this.add(row, column, count));
  }

  /** Adds the run of equal numbers that begins at `start`; gives the index after it. */
  addRun(row: number, numbers: Float64Array, classes: Uint16Array, start: number): number {
    const tally = this.#tally;
    let end = start;
    for (; end < numbers.length && numbers[end] === numbers[start]; end += 1)
      tally[classes[end]] += 1;
    for (let index = start; index < end; index += 1) {
      const each = classes[index];
      this.add(row, each, tally[each]);
      tally[each] = 0;
    }
    return end;
  }

  finish(): Contingency {
    const cells = this.#cells;
    return {
      rowTotals: this.#rowTotals,
      columnTotals: this.#columnTotals,
      total: this.#columnTotals.reduce((sum, count) => sum + count, 0),
      cellRows: this.#rows.slice(0, cells),
      cellColumns: this.#columns.slice(0, cells),
      cellCounts: this.#counts.slice(0, cells),
    };
  }

  #grow(): void {
    const size = Math.max(16, 2 * this.#rows.length);
    const [rows, columns, counts] = [this.#rows, this.#columns, this.#counts];
    this.#rows = new Int32Array(size);
    this.#columns = new Int32Array(size);
    this.#counts = new Float64Array(size);
    this.#rows.set(rows);
    this.#columns.set(columns);
    this.#counts.set(counts);
  }
}
