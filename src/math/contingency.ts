/** Joint counts of two coded variables: only the cells that are not empty, with the totals of both sides. */
export interface Contingency {
  rowTotals: Float64Array;
  columnTotals: Float64Array;
  total: number;
  /** Row, column and count of each cell that is not empty. */
  cellRows: Int32Array;
  cellColumns: Int32Array;
  cellCounts: Float64Array;
}

/** Cells up to which a full table is counted into; above, a hash table. */
const denseCells = 4_000_000;

/**
 * Counts pairs of codes 0 … rows − 1 and 0 … columns − 1; a pair with -1 (missing) on either side is left out.
 * O(n), and O(rows × columns) memory up to four million cells, O(pairs) above.
 */
export function crossTabulate(
  rowCodes: ArrayLike<number>,
  rows: number,
  columnCodes: ArrayLike<number>,
  columns: number,
): Contingency {
  if (rowCodes.length !== columnCodes.length) {
    throw new RangeError(`lengths differ: ${rowCodes.length} and ${columnCodes.length}`);
  }
  const cells =
    rows * columns <= denseCells
      ? countDense(rowCodes, rows, columnCodes, columns)
      : countSparse(rowCodes, columnCodes, columns);
  return withTotals(cells, rows, columns);
}

/**
 * Pearson's chi-squared statistic against independence, without continuity correction.
 * 0 for an empty table.
 */
export function chiSquared(table: Contingency): number {
  const { rowTotals, columnTotals, total, cellRows, cellColumns, cellCounts } = table;
  let sum = 0;
  for (let cell = 0; cell < cellCounts.length; cell += 1) {
    const count = cellCounts[cell]!;
    sum += (count * count) / (rowTotals[cellRows[cell]!]! * columnTotals[cellColumns[cell]!]!);
  }
  return total === 0 ? 0 : Math.max(0, total * (sum - 1));
}

/**
 * Cramér's V with the bias correction of Bergsma (2013): 0 for independent, 1 for one deciding the other.
 * Empty rows and columns do not count. NaN where a side has fewer than two values, or the correction leaves none.
 */
export function cramersV(table: Contingency): number {
  const { total } = table;
  const rows = table.rowTotals.filter((count) => count > 0).length;
  const columns = table.columnTotals.filter((count) => count > 0).length;
  if (rows < 2 || columns < 2) return NaN;
  const bias = ((rows - 1) * (columns - 1)) / (total - 1);
  const phiSquared = Math.max(0, chiSquared(table) / total - bias);
  const smaller = Math.min(
    rows - (rows - 1) ** 2 / (total - 1),
    columns - (columns - 1) ** 2 / (total - 1),
  );
  return smaller > 1 ? Math.min(1, Math.sqrt(phiSquared / (smaller - 1))) : NaN;
}

/** Mutual information of the two variables in nats, from the counts as they are (plug-in); never negative. */
export function mutualInformation(table: Contingency): number {
  const { rowTotals, columnTotals, total, cellRows, cellColumns, cellCounts } = table;
  let sum = 0;
  for (let cell = 0; cell < cellCounts.length; cell += 1) {
    const count = cellCounts[cell]!;
    const expected = rowTotals[cellRows[cell]!]! * columnTotals[cellColumns[cell]!]!;
    sum += count * Math.log((count * total) / expected);
  }
  return total === 0 ? 0 : Math.max(0, sum / total);
}

/** Whether each value of one side goes with exactly one of the other, and the other way round. */
export function isBijection(table: Contingency): boolean {
  const used = (totals: Float64Array): number => totals.filter((count) => count > 0).length;
  const cells = table.cellCounts.length;
  return cells > 0 && cells === used(table.rowTotals) && cells === used(table.columnTotals);
}

type Cells = Pick<Contingency, 'cellRows' | 'cellColumns' | 'cellCounts'>;

function countDense(
  rowCodes: ArrayLike<number>,
  rows: number,
  columnCodes: ArrayLike<number>,
  columns: number,
): Cells {
  const counts = new Int32Array(rows * columns);
  const keys = new Int32Array(Math.min(counts.length, rowCodes.length));
  let found = 0;
  for (let index = 0; index < rowCodes.length; index += 1) {
    const row = rowCodes[index]!;
    const column = columnCodes[index]!;
    if (row < 0 || column < 0) continue;
    const key = row * columns + column;
    if (counts[key] === 0) keys[found++] = key;
    counts[key]! += 1;
  }
  const cells = emptyCells(found);
  for (let cell = 0; cell < found; cell += 1) {
    setCell(cells, cell, keys[cell]!, columns, counts[keys[cell]!]!);
  }
  return cells;
}

function countSparse(
  rowCodes: ArrayLike<number>,
  columnCodes: ArrayLike<number>,
  columns: number,
): Cells {
  const counts = new Map<number, number>();
  for (let index = 0; index < rowCodes.length; index += 1) {
    const [row, column] = [rowCodes[index]!, columnCodes[index]!];
    if (row < 0 || column < 0) continue;
    const key = row * columns + column;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const cells = emptyCells(counts.size);
  let cell = 0;
  for (const [key, count] of counts) setCell(cells, cell++, key, columns, count);
  return cells;
}

function emptyCells(count: number): Cells {
  return {
    cellRows: new Int32Array(count),
    cellColumns: new Int32Array(count),
    cellCounts: new Float64Array(count),
  };
}

function setCell(cells: Cells, cell: number, key: number, columns: number, count: number): void {
  cells.cellRows[cell] = Math.floor(key / columns);
  cells.cellColumns[cell] = key % columns;
  cells.cellCounts[cell] = count;
}

function withTotals(cells: Cells, rows: number, columns: number): Contingency {
  const rowTotals = new Float64Array(rows);
  const columnTotals = new Float64Array(columns);
  let total = 0;
  for (let cell = 0; cell < cells.cellCounts.length; cell += 1) {
    const count = cells.cellCounts[cell]!;
    rowTotals[cells.cellRows[cell]!]! += count;
    columnTotals[cells.cellColumns[cell]!]! += count;
    total += count;
  }
  return { ...cells, rowTotals, columnTotals, total };
}
