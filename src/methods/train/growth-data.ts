import type { Pacer } from './pacer';
import type { BinnedColumns, TreeColumn } from './tree-columns';
import type { HistogramPool } from './tree-histogram';
import type { SplitLimits } from './tree-split';

/** What stays the same from tree to tree. */
export interface GrowthData {
  columns: TreeColumn[];
  bins: BinnedColumns;
  rowCount: number;
  offsets: Int32Array;
  pool: HistogramPool;
  limits: SplitLimits & { maxLeaves: number; learningRate: number };
  /** By row; filled anew for each tree. */
  gradients: Float64Array;
  curvatures: Float64Array;
  /** Room for those of the rows of one leaf, in their order. */
  leafGradients: Float64Array;
  leafCurvatures: Float64Array;
  /** Room for the rows of a tree, ordered by leaf. */
  rows: Uint32Array;
  spare: Uint32Array;
  pacer: Pacer;
}
